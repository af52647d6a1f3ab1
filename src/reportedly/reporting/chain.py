"""The sourcing chain of a report, from the page inward: publisher, the outlet that enclosed it, speaker."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.records import Actor, Attribution, Document, Link
from reportedly.span import Span
from reportedly.text.names import looks_like_outlet, names, parts

# How far before or after the attribution, in characters of its own sentence, an enclosing outlet may stand.
REACH = 300
AFTER = re.compile(
    r"(?:according to|as (?:first )?(?:reported|quoted) (?:by|in)|(?:first )?reported by|told|in an interview with|"
    r"as told to|citing|quoted by|translated by|seen by|h/t)\s+(?:the\s+|The\s+)?",
)
BEFORE = re.compile(r"\s+(?:reported|reports|quoted|quotes|cited|citing|has reported|had reported|wrote|says|said)\b")
DATELINE = re.compile(r"^[^\n]{0,80}?\(([A-Z][\w .]{1,30}?)\)\s*[-–—_]", re.M)
HEAD = 600  # a dateline stands in the first lines


def credit_of(document: Document) -> Link | None:
    """The agency of the dateline or of the byline; it holds for every report of the document."""
    match = DATELINE.search(document.text, 0, min(len(document.text), HEAD))
    if match and (looks_like_outlet(match[1]) or match[1].isupper()):
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


def _enclosing(text: str, attribution: Attribution, sentence: Span, publisher: str | None) -> list[Link]:
    """Outlets of the attribution's own sentence that reported it or were told it, its own source aside."""
    taken = attribution.source + attribution.content
    links = []
    for name in names(text, sentence.start, sentence.end):
        words = name.span.of(text)
        if not looks_like_outlet(words) or any(name.span.overlaps(span) for span in taken):
            continue
        if publisher and parts(words)[-1:] == parts(publisher)[-1:]:
            continue
        before = text[max(sentence.start, name.span.start - 40) : name.span.start]
        led = any(match.end() == len(before) for match in AFTER.finditer(before))
        reports = BEFORE.match(text, name.span.end) is not None and attribution.source != ()
        if led or (reports and attribution.source[0].start > name.span.end):
            start = name.span.start
            article = text[max(0, start - 4) : start]
            start -= 4 if article.lower() == "the " else 0
            links.append(Link("outlet", text[start : name.span.end], (Span(start, name.span.end),)))
    return links


def chain_of(
    document: Document,
    attribution: Attribution,
    actor: Actor | None,
    credit: Link | None,
    sentence_starts: Sequence[int],
    sentence_ends: Sequence[int],
) -> tuple[Link, ...]:
    """Publisher (when known), credited agency, enclosing outlets, speaker (when there is an actor)."""
    links = [Link("publisher", document.outlet)] if document.outlet else []
    if credit:
        links.append(credit)
    anchor = attribution.cue or attribution.content
    sentence = _sentence(document.text, sentence_starts, sentence_ends, anchor[0])
    for link in _enclosing(document.text, attribution, sentence, document.outlet):
        if all(parts(link.name)[-1:] != parts(known.name)[-1:] for known in links):
            links.append(link)
    if actor:
        links.append(Link("speaker", actor.name, attribution.source))
    return tuple(links)
