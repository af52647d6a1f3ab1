"""Spans as a column holds them: "12-40;55-60"."""

from collections.abc import Iterable

from reportedly.span import Span


def written(spans: Iterable[Span]) -> str:
    """The spans as text; empty where there is none.

    >>> written((Span(12, 40), Span(55, 60)))
    '12-40;55-60'
    """
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def spans_in(column: str) -> tuple[Span, ...]:
    """The spans that `written` wrote.

    >>> spans_in("12-40;55-60") == (Span(12, 40), Span(55, 60))
    True
    """
    pairs = (piece.split("-") for piece in column.split(";") if piece)
    return tuple(Span(int(start), int(end)) for start, end in pairs)
