"""Attributions inside a content, found by reading the content again as a text of its own.

The tagger marks outermost attributions only: "He added that officials had told him that it was over" is one to it.
As a text of its own the content shows what is inside: "officials had told him that it was over". What is found there
is read again in turn. Only contents with a word of saying or believing are read again, and of what is found only
what another party says or believes is kept (`speech.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from reportedly.attribution.contents import Part, as_text, closed, worth_reading
from reportedly.attribution.relative import with_antecedent
from reportedly.attribution.speech import is_own_belief, is_speech_of_another, without_addressee
from reportedly.records import Annotation, Attribution, Document
from reportedly.span import Span

Read = Callable[[Iterable[Document]], Iterator[tuple[Attribution, ...]]]

# Readings of one content and of what is found in it: no corpus has an attribution four deep in another.
DEPTH = 3
# Characters of documents whose contents are read together: about what the tagger encodes at once.
GROUP = 150_000


class Piece(NamedTuple):
    """A part of a content that is to be read again, and who encloses it.

    `document` and `parent` are places: in the group of documents, and among the attributions made of that document.
    """

    document: int
    parent: int
    part: Part


class _Made(NamedTuple):
    """What is known of one document so far: its attributions (an inner one after its parent), how deep each is."""

    text: str
    attributions: list[Attribution]
    depths: list[int]


def _pieces(made: _Made, document: int, parent: int, contents: Iterable[Span]) -> Iterator[Piece]:
    return (Piece(document, parent, part) for part in worth_reading(made.text, contents))


def _placed(inner: Attribution, part: Part, text: str) -> Attribution:
    """What was found in a part, as an attribution of the document."""
    source, cue, content = (
        tuple(Span(span.start + part.span.start, span.end + part.span.start) for span in spans)
        for spans in (inner.source, inner.cue, inner.content)
    )
    content = tuple(closed(text, span, part) for span in content)
    placed = msgspec.structs.replace(inner, source=source, cue=cue, content=content)
    return without_addressee(text, with_antecedent(text, placed, part.span.start))


def _is_report(text: str, inner: Attribution, part: Part) -> bool:
    return is_speech_of_another(text, inner) and (part.quoted or not is_own_belief(text, inner, part.span))


def _within(inner: Attribution, parent: int, outer: Attribution) -> Attribution:
    """`inner` as part of `outer`: right only where both are, and so calibrated (who.train: at .4, .5, .7, .8)."""
    return msgspec.structs.replace(inner, parent=parent, confidence=round(inner.confidence * outer.confidence, 4))


def _read_again(made: Sequence[_Made], pieces: Sequence[Piece], read: Read) -> Iterator[Piece]:
    """Add what the pieces hold to `made`; yield what is to be read next.

    What is no report of its own ("she wants the board to say that …") may hold one, whose parent then is the piece's.
    """
    texts = (Document(id="", text=as_text(made[piece.document].text, piece.part), origin="") for piece in pieces)
    for piece, found in zip(pieces, read(texts), strict=True):
        known = made[piece.document]
        for inner in found:
            inner = _placed(inner, piece.part, known.text)
            parent = piece.parent
            if _is_report(known.text, inner, piece.part):
                parent = len(known.attributions)
                known.attributions.append(_within(inner, piece.parent, known.attributions[piece.parent]))
                known.depths.append(known.depths[piece.parent] + 1)
            for inside in _pieces(known, piece.document, parent, inner.content):
                if inside.part.span != piece.part.span:
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
