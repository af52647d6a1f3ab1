"""Spans as people type them: places in the text, or the very words that stand there."""

import re
from collections.abc import Sequence

from reportedly.errors import LedgerError
from reportedly.span import Span

PLACES = re.compile(r"\s*\d{1,9}\s*[-–]\s*\d{1,9}(\s*[;,\s]\s*\d{1,9}\s*[-–]\s*\d{1,9}){0,99}\s*")
PLACE = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")
MOST = 100  # pieces of one part; a content that is interrupted fifty times has not been seen


def spans_typed(typed: str, text: str, near: int = 0) -> tuple[Span, ...]:
    """The spans that `typed` names, in text order.

    Either places ("12-40; 55-60") or words, one piece a line, white space not counting: of several places that hold a
    piece, the first behind the piece before it counts; for the first piece the one nearest to the character `near`.
    Raises LedgerError, in words for the person, where there are none.

    >>> spans_typed("4-6; 9-10", "No, no, no.") == (Span(4, 6), Span(9, 10))
    True
    >>> spans_typed("no\\nno", "No, no, no.") == (Span(4, 6), Span(8, 10))
    True
    """
    if PLACES.fullmatch(typed):
        return _placed([(int(start), int(end)) for start, end in PLACE.findall(typed)])
    pieces = [piece for line in typed.splitlines() if (piece := line.split())]
    if len(pieces) > MOST:
        raise LedgerError(f"more than {MOST} pieces: one line for each piece, please")
    found: list[Span] = []
    for piece in pieces:
        found.append(_found(piece, text, found[-1].end if found else None, near))
    return tuple(found)


def _placed(pairs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    if any(start >= end for start, end in pairs):
        raise LedgerError("a place runs from its first character to behind its last, such as 12-40")
    return tuple(sorted(Span(start, end) for start, end in pairs))


def _found(words: Sequence[str], text: str, behind: int | None, near: int) -> Span:
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    if behind is not None:
        match = pattern.search(text, behind)
        places = [match.span()] if match else []
    else:
        places = [match.span() for match in pattern.finditer(text)]
    if not places:
        where = "in the article" if behind is None else "in the article behind the ones before"
        raise LedgerError(f"these words do not stand {where}: {' '.join(words)[:120]}")
    return Span(*min(places, key=lambda place: abs(place[0] - near)))


def pieces(passage_spans: Sequence[Span], text: str) -> list[str]:
    """The words of each span on one line, as a form shows them: `spans_typed` finds them again."""
    return [" ".join(span.of(text).split()) for span in passage_spans]
