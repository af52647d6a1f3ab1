"""Half-open spans `[start, end)` of a text, in Unicode code points, and their arithmetic."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Characters `start` to `end` (exclusive) of one text; 0 <= start < end.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether `span` shares a character with one of `spans`, which are in text order and apart from each other.

    >>> touches((Span(0, 3), Span(5, 9)), Span(3, 5))
    False
    """
    place = bisect_right(spans, span.end - 1, key=lambda one: one.start) - 1
    return place >= 0 and span.start < spans[place].end


def join(spans: Iterable[Span], text: str) -> str:
    """The words at `spans`, joined by one space: how a report prints a discontinuous span.

    >>> join((Span(0, 3), Span(9, 13)), '"Go," he "now"')
    '"Go "now'
    """
    return " ".join(span.of(text) for span in spans)


def trim(span: Span, text: str) -> Span | None:
    """The span from its first to its last alphanumeric character; None if it has none.

    >>> trim(Span(0, 6), '"Go," he')
    Span(start=1, end=3)
    """
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if start < end else None


def strip(span: Span, text: str) -> Span | None:
    """The span without the white space at its ends; None if nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None
