"""Whom a report credits: the outlets in its chain, the agency in its dateline, byline or last line."""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from reportedly.linking.origins.newsrooms import is_described, is_same, meanings, newsroom
from reportedly.records import Document, Link, Report
from reportedly.span import Span
from reportedly.text.names import STARTERS
from reportedly.text.outlets import is_listed, is_outlet

# How often such a credit tells where the report is from; by judgement, checked on the hand-written histories.
IN_CHAIN = 0.9  # "told the Courier", "the Courier reported"
WIRE = 0.95  # a dateline or a byline is a contract matter; a paper adds to an agency's story, and may add this report
SIGNED = 0.85  # an agency beside a person in the byline: part of the story is the agency's
FIRST = 0.75  # "the news was first reported by the Courier", next to the report, or of an outlet that has it too
NEARBY = 0.6  # "told the Courier", somewhere in the article, of an outlet that has the statement too
HELPED = 0.4  # "AP contributed to this report": some part of it; "first reported by AP", of some news in the article
DESCRIBED = 0.6  # "local media", "Agencies": somebody else it is, but not who
WORD = r"[^\W\d_a-z](?:[\w’'&-]|\.(?=\w)){0,30}"
NAME = rf"{WORD}(?:[ ](?:of|and|&|de|del|{WORD})){{0,5}}"
CREDIT_LINE = re.compile(r"\W*(?:(?:by|from|source|sources|via|courtesy of)\b.{0,80}|.{0,4})", re.I)
DATELINE = re.compile(r"[^\n(]{0,80}\($")
FIRST_REPORTED = re.compile(
    rf"\bfirst (?:reported|published|revealed|disclosed) (?:by|in) (?:the )?(?P<behind>{NAME})"
    rf"|\b(?P<before>{NAME}) (?:was (?:the )?)?first (?:to )?report(?:ed)?\b"
)
CONTRIBUTED = re.compile(
    rf"\b(?P<before>{NAME}) (?:also )?contributed (?:to this|reporting)"
    rf"|\b(?:[Aa]dditional )?[Rr]eporting by (?:the )?(?P<behind>{NAME})"
)
# What stands in every match of the two above: they look at each name of a text, and few texts have such a note.
NOTED = re.compile(r"first (?:to )?(?:report|publish|reveal|disclose)|contributed|[Rr]eporting by")
CITED = re.compile(
    r"\b(?:told|tells|interview with|remarks to|spoke to|spoke with|according to|reported by|published (?:by|in)|citing"
    rf"|quoted by|report (?:in|by)) (?:the )?(?P<behind>{NAME})"
    rf"|\b(?P<before>{NAME}) (?:also |has |had )?(?:reported|reports|revealed|wrote|quoted)\b"
)
TOLD = re.compile(r"\b(?:told|tells|telling|interview with|(?:spoke|speaking) (?:to|with))\s+(?:the\s+)?$")
SIGNED_SO = re.compile(r"[A-Z]{2,6}")  # an agency's acronym behind a person's name
DEGREES = frozenset("MP MD QC KC JR SR II III IV US UK EU MEP DDS RN CPA".split())
BESIDE = 300  # characters: two sentences of news
HEARD = ("told", "tells", "interview", "remarks", "spoke")
AGENCY_WORDS = frozenset("agency agencies wire wires press newswire".split())


class Credit(NamedTuple):
    """An outlet that a report credits, as it names it; `spans` are empty where the credit stands outside the text.

    `told` says that the words have the outlet hear it from the speaker: "told the Courier".
    """

    name: str
    how: Literal["credits", "wire"]
    spans: tuple[Span, ...]
    confidence: float
    told: bool = False


def credits_of(report: Report, document: Document, outlets: Collection[str] = ()) -> tuple[Credit, ...]:
    """What the report credits, from the page inward, each outlet once: the first is who it has the words from.

    An agency that the whole document is from comes before the outlets of the report's own sentence, which it credits.
    `outlets` are those of other documents with the statement: their names need no sign of being an outlet's.
    """
    found = [*_in_chain(report, document), *_in_byline(document, outlets)]
    found = sorted(found, key=lambda credit: credit.how == "credits") or _in_words(document, outlets)
    found += _in_notes(report, document, outlets)
    if any(not is_described(credit.name) for credit in found):
        found = [credit for credit in found if not is_described(credit.name)]
    seen: dict[str, Credit] = {}
    for credit in found:
        if not (document.outlet and is_same(credit.name, document.outlet)):
            seen.setdefault(newsroom(credit.name), credit)
    return tuple(seen.values())


def _in_chain(report: Report, document: Document) -> list[Credit]:
    text = document.text
    found = []
    for link in report.chain:
        if link.role == "outlet":
            wire = _is_wire(link, document)
            sure = DESCRIBED if is_described(link.name) else WIRE if wire else IN_CHAIN
            told = any(TOLD.search(text, max(0, span.start - 30), span.start) for span in link.spans)
            found.append(Credit(link.name, "wire" if wire else "credits", link.spans, sure, told))
    return found


def _is_wire(link: Link, document: Document) -> bool:
    """Whether a link holds for the whole document: it stands in a dateline or on a line of its own, or outside."""
    if not link.spans:
        return True
    text, span = document.text, link.spans[0]
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    after = text[span.end : len(text) if end < 0 else end]
    before = text[max(start, span.start - 90) : span.start]
    if DATELINE.fullmatch(before) and re.match(r"\)\s?[-–—_:]", after):
        return True
    return CREDIT_LINE.fullmatch(before) is not None and len(after.strip()) <= 2


def _in_byline(document: Document, outlets: Collection[str]) -> list[Credit]:
    found = [_signed(document.credit, alone=True)] if document.credit else []
    for line in document.byline:
        pieces = [piece.strip() for piece in re.split(r"[,;/|]| (?:for|with|and) ", line) if piece.strip()]
        for piece in pieces:
            bare = re.sub(r"^(?:by|from|via)\s+", "", piece, flags=re.I)
            named = is_listed(bare) or AGENCY_WORDS & {*bare.casefold().split()} or meanings(bare, outlets)
            acronym = SIGNED_SO.fullmatch(bare) is not None and bare not in DEGREES
            if named or (piece is not pieces[0] and (acronym or is_outlet(bare))):
                found.append(_signed(bare, alone=len(pieces) == 1))
    return found


def _signed(name: str, *, alone: bool) -> Credit:
    return Credit(name, "wire", (), DESCRIBED if is_described(name) else WIRE if alone else SIGNED)


def _in_words(document: Document, outlets: Collection[str]) -> list[Credit]:
    """The first of the outlets that a document cites anywhere, where its report names none."""
    for match in CITED.finditer(document.text):
        span = _name_in(match)
        if len(meant := meanings(span.of(document.text), outlets)) == 1:
            return [Credit(meant[0], "credits", (span,), NEARBY, match[0].startswith(HEARD))]
    return []


def _in_notes(report: Report, document: Document, outlets: Collection[str]) -> list[Credit]:
    """Credits that a document gives in passing: who had the story first, who contributed."""
    content = report.content.spans
    found: list[Credit] = []
    if not NOTED.search(document.text):
        return found
    for pattern in (FIRST_REPORTED, CONTRIBUTED):
        for match in pattern.finditer(document.text):
            span = _name_in(match)
            if not is_outlet(name := span.of(document.text)):
                continue
            near = content[0].start - BESIDE < span.start < content[-1].end + BESIDE
            first = pattern is FIRST_REPORTED and (near or meanings(name, outlets))
            found.append(Credit(name, "credits", (span,), FIRST if first else HELPED))
    return found


def _name_in(match: re.Match[str]) -> Span:
    """Where the name stands, without a word before it that only begins the sentence ("As", "The"), or a possessive."""
    start, end = match.span(match.lastgroup or 0)
    first, _, rest = match.string[start:end].partition(" ")
    if rest and first.casefold() in STARTERS:
        start = end - len(rest)
    return Span(start, start + len(match.string[start:end].rstrip(".’'")))
