import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.span import Span, join, strip, trim

TEXTS = st.text(alphabet='ab ",.“”\n', min_size=1, max_size=40)


@st.composite
def spans_of(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_holds_at_least_one_character(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@given(spans_of())
def test_trim_ends_on_alphanumerics_and_drops_only_others(pair: tuple[str, Span]) -> None:
    text, span = pair
    found = trim(span, text)
    if found is None:
        assert not any(map(str.isalnum, span.of(text)))
    else:
        assert text[found.start].isalnum()
        assert text[found.end - 1].isalnum()
        assert not any(map(str.isalnum, text[span.start : found.start] + text[found.end : span.end]))


@given(spans_of())
def test_strip_is_str_strip(pair: tuple[str, Span]) -> None:
    text, span = pair
    found = strip(span, text)
    assert (found.of(text) if found else "") == span.of(text).strip()


def test_overlap_and_containment_are_half_open() -> None:
    assert not Span(0, 3).overlaps(Span(3, 4))
    assert Span(0, 4).overlaps(Span(3, 4))
    assert Span(0, 4).holds(Span(3, 4))
    assert not Span(0, 4).holds(Span(3, 5))


def test_join_puts_one_space_between_spans() -> None:
    assert join((Span(0, 2), Span(3, 5)), "ab cd") == "ab cd"
