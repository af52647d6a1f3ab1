"""Quotation marks: which open, which close, and what they enclose, in one pass over each paragraph.

No mark ever loses a document: a mark without its partner yields an irregular quotation, never an error.
A quotation left open at the end of a paragraph runs on if the next paragraph repeats the opening mark
(Chicago Manual of Style 13.32); else it ends with its paragraph.
"""

import re

import msgspec

from reportedly.span import Span

DOUBLE = frozenset('"“”„‟«»″＂')
SINGLE = frozenset("'‘’‚‛‹›`´")
OPENING = frozenset("“„‟«‘‚‛‹`")
CLOSING = frozenset("”»›´")
MARK = re.compile(r"``|''|[\"“”„‟«»″＂'‘’‚‛‹›`´]")
BEFORE_OPENING = frozenset("([{<-–—―_/|…:=*•>\u200e\u200f\u202a\u202b\u2066\u2067\u2068")
AFTER_CLOSING = frozenset(")]}.,;:!?…-–—―/|\u202c\u2069")
PUNCTUATION = frozenset(".,;:!?…—–-)]")
PARAGRAPH = re.compile(r"[^\n]+")


class Quotation(msgspec.Struct, frozen=True):
    """What a pair of marks encloses, marks included.

    `single` tells single marks; `nested` that it lies inside another; `regular` that both its marks were found.
    """

    span: Span
    single: bool
    nested: bool
    regular: bool


class _Mark(msgspec.Struct, frozen=True):
    start: int
    end: int
    single: bool
    opens: bool | None  # None: its neighbours and its shape leave it open
    certain: bool  # a single mark that can be no apostrophe


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The quotation marks of `text[start:end]`, apostrophes inside words left out."""
    found = []
    for match in MARK.finditer(text, start, end):
        words, at, past = match[0], match.start(), match.end()
        before = text[at - 1] if at > start else " "
        after = text[past] if past < end else " "
        single = len(words) == 1 and words in SINGLE
        if single and before.isalnum() and after.isalnum():
            continue
        free_before = before.isspace() or before in BEFORE_OPENING or (before in OPENING and before not in DOUBLE)
        free_before = free_before or (before in DOUBLE and before not in CLOSING)
        free_after = (
            after.isspace() or after in AFTER_CLOSING or (MARK.match(after) is not None and after not in OPENING)
        )
        opens: bool | None
        if free_before and not free_after:
            opens = True
        elif free_after and not free_before:
            opens = False
        elif words in OPENING or words == "``":
            opens = True
        elif words in CLOSING or words == "’":
            opens = False
        else:
            opens = None
        certain = True
        if single and not opens:
            tail = text[max(start, at - 2) : at]
            certain = before in PUNCTUATION or before in DOUBLE or not (tail.endswith(("s", "in", "S")))
            if opens is None and before.isspace():
                continue
        if single and opens and words in "’'" and after.isdigit() and text[past : past + 2].isdigit():
            continue  # the years: ’76
        found.append(_Mark(at, past, single, opens, certain))
    return found


def _singles(marks: list[_Mark]) -> list[tuple[int, int]]:
    """Pair single marks: each opening mark with the best closing one before the next opening mark.

    A mark after a plural "s" may be a possessive: it closes only if no surer mark follows.
    """
    pairs: list[tuple[int, int]] = []
    at = 0
    while at < len(marks):
        if marks[at].opens is not True:
            at += 1
            continue
        best = None
        follower = at + 1
        while follower < len(marks) and marks[follower].opens is not True:
            if best is None or (marks[follower].certain and not marks[best].certain):
                best = follower
            if marks[follower].certain:
                break
            follower += 1
        if best is None:
            at += 1
        else:
            pairs.append((marks[at].start, marks[best].end))
            at = best + 1
    return pairs


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of `text` in order of their start, outer before inner.

    >>> [quotation.span.of("“No,” she said.") for quotation in quotations("“No,” she said.")]
    ['“No,”']
    """
    found: list[Quotation] = []
    running: _Mark | None = None  # the mark of a quotation that its paragraph left open
    for paragraph in PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        marks = _marks(text, start, end)
        if not marks and running is None:
            continue
        doubles = [mark for mark in marks if not mark.single]
        inside: list[tuple[int, int]] = []
        opened: list[_Mark] = []  # at most two: the outer mark, and an inner one of another style
        floor = start  # nothing before this is free for a quotation that lost its opening mark
        if running is not None:
            first = doubles[0] if doubles else None
            if first and first.opens and not text[start : first.start].strip():
                opened = [running]
                doubles = doubles[1:]
            else:
                found.append(_irregular(text, running.start, _paragraph_end(text, running.start)))
            running = None
        for place, mark in enumerate(doubles):
            opens = mark.opens if mark.opens is not None else not opened
            if opens and not opened:
                opened = [mark]
            elif opens and len(opened) == 1 and _is_inner(text, opened[0], mark, doubles[place + 1 : place + 3]):
                opened.append(mark)
            elif opens:
                found.append(_irregular(text, opened[0].start, mark.start))
                inside.append((opened[0].start, mark.start))
                opened = [mark]
            elif opened:
                begun = opened.pop()
                found.append(Quotation(Span(begun.start, mark.end), single=False, nested=bool(opened), regular=True))
                if not opened:
                    inside.append((begun.start, mark.end))
                    floor = mark.end
            else:
                if text[floor : mark.start].strip():
                    found.append(_irregular(text, floor, mark.end))
                    inside.append((floor, mark.end))
                floor = mark.end
        if opened:
            running = opened[0]
            inside.append((running.start, end))
        place = 0
        for left, right in _singles([mark for mark in marks if mark.single]):
            while place < len(inside) and inside[place][1] < right:
                place += 1
            nested = place < len(inside) and inside[place][0] <= left and right <= inside[place][1]
            found.append(Quotation(Span(left, right), single=True, nested=nested, regular=True))
    if running is not None:
        found.append(_irregular(text, running.start, _paragraph_end(text, running.start)))
    return _nest(found)


def _is_inner(text: str, outer: _Mark, mark: _Mark, rest: list[_Mark]) -> bool:
    """Whether `mark` opens an inner quotation in double marks of another style: the next mark is its partner.

    `rest` are the next two marks, as far as there are any.
    """
    if text[outer.start] == text[mark.start] or not rest or rest[0].opens:
        return False
    partner = {"“": "”", "„": "“”", "«": "»", "»": "«", "`": "'"}.get(text[mark.start], text[mark.start])
    return text[rest[0].start] in partner and len(rest) > 1


def _nest(found: list[Quotation]) -> tuple[Quotation, ...]:
    """Sort, and mark double quotations that lie inside single ones as nested."""
    ordered = sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end))
    reach = -1
    nested: list[Quotation] = []
    for quotation in ordered:
        inner = quotation.nested or quotation.span.end <= reach
        reach = max(reach, quotation.span.end)
        nested.append(msgspec.structs.replace(quotation, nested=inner))
    return tuple(nested)


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _irregular(text: str, start: int, end: int) -> Quotation:
    """A quotation with one mark missing, without white space at its ends."""
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return Quotation(Span(start, end), single=False, nested=False, regular=False)
