"""Attributions inside a content, found by reading the content again as a text of its own.

The tagger marks outermost attributions only: "He added that officials had told him that it was over" is one to it.
As a text of its own the content shows what is inside: "officials had told him that it was over". What is found there
is read again in turn. Only contents with a word of saying or believing are read again, and of what is found only
what another party says or believes is kept (`speech.py`).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from reportedly.attribution.speech import is_speech_of_another, may_hold_speech
from reportedly.records import Annotation, Attribution, Document
from reportedly.span import Span
from reportedly.text.quotes import MARK, quotations
from reportedly.text.sentences import sentences

Read = Callable[[Iterable[Document]], Iterator[tuple[Attribution, ...]]]

# Readings of one content and of what is found in it: no corpus has an attribution four deep in another.
DEPTH = 3
# Characters of documents whose contents are read together: about what the tagger encodes at once.
GROUP = 150_000
# What joins an indirect content to its cue is no part of it as a text of its own.
JOINING = re.compile(r"(?:that|whether|if|as|to)\s+", re.I)
CLOSING = re.compile(rf"(?:{MARK.pattern})\Z")


class Piece(NamedTuple):
    """A content that is to be read again: its characters without delimiting marks, and who encloses them.

    `document` and `parent` are places: in the group of documents, and among the attributions made of that document.
    """

    document: int
    parent: int
    span: Span


class _Made(NamedTuple):
    """What is known of one document so far: its attributions (an inner one after its parent), how deep each is."""

    text: str
    attributions: list[Attribution]
    depths: list[int]


def _bare(text: str, content: Span) -> Span | None:
    """The content as a text of its own: without the marks that delimit it and the word that joins it to its cue.

    In its marks all of it is one quotation to the tagger: without them 1.7 times as much is found (who.train).
    """
    start, end = content.start, content.end
    words = content.of(text)
    outer = next(iter(quotations(words)), None)
    if outer and outer.span == Span(0, len(words)):
        opening, closing = MARK.match(words), CLOSING.search(words)
        start += len(opening[0]) if opening else 0
        end -= len(closing[0]) if closing else 0
    joining = JOINING.match(text, start, end)
    start = joining.end() if joining else start
    return Span(start, end) if start < end else None


def _units(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a content, joined where a quotation runs over their boundary."""
    inner = [quotation.span for quotation in quotations(span.of(text)) if quotation.regular and not quotation.nested]
    held: int | None = None
    for sentence in sentences(text, span.start, span.end):
        start = sentence.start if held is None else held
        place = bisect_right(inner, Span(sentence.end - span.start - 1, len(text))) - 1
        if place >= 0 and inner[place].end > sentence.end - span.start:
            held = start
            continue
        yield Span(start, sentence.end)
        held = None
    if held is not None:
        yield Span(held, span.end)


def worth_reading(text: str, contents: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of contents that are worth another reading."""
    for content in contents:
        bare = _bare(text, content) if may_hold_speech(text, content) else None
        for unit in _units(text, bare) if bare else ():
            if may_hold_speech(text, unit):
                yield unit


def _pieces(made: _Made, document: int, parent: int, contents: Iterable[Span]) -> Iterator[Piece]:
    return (Piece(document, parent, unit) for unit in worth_reading(made.text, contents))


def _moved(attribution: Attribution, by: int) -> Attribution:
    source, cue, content = (
        tuple(Span(span.start + by, span.end + by) for span in spans)
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return msgspec.structs.replace(attribution, source=source, cue=cue, content=content)


def _within(inner: Attribution, parent: int, outer: Attribution) -> Attribution:
    """`inner` as part of `outer`: right only where both are, and so calibrated (who.train: at .4, .5, .7, .8)."""
    return msgspec.structs.replace(inner, parent=parent, confidence=round(inner.confidence * outer.confidence, 4))


def as_text(words: str) -> str:
    """Part of a content as a text of its own, of the same length; its first letter is a capital, as in any text."""
    first = words[0].upper()
    return (first if len(first) == 1 else words[0]) + words[1:]


def _read_again(made: Sequence[_Made], pieces: Sequence[Piece], read: Read) -> Iterator[Piece]:
    """Add what the pieces hold to `made`; yield what is to be read next.

    What is no report of its own ("she wants the board to say that …") may hold one, whose parent then is the piece's.
    """
    words = (piece.span.of(made[piece.document].text) for piece in pieces)
    texts = (Document(id="", text=as_text(part), origin="") for part in words)
    for piece, found in zip(pieces, read(texts), strict=True):
        known = made[piece.document]
        for inner in found:
            inner = _moved(inner, piece.span.start)
            parent = piece.parent
            if is_speech_of_another(known.text, inner):
                parent = len(known.attributions)
                known.attributions.append(_within(inner, piece.parent, known.attributions[piece.parent]))
                known.depths.append(known.depths[piece.parent] + 1)
            for inside in _pieces(known, piece.document, parent, inner.content):
                if inside.span != piece.span:
                    yield inside


def _in_order(made: _Made) -> tuple[Attribution, ...]:
    """The attributions in text order, an enclosing one before what it encloses, parents renumbered."""
    order = sorted(
        range(len(made.attributions)), key=lambda place: (made.attributions[place].start(), made.depths[place])
    )
    rank: dict[int | None, int] = {place: new for new, place in enumerate(order)}
    return tuple(
        msgspec.structs.replace(attribution, parent=rank.get(attribution.parent))
        for attribution in (made.attributions[place] for place in order)
    )


def _nest_group(annotations: Sequence[Annotation], read: Read) -> Iterator[Annotation]:
    made = [
        _Made(annotation.document.text, list(annotation.attributions), [0] * len(annotation.attributions))
        for annotation in annotations
    ]
    pieces = [
        piece
        for place, known in enumerate(made)
        for parent, attribution in enumerate(known.attributions)
        for piece in _pieces(known, place, parent, attribution.content)
    ]
    for _ in range(DEPTH):
        pieces = list(_read_again(made, pieces, read)) if pieces else []
    for annotation, known in zip(annotations, made, strict=True):
        yield msgspec.structs.replace(annotation, attributions=_in_order(known))


def nest(annotations: Iterable[Annotation], read: Read) -> Iterator[Annotation]:
    """Yield the annotations with the attributions inside their contents, in order.

    `read` gives the outermost attributions of each text. Contents of several documents are read together.
    """
    group: list[Annotation] = []
    size = 0
    for annotation in annotations:
        group.append(annotation)
        size += len(annotation.document.text)
        if size >= GROUP:
            yield from _nest_group(group, read)
            group, size = [], 0
    yield from _nest_group(group, read)
