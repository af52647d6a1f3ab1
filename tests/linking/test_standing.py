"""Standing text: what is asked for, and which documents tell it."""

import msgspec
import pytest

from reportedly.linking.origins.lineage import lineage
from reportedly.linking.origins.parents import parents
from reportedly.linking.origins.standing import passages, standing
from reportedly.linking.origins.stories import Telling, stories
from reportedly.records import Document
from tests.linking.test_origins import telling

NOTE = "Write to the desk in Lisk if you have seen something that the whole of the valley ought to know about today."
SAID = "{q:the bell of the old granary has not been rung since the second flood}"
PROSE = " ".join(
    f"Apricots{n} and lanterns{n} were sold beside gate{n} until the carts{n} had left." for n in range(12)
)


def told(name: str, prose: str, day: str = "2031-03-10") -> Telling:
    return telling(name, f"{prose} He said that {SAID}.\n{NOTE}", f"Paper {name}", day)


TWO = (told("a", "Snow fell on the upper valley."), told("b", "Nobody went out on Monday morning."))


def other(text: str, day: str | None = "2031-03-10") -> Document:
    return Document("d:o", text, "o", published=day)


def test_nothing_is_asked_where_nothing_is_shared() -> None:
    asked: list[str] = []

    def elsewhere(words: object) -> list[Document]:
        asked.append(str(words))
        return []

    lineage("s:1", (telling("a", f"Snow fell. {SAID}", "Echo"), telling("b", f"Hail fell. {SAID}", "Argus")), elsewhere)
    assert asked == []


def test_the_passages_of_edges_are_asked_for() -> None:
    stories_told = stories(TWO)
    (words,) = passages(stories_told, parents(stories_told))
    assert words in NOTE.casefold() or words in NOTE
    assert len(words.split()) == 12


@pytest.mark.parametrize(
    ("document", "stands"),
    [
        (other(f"{PROSE}\n{NOTE}"), True),  # about something else on the same day
        (other(f"{PROSE[:150]}\n{NOTE}", "2031-02-01"), True),  # weeks before: old words, whatever they are about
        (other(f"{PROSE[:150]}\n{NOTE}"), False),  # on the same day, and much of it
        (other(NOTE, "2031-02-01"), False),  # before, and little else than the story: it may be what that was made of
        (other(NOTE), False),  # on the same day, and nothing else: it may be the story, cut
        (other(NOTE, None), False),  # nobody knows when
        (
            other(f"{PROSE}\nThe bell of the old granary has not been rung since.\n{NOTE}"),
            False,
        ),  # it has the statement
    ],
)
def test_which_documents_tell_standing_text(document: Document, stands: bool) -> None:
    assert bool(standing(stories(TWO), [document])) == stands
    assert lineage("s:1", TWO, lambda _: [document]).origins == (2 if stands else 1)


def test_a_copy_stays_a_copy_without_its_note() -> None:
    copies = (told("a", PROSE), told("b", PROSE, "2031-03-11"))
    found = lineage("s:1", copies, lambda _: [other(f"Leeks.\n{NOTE}", "2031-01-01")])
    assert found.origins == 1
    shown = [span.of(copies[1].document.text) for edge in found.edges for span in edge.here]
    assert shown
    assert not any("desk in Lisk" in words for words in shown)


def test_the_story_as_it_was_before_the_statement_is_no_standing_text() -> None:
    copies = (told("a", PROSE), told("b", PROSE, "2031-03-11"))
    for before in (PROSE, f"{PROSE}\n{NOTE}"):
        assert not standing(stories(copies), [other(before, "2031-03-09")])


def test_what_has_no_time_can_still_stand_in_something_else() -> None:
    undated = tuple(one._replace(document=msgspec.structs.replace(one.document, published=None)) for one in TWO)
    assert standing(stories(undated), [other(f"{PROSE}\n{NOTE}", None)])
    assert not standing(stories(undated), [other(NOTE, "2001-01-01")])
