"""Sentences of contents as texts of their own: which are worth another reading, and what they look like then."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportedly.attribution.speech import SAYING, may_hold_speech
from reportedly.span import Span
from reportedly.text.quotes import MARK, Quotation, quotations
from reportedly.text.sentences import sentences

# What joins an indirect content to its cue is no part of it as a text of its own.
JOINING = re.compile(r"(?:that|whether|if|as|to)\s+", re.I)
CLOSING = re.compile(rf"(?:{MARK.pattern})\Z")
CLOSES = re.compile(rf"[.,!?]?(?:{MARK.pattern})")
LONGEST_MARK = 2
# Characters before a quotation that hold its cue, if it has one: of 12, 25 and 40 the last two do equally well.
CUE = 25


class Part(NamedTuple):
    """A sentence of a content without the marks that delimit it; `quoted` tells whether the content has such marks."""

    span: Span
    quoted: bool


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


def worth_reading(text: str, contents: Iterable[Span]) -> Iterator[Part]:
    """Yield the sentences of contents that are worth another reading."""
    for content in contents:
        bare = _bare(text, content) if may_hold_speech(text, content) else None
        quoted = MARK.match(text, content.start) is not None
        for unit in _units(text, bare) if bare else ():
            if may_hold_speech(text, unit):
                yield Part(unit, quoted)


def _has_cue(words: str, quotation: Quotation) -> bool:
    start = quotation.span.start
    return SAYING.search(words, max(0, start - CUE), start) is not None


def _unmarked(words: str) -> str:
    """A sentence of an indirect content without the marks that quote the outer speaker, of the same length.

    In "Ada Brandt said the crew “warned her twice”" they are not the crew's. Where a word of saying stands before
    them, they are.
    """
    kept = list(words)
    for quotation in quotations(words):
        if not quotation.nested and not _has_cue(words, quotation):
            start, end = quotation.span.start, quotation.span.end
            for mark in (MARK.match(words, start), CLOSING.search(words, max(start, end - LONGEST_MARK), end)):
                if mark:
                    kept[mark.start() : mark.end()] = " " * len(mark[0])
    return "".join(kept)


def as_text(text: str, part: Part) -> str:
    """The part as a text of its own, of the same length; its first letter is a capital, as in any text."""
    words = part.span.of(text)
    words = words if part.quoted else _unmarked(words)
    place = len(words) - len(words.lstrip())
    first = words[place : place + 1].upper()
    return words[:place] + first + words[place + 1 :] if len(first) == 1 else words


def closed(text: str, span: Span, part: Part) -> Span:
    """A span found in a part that lost its marks, on to the mark that closes a quotation begun in it."""
    mark = None if part.quoted else CLOSES.match(text, span.end, part.span.end)
    if not mark:
        return span
    whole = Span(span.start, mark.end())
    length = whole.end - whole.start
    ends = any(quotation.regular and quotation.span.end == length for quotation in quotations(whole.of(text)))
    return whole if ends else span
