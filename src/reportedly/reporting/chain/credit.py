"""The credit of a whole document: the agency or paper in its dateline, its byline, or its last line."""

import re

from reportedly.records import Document, Link
from reportedly.span import Span
from reportedly.text.names import parts
from reportedly.text.outlets import is_outlet

HEAD = 600  # characters in which a dateline or a byline stands: the first lines
TAIL = 400  # characters in which a credit stands at the end: the last lines
GENERIC = frozenset("news newspaper magazine online website com".split())  # words that do not make another outlet
NAME = r"(?:[^\W\d_a-z][\w.’'&-]*)(?:[ ](?:of|and|&|de|del|du|da|[^\W\d_a-z][\w.’'&-]*)){0,5}"
DATELINE = re.compile(rf"^[^\n(]{{0,80}}\(({NAME})\)[ ]?[-–—_:]", re.M)
# "By: Daily Star", "From Interlink News Service"; a person's byline is none, so the name must be an outlet's.
BYLINE = re.compile(rf"^(?i:by|from|courtesy of|via)\b:?[ ]+(?i:the[ ]+)?({NAME})[ ]*$", re.M)
SOURCE = re.compile(rf"^[ ]*\(?(?i:sources?):[ ]*(?i:the[ ]+)?({NAME})[ ]*\)?[ ]*$", re.M)
SIGNATURE = re.compile(rf"^[ ]*[-–—][ ]*({NAME})[ ]*$", re.M)


def _found(text: str) -> Span | None:
    head, tail = min(len(text), HEAD), max(0, len(text) - TAIL)
    dateline = DATELINE.search(text, 0, head)
    if dateline and (_is_place(text[dateline.start() : dateline.start(1)]) or _is_agency(dateline[1])):
        return Span(*dateline.span(1))
    for pattern, start, end in (
        (BYLINE, 0, head),
        (SOURCE, 0, head),
        (SOURCE, tail, len(text)),
        (SIGNATURE, tail, len(text)),
    ):
        for match in pattern.finditer(text, start, end):
            if pattern is SOURCE or is_outlet(match[1]):
                return Span(*match.span(1))
    return None


def _is_place(words: str) -> bool:
    """Whether a dateline begins so: the place in capitals."""
    return re.match(r"[^\W\d_a-z]{3}", words.lstrip()) is not None and words.lstrip()[:3].isupper()


def _is_agency(name: str) -> bool:
    return is_outlet(name) or (name.isupper() and len(name) <= 5)


def credit_of(document: Document) -> Link | None:
    """The outlet that a document credits as a whole; it holds for every report in it. Never the publisher."""
    span = _found(document.text)
    name = span.of(document.text) if span else document.credit
    if not name or is_publisher(name, document.outlet):
        return None
    return Link("outlet", name, (span,) if span else ())


def is_publisher(name: str, outlet: str | None) -> bool:
    """Whether a name is the publisher's, in full or in part: "The Post" in The Kingsport Post."""
    mine = {word for word in parts(name) if word != "the"}
    its = {word for word in parts(outlet or "") if word != "the"}
    if not mine or not its:
        return False
    return mine <= its or (its <= mine and mine - its <= GENERIC)
