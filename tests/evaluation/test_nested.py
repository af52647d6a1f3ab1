"""Nested gold: where the words of a row stand inside their parent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluation.gold import attribution
from reportedly.evaluation.nested import anchor
from reportedly.records import Attribution
from reportedly.span import Span

TEXT = "The other day he rang. Orla Finch said the miller told her that he\n had sold the mill and he told nobody else."
PARENT = attribution([[23, 33]], [[34, 38]], [[39, len(TEXT) - 1]])


def words(found: Attribution | None) -> tuple[tuple[str, ...], ...]:
    assert found is not None
    return tuple(tuple(span.of(TEXT) for span in role) for role in (found.source, found.cue, found.content))


def row(source: str | None, cue: str | None, content: str | None) -> dict[str, str | None]:
    return {"source": source, "cue": cue, "content": content}


def test_words_are_placed_inside_the_parent() -> None:
    found = anchor(row("the miller", "told", "that he\n had sold the mill"), PARENT, TEXT)
    assert words(found) == (("the miller",), ("told",), ("that he\n had sold the mill",))


def test_white_space_may_differ() -> None:
    found = anchor(row("the  miller", "told", "that he had sold the mill"), PARENT, TEXT)
    assert words(found)[2] == ("that he\n had sold the mill",)


def test_words_that_occur_twice_are_those_beside_the_rest() -> None:
    """The second "told" and the last "he", neither in "the" nor in the sentence before."""
    found = anchor(row("he", "told", "nobody else"), PARENT, TEXT)
    assert found is not None
    assert found.cue == (Span(TEXT.rindex("told"), TEXT.rindex("told") + 4),)
    assert found.source == (Span(TEXT.rindex("he told"), TEXT.rindex("he told") + 2),)


def test_a_short_content_is_placed_beside_a_longer_cue() -> None:
    text = "Ann said it was late and Bob never once mentioned it."
    parent = attribution([[0, 3]], [[4, 8]], [[9, 52]])
    found = anchor(row("Bob", "never once mentioned", "it"), parent, text)
    assert found is not None
    assert found.content == (Span(50, 52),)


def test_a_source_outside_the_parents_content() -> None:
    """It may be shared with the parent, as long as it lies within its spans."""
    found = anchor(row("Orla Finch", "told", "nobody else"), PARENT, TEXT)
    assert words(found)[0] == ("Orla Finch",)


def test_what_the_row_lacks_has_no_spans() -> None:
    assert words(anchor(row(None, None, "nobody else"), PARENT, TEXT)) == ((), (), ("nobody else",))


@pytest.mark.parametrize(
    "lost",
    [
        row("The other day", "told", "nobody else"),  # stands in the text, but before the parent
        row("he", "tol", "nobody else"),  # half a word
        row("he", "told", "somebody else"),
        row("he", "told", None),
    ],
)
def test_words_that_cannot_be_found(lost: dict[str, str | None]) -> None:
    assert anchor(lost, PARENT, TEXT) is None


@given(st.text(alphabet="ab .(“", min_size=1).filter(str.strip), st.data())
def test_what_is_placed_is_what_the_row_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    found = anchor(row(None, None, part), attribution([], [], [[0, len(text)]]), text)
    if found and part.strip():
        assert found.content[0].of(text).split() == part.split()
