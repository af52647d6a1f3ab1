import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import LedgerError
from reportedly.span import Span
from reportedly.web.typed import pieces, spans_typed

TEXT = "He said no. She said no,\nand no  again. 12-40 boats."


@pytest.mark.parametrize(
    ("typed", "near", "found"),
    [
        ("3-7", 0, (Span(3, 7),)),
        (" 3 – 7; 8-10 ", 0, (Span(3, 7), Span(8, 10))),
        ("8-10, 3-7", 0, (Span(3, 7), Span(8, 10))),
        ("no", 0, (Span(8, 10),)),
        ("no", 20, (Span(21, 23),)),
        ("said\nno", 14, (Span(16, 20), Span(21, 23))),
        ("no, and no again", 0, (Span(21, 38),)),
        ("12-40 boats", 0, (Span(40, 51),)),
        ("", 0, ()),
        (" \n ", 0, ()),
    ],
)
def test_spans_are_named_by_places_or_by_words(typed: str, near: int, found: tuple[Span, ...]) -> None:
    assert spans_typed(typed, TEXT, near) == found


@pytest.mark.parametrize("typed", ["7-3", "3-3", "nobody", "again\nsaid", "\n".join("no" for _ in range(101))])
def test_what_is_not_there_is_told(typed: str) -> None:
    with pytest.raises(LedgerError):
        spans_typed(typed, TEXT)


@given(st.text(), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4))
def test_what_a_form_shows_is_found_again(text: str, places: list[tuple[int, int]]) -> None:
    spans, at = list[Span](), 0
    for gap, length in places:
        start = at + gap
        if text[start : start + length].strip() and start + length <= len(text):
            spans.append(Span(start, start + length))
            at = start + length
    typed = "\n".join(pieces(spans, text))
    try:
        found = spans_typed(typed, text, spans[0].start if spans else 0)
    except LedgerError:
        return  # places that look like numbers, or line ends inside a word
    assert len(found) <= len(spans) or any(char in typed for char in "-–")


def test_long_texts_are_searched_in_linear_time() -> None:
    text = "a " * 200_000
    with pytest.raises(LedgerError):
        spans_typed("a " * 40 + "b", text)
