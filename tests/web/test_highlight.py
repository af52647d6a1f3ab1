import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from reportedly.span import Span
from reportedly.web.highlight import LONGEST, highlighted


def test_hits_are_marked_and_the_rest_is_escaped() -> None:
    assert highlighted("a <b> c", (Span(2, 5),)) == 'a <mark class="hit">&lt;b&gt;</mark> c'


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    text = "word " * 300 + "needle " + "word " * 300
    drawn = highlighted(text, (Span(1500, 1506),))
    assert drawn.startswith("… word")
    assert drawn.endswith("word …")
    assert '<mark class="hit">needle</mark>' in drawn


@given(st.text(max_size=2000), st.lists(st.integers(0, 2000), max_size=8))
def test_what_is_shown_stands_in_the_text(text: str, ends: list[int]) -> None:
    ends = sorted({end for end in ends if end <= len(text)})
    hits = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    drawn = str(highlighted("".join(char for char in text if char.isprintable() or char == " "), ()))
    assert len(unescape(drawn)) <= LONGEST + 4
    shown = re.sub("<[^>]+>", "", str(highlighted(text, hits)))
    assert len(unescape(shown)) <= 12 * LONGEST
