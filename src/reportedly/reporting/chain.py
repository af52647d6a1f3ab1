"""The sourcing chain of a report, from the page inward: publisher, the outlet that enclosed it, speaker."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from reportedly.records import Actor, Attribution, Document, Link
from reportedly.reporting.actor import Cast
from reportedly.span import Span
from reportedly.text.names import Name, parts

# How far before or after the attribution, in characters of its own sentence, an enclosing outlet may stand.
REACH = 300
AFTER = re.compile(
    r"(?:according to|as (?:first )?(?:reported|quoted) (?:by|in)|(?:first )?reported by|told|in an interview with|"
    r"as told to|citing|quoted by|translated by|seen by|h/t)\s+(?:[Tt]he\s+)?$"
)
LEAD = 40  # characters before an outlet's name in which such words may stand
BEFORE = re.compile(r"\s+(?:reported|reports|quoted|quotes|cited|citing|has reported|had reported)\b")
DATELINE = re.compile(r"^[^\n]{0,80}?\(([A-Z][\w .]{1,30}?)\)\s*[-–—_]", re.M)
HEAD = 600  # a dateline stands in the first lines


def credit_of(document: Document) -> Link | None:
    """The agency of the dateline or of the byline; it holds for every report of the document."""
    match = DATELINE.search(document.text, 0, min(len(document.text), HEAD))
    if match:
        found = Link("outlet", match[1], (Span(*match.span(1)),))
    elif document.credit:
        found = Link("outlet", document.credit)
    else:
        return None
    return None if document.outlet and parts(found.name) == parts(document.outlet) else found


def _sentence(text: str, starts: Sequence[int], ends: Sequence[int], around: Span) -> Span:
    """The sentence round the cue (or content), no wider than REACH on either side."""
    low = bisect_right(starts, around.start) - 1
    high = bisect_right(starts, around.end - 1) - 1
    start = max(starts[max(low, 0)] if starts else 0, around.start - REACH)
    end = min(ends[max(high, 0)] if ends else len(text), around.end + REACH)
    return Span(min(start, around.start), max(end, around.end))


def _enclosing(text: str, attribution: Attribution, sentence: Span, outlets: Sequence[Name]) -> list[Link]:
    """Outlets of the attribution's own sentence that reported it or were told it, its own source aside."""
    taken = attribution.source + attribution.content
    links = []
    low = bisect_left(outlets, sentence.start, key=lambda name: name.span.start)
    for name in islice(outlets, low, None):
        start, end = name.span.start, name.span.end
        if start >= sentence.end:
            break
        if any(name.span.overlaps(span) for span in taken):
            continue
        led = AFTER.search(text, max(sentence.start, start - LEAD), start) is not None
        reports = BEFORE.match(text, end) is not None and attribution.source != ()
        if led or (reports and attribution.source[0].start > end):
            start -= 4 if text[max(0, start - 4) : start].lower() == "the " else 0
            links.append(Link("outlet", text[start:end], (Span(start, end),)))
    return links


def chain_of(
    document: Document,
    attribution: Attribution,
    actor: Actor | None,
    credit: Link | None,
    cast: Cast,
    sentence_starts: Sequence[int],
    sentence_ends: Sequence[int],
) -> tuple[Link, ...]:
    """Publisher (when known), credited agency, enclosing outlets, speaker (when there is an actor)."""
    links = [Link("publisher", document.outlet)] if document.outlet else []
    if credit:
        links.append(credit)
    anchor = attribution.cue or attribution.content
    sentence = _sentence(document.text, sentence_starts, sentence_ends, anchor[0])
    for link in _enclosing(document.text, attribution, sentence, cast.outlets):
        if all(parts(link.name)[-1:] != parts(known.name)[-1:] for known in links):
            links.append(link)
    if actor:
        links.append(Link("speaker", actor.name, attribution.source))
    return tuple(links)
