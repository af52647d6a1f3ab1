"""Direct access: what in a report shows that its outlet heard or read the speaker itself, and on which event."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from reportedly.linking.origins.newsrooms import is_same
from reportedly.records import Report
from reportedly.span import Span
from reportedly.text.folding import fold
from reportedly.text.sentences import sentences

Medium = Literal["spoken", "document", "platform", "interview"]
# Roles of a chain that many can attend to at once, and how.
PUBLIC: dict[str, Medium] = {"venue": "spoken", "broadcast": "spoken", "document": "document", "platform": "platform"}
REPORTERS = re.compile(
    r"\b(?:told|tells|telling|said to|says to|speaking to|spoke to|addressing|addressed) (?:\w+ ){0,2}?"
    r"(?:reporters|journalists|the press|the media|newsmen|cameras)\b"
    r"|\b(?:press|news) (?:conference|briefing)\b|\bbriefing\b|\bin front of (?:the )?cameras\b",
    re.I,
)
# An interview of the outlet's own: with "this newspaper", or with nobody named, as an outlet speaks of its own.
INTERVIEW = re.compile(
    r"\b(?:told|tells|with|to) (?:this (?:newspaper|paper|reporter|website|magazine|correspondent|agency)|us|me)\b"
    r"|\b(?:in|during) an? (?:[\w-]+ ){0,2}interview\b(?! (?:with|on|to|for|in|published|aired|broadcast|that))"
    r"|\bsaid (?:by|over the) (?:tele)?phone\b",
    re.I,
)
RELEASED = re.compile(
    r"\b(?:in|from|through) an? (?:[\w-]+ ){0,2}(?:statement|press release|news release|communiqué|e-?mail|letter)\b",
    re.I,
)
OWN_NAME = re.compile(
    r"\b(?:told|tells|interview with|spoke to|spoke with|seen by|obtained by|reviewed by|shown to) (?:the |The )?"
    r"(?P<name>[^\W\d_a-z][\w.’'&-]{0,30}(?:[ ][^\W\d_a-z][\w.’'&-]{0,30}){0,4})"
)
REACH = 400  # characters; a sentence of news has 130, and one in 240 more than this (trace.dev)
NAMELESS = frozenset(
    (
        "a an the his her their its official press news written brief recent public national state statement post "
        "posts message email letter report television tv radio conference briefing rally speech interview tweet "
        "that this on in of"
    ).split()
)


class Mark(NamedTuple):
    """One sign of direct access: how the words reached the outlet, what the event is called ("" where it is not)."""

    medium: Medium
    name: str
    spans: tuple[Span, ...]


def marks_of(report: Report, text: str) -> tuple[Mark, ...]:
    """The signs that this report gives, in its chain and in the words around it."""
    found = [Mark(PUBLIC[link.role], link.name, link.spans) for link in report.chain if link.role in PUBLIC]
    around = _around(report, text)
    found += [Mark("spoken", "", (Span(*m.span()),)) for m in REPORTERS.finditer(text, around.start, around.end)]
    found += [Mark("document", "", (Span(*m.span()),)) for m in RELEASED.finditer(text, around.start, around.end)]
    own = report.document.outlet
    interviews = [*INTERVIEW.finditer(text, around.start, around.end)]
    if own:
        named = OWN_NAME.finditer(text, around.start, around.end)
        interviews += [match for match in named if is_same(match["name"], own)]
    found += [Mark("interview", own or report.document.id, (Span(*match.span()),)) for match in interviews]
    return tuple(found)


def _around(report: Report, text: str) -> Span:
    """The sentences of the report, the one before and the one after: who was told often stands next to what was said.

    A sentence that does not end within REACH characters is cut there.
    """
    spans = [*report.content.spans]
    for passage in (report.source, report.cue):
        spans += passage.spans if passage else ()
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    inside = [*sentences(text, max(0, start - REACH), min(len(text), end + REACH))]
    first = next((place for place, one in enumerate(inside) if one.end > start), 0)
    last = next((place for place in range(len(inside) - 1, -1, -1) if inside[place].start < end), 0)
    return Span(inside[max(0, first - 1)].start, inside[min(len(inside) - 1, last + 1)].end) if inside else spans[0]


def events(witnesses: Iterable[Sequence[Mark]]) -> int:
    """How many events can be told apart among what the witnesses, each with its marks, attended to.

    A statement is said on one occasion, so marks of one medium are one event unless their names disagree; a witness
    of two media ("at a rally shown on state television", "in a statement on its site") makes one event of them.
    """
    groups: list[list[Mark]] = []
    for marks in witnesses:
        joined = [group for group in groups if any(_is_one(old, new) for old in group for new in marks)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(mark for group in joined for mark in group), *marks])
    return len(groups)


def _is_one(left: Mark, right: Mark) -> bool:
    if {left.medium, right.medium} == {"interview", "spoken"}:  # who hears the programme, and whose programme it is
        return bool(left.name and right.name) and (is_same(left.name, right.name) or is_same(right.name, left.name))
    if left.medium != right.medium:
        return False
    mine, its = _telling(left.name), _telling(right.name)
    return not mine or not its or bool(mine & its)


def _telling(name: str) -> frozenset[str]:
    """The words of an event's name that tell it from others."""
    return frozenset(word for word in re.findall(r"[^\W_]+", fold(name)) if word not in NAMELESS)
