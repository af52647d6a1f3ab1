"""One article as one self-contained page: its exact text, its statements marked in it, a note beside each.

The page loads nothing and runs nothing. Whatever a style sheet adds (numbers, brackets) is drawn, not written:
the text inside `<div class="article">`, notes aside, is the document's text, character by character.
"""

import base64
import functools
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportedly.records import Document, Report
from reportedly.reporting.appearances import Appearance
from reportedly.span import Span
from reportedly.text.paragraphs import paragraphs
from reportedly.web.marks import characters, draw, escape, marks
from reportedly.web.notes import label, note
from reportedly.web.speakers import Speaker, mention_marks, speakers_of, speakers_table

STYLE = Path(__file__).parent / "static" / "article.css"
# Up to here each report gets a rule that lights up all its pieces at once when its note is pointed at. A browser
# tests every rule on every change, and articles have 5 to 60 reports.
LIT_REPORTS = 150
LIT_SPEAKERS = 60  # up to here each speaker gets such a rule, for its mentions; articles have 3 to 20
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
RUN = re.compile(r"\t|[ \f]{2}")  # white space that a page would fold away


def article_page(document: Document, reports: Sequence[Report], actors: Sequence[Appearance] = ()) -> str:
    """The page as text to be written in UTF-8; `reports` and `actors` are those of this document, in text order."""
    text, stretches = document.text, list(paragraphs(document.text))
    speakers = speakers_of(text, reports, actors)
    labels = [label(number, report) for number, report in enumerate(reports, start=1)]
    drawn = draw(text, stretches, marks(reports, labels, mention_marks(speakers)))
    rows = _rows(text, document.title, _notes(reports, speakers, stretches), drawn)
    style = _style(len(reports), speakers)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    language = document.language if document.language and LANGUAGE.fullmatch(document.language) else "en"
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; \
base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Reportedly">
<title>{escape(document.title or document.origin)} · who said what</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#article">Skip to the article</a>
<main>
{_head(document, reports)}
{_legend() if reports else '<p class="none">No attributed statement was found in this article.</p>'}
<div class="article" id="article">{"".join(rows)}</div>
{speakers_table(text, speakers, stretches) if reports else ""}
</main>
{_foot(document, reports)}
</body>
</html>
"""


@functools.cache
def _sheet() -> str:
    return STYLE.read_text(encoding="utf-8")


def _style(count: int, speakers: Sequence[Speaker]) -> str:
    """The style sheet, and rules that light up from a note its pieces, and from a name or a mention all the others."""
    rules = [
        f":root:has(#n{number}:is(:hover,:target,:focus-within)) .r{number}{{background:var(--lit)}}"
        for number in range(1, count + 1 if count <= LIT_REPORTS else 1)
    ]
    # The outline is seen where a reader's own colours replace the page's.
    rules += [
        f":root:has(.m{speaker.number}:is(:hover,:target,:focus-within)) .m{speaker.number}"
        "{background:var(--who);outline:1px solid var(--who)}"
        for speaker in speakers[:LIT_SPEAKERS]
        if speaker.mentions
    ]
    lines = "\n".join(rules)
    return f"{_sheet()}@media screen{{\n{lines}\n}}\n" if rules else _sheet()


def _head(document: Document, reports: Sequence[Report]) -> str:
    lines = []
    if document.outlet:
        lines.append(f'<p class="outlet"><bdi>{escape(document.outlet)}</bdi></p>')
    lines.append(f'<h1 dir="auto">{escape(document.title or document.origin)}</h1>')
    facts = []
    if document.byline:
        *others, last = (f"<bdi>{escape(person)}</bdi>" for person in document.byline)
        names = f"{', '.join(others)} and {last}" if others else last
        facts.append(f'<span class="byline">By {names}</span>')
    if document.credit:
        facts.append(f"<bdi>{escape(document.credit)}</bdi>")
    if document.published:
        facts.append(_date(document.published))
    if document.url:
        facts.append(_address(document.url))
    if facts:
        lines.append(f'<p class="facts">{" · ".join(facts)}</p>')
    if reports:
        lines.append(f'<p class="count"><a href="#speakers">{_count(reports)}</a></p>')
    return "<header>\n" + "\n".join(lines) + "\n</header>"


def _date(published: str) -> str:
    try:
        day = datetime.fromisoformat(published)
    except ValueError:
        return f"<bdi>{escape(published)}</bdi>"
    return f'<time datetime="{escape(published)}">{day.day} {day:%B} {day.year}</time>'


def _address(url: str) -> str:
    """A link where the address is one of the web, else only its words: nothing else may be followed."""
    if not WEB_ADDRESS.fullmatch(url):
        return f"<bdi>{escape(url)}</bdi>"
    shown = url.split("://", 1)[1].split("/", 1)[0]
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow"><bdi>{escape(shown)}</bdi></a>'


def _count(reports: Sequence[Report]) -> str:
    kinds = [report.kind for report in reports]
    each = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("direct", "indirect", "mixed") if kind in kinds)
    plural = "" if len(reports) == 1 else "s"
    return f"{len(reports)} attributed statement{plural}: {each}"


def _legend() -> str:
    return """<section class="legend" aria-label="How to read this page">
<span><mark class="content"><span class="ref" data-n="1"></span>words reported</mark></span>
<span><b class="source">who is credited</b></span>
<span><i class="cue">the words that tie them</i></span>
<span><u class="link">who passed it on</u></span>
<span><mark class="content"><span class="ref" data-n="2"></span>words that <mark class="content">\
<span class="ref" data-n="3"></span>report others</mark></mark></span>
<span><span class="ref" data-n="4"></span> and <span class="ref" data-n="4…"></span> one statement, interrupted</span>
<span>Point at a name to see each mention of it; follow it to see who that is.</span>
</section>"""


def _rows(text: str, title: str | None, notes: Sequence[str], drawn: Iterable[str]) -> Iterator[str]:
    """Each paragraph, as it is `drawn`, with its notes, and the white space between paragraphs."""
    at = 0
    for number, (stretch, words, beside) in enumerate(zip(paragraphs(text), drawn, notes, strict=True), start=1):
        headline = "headline" if number == 1 and stretch.of(text) == title else ""
        spaced = "spaced" if RUN.search(text, stretch.start, stretch.end) else ""
        shape = f' class="{headline or spaced}"' if headline or spaced else ""
        paragraph = f'<p id="p{number}" dir="auto"{shape}>{words}</p>'
        yield f'{_space(text, at, stretch.start)}<div class="row">{paragraph}{beside}</div>'
        at = stretch.end
    yield _space(text, at, len(text))


def _notes(reports: Sequence[Report], speakers: Sequence[Speaker], stretches: Sequence[Span]) -> list[str]:
    """For each paragraph the notes on the statements that begin in it (or in the white space behind it)."""
    if not stretches:
        return []
    starts = [stretch.start for stretch in stretches]
    heard = {number: speaker for speaker in speakers for number in speaker.reports}
    places = {report.id: number for number, report in enumerate(reports, start=1)}
    beside: list[list[str]] = [[] for _ in starts]
    for number, report in sorted(enumerate(reports, start=1), key=lambda one: (one[1].content.spans[0].start, one[0])):
        paragraph = max(0, bisect_right(starts, report.content.spans[0].start) - 1)
        beside[paragraph].append(note(number, report, heard[number], places))
    return [
        f'<ol class="notes" aria-label="Statements in this paragraph">{"".join(notes)}</ol>' if notes else ""
        for notes in beside
    ]


def _space(text: str, start: int, end: int) -> str:
    """The white space between paragraphs; a page would turn a bare carriage return into a line feed."""
    return characters(text[start:end]).replace("\r", "&#13;")


def _foot(document: Document, reports: Sequence[Report]) -> str:
    lines = [f"Read from <bdi>{escape(document.origin)}</bdi>.", *map(escape, document.notes)]
    if reports:
        made = reports[0].provenance
        lines.append(f"Found by Reportedly {escape(made.program)}, weights <bdi>{escape(made.weights)}</bdi>.")
    lines.append("Every marked word stands in the article as shown; the percentages are estimates.")
    return f"<footer><p>{' '.join(lines)}</p></footer>"
