"""One article as one self-contained page: its exact text, its statements marked in it, a note beside each.

The page loads nothing and runs nothing. Whatever a style sheet adds (numbers, brackets) is drawn, not written:
the text inside `<div class="article">`, notes aside, is the document's text, character by character.
"""

import base64
import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportedly.records import Document, Link, Report
from reportedly.text.paragraphs import paragraphs
from reportedly.web.marks import characters, draw, escape, marks

STYLE = Path(__file__).parent / "static" / "article.css"
# Up to here each report gets a rule that lights up all its pieces at once when its note is pointed at. A browser
# tests every rule on every change, and articles have 5 to 60 reports.
LIT_REPORTS = 150
UNSURE = 0.5  # below even odds a note says so in words
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
RUN = re.compile(r"\t|[ \f]{2}")  # white space that a page would fold away
NOBODY = "—"
VERBS = {"opines": "is of the opinion"}  # said of a speaker where the stance's own name is stiff


def article_page(document: Document, reports: Sequence[Report]) -> str:
    """The page as text to be written in UTF-8; `reports` are those of this document, in text order."""
    style = _style(len(reports))
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
<div class="article" id="article">{"".join(_rows(document, reports))}</div>
{_speakers(reports) if reports else ""}
</main>
{_foot(document, reports)}
</body>
</html>
"""


@functools.cache
def _sheet() -> str:
    return STYLE.read_text(encoding="utf-8")


def _style(count: int) -> str:
    """The style sheet, and for each report the rule that lights up its pieces from its note."""
    rules = "\n".join(
        f":root:has(#n{number}:is(:hover,:target,:focus-within)) .r{number}{{background:var(--lit)}}"
        for number in range(1, count + 1)
    )
    return f"{_sheet()}@media screen{{\n{rules}\n}}\n" if 0 < count <= LIT_REPORTS else _sheet()


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
</section>"""


def _rows(document: Document, reports: Sequence[Report]) -> Iterator[str]:
    """Each paragraph with the notes on the statements that begin in it, and the white space between them."""
    text = document.text
    stretches = list(paragraphs(text))
    places = {report.id: number for number, report in enumerate(reports, start=1)}
    labels = [_label(number, report) for number, report in enumerate(reports, start=1)]
    order = sorted(range(len(reports)), key=lambda place: (reports[place].content.spans[0].start, place))
    upcoming, at = 0, 0
    for number, (stretch, drawn) in enumerate(
        zip(stretches, draw(text, stretches, marks(reports, labels)), strict=True), start=1
    ):
        end = stretches[number].start if number < len(stretches) else len(text) + 1
        notes = []
        while upcoming < len(order) and reports[order[upcoming]].content.spans[0].start < end:
            place = order[upcoming]
            notes.append(_note(place + 1, reports[place], places))
            upcoming += 1
        aside = f'<ol class="notes" aria-label="Statements in this paragraph">{"".join(notes)}</ol>' if notes else ""
        headline = "headline" if number == 1 and stretch.of(text) == document.title else ""
        spaced = "spaced" if RUN.search(text, stretch.start, stretch.end) else ""
        shape = f' class="{headline or spaced}"' if headline or spaced else ""
        paragraph = f'<p id="p{number}" dir="auto"{shape}>{drawn}</p>'
        yield f'{_space(text, at, stretch.start)}<div class="row">{paragraph}{aside}</div>'
        at = stretch.end
    yield _space(text, at, len(text))


def _space(text: str, start: int, end: int) -> str:
    """The white space between paragraphs; a page would turn a bare carriage return into a line feed."""
    return characters(text[start:end]).replace("\r", "&#13;")


def _label(number: int, report: Report) -> str:
    return f"Statement {number}, {_speaker(report)}, {report.kind}"


def _speaker(report: Report) -> str:
    if report.actor:
        return report.actor.name
    return report.source.text if report.source else NOBODY


def _note(number: int, report: Report, places: dict[str, int]) -> str:
    """Who speaks and how; along which chain; when, on which occasion, and inside which other statement."""
    sure = f"{round(100 * report.confidence)}%"
    sure = f'<span class="unsure">unsure, {sure}</span>' if report.confidence < UNSURE else f"{sure} sure"
    stance = f' <span class="stance">{escape(VERBS.get(report.stance, report.stance))}</span>' if report.stance else ""
    lines = [f"<p><b><bdi>{escape(_speaker(report))}</bdi></b>{stance} <span>{escape(report.kind)}, {sure}</span></p>"]
    if report.chain:
        lines.append(f'<p class="chain">{" &lt; ".join(map(_link, report.chain))}</p>')
    facts = []
    if report.when:
        value = f" ({escape(report.when.value)})" if report.when.value else ""
        facts.append(f"<bdi>{escape(report.when.text)}</bdi>{value}")
    if report.occasion:
        facts.append(f"<bdi>{escape(report.occasion.text)}</bdi>")
    if report.parent in places:
        facts.append(f'within <a href="#n{places[report.parent]}">{places[report.parent]}</a>')
    if facts:
        lines.append(f"<p>{' · '.join(facts)}</p>")
    return (
        f'<li class="note" id="n{number}" data-report="{escape(report.id)}">'
        f'<a class="number" href="#t{number}" aria-label="Statement {number}, show it in the text">{number}</a>'
        f"{''.join(lines)}</li>"
    )


def _link(link: Link) -> str:
    return f'<bdi title="{escape(link.role)}">{escape(link.name)}</bdi>'


def _speakers(reports: Sequence[Report]) -> str:
    """Who speaks how often; where there is no actor, by the words that credit somebody."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for number, report in enumerate(reports, start=1):
        who, kind = (report.actor.id, report.actor.kind) if report.actor else ("", "")
        rows.setdefault((who, _speaker(report), kind), []).append(number)
    lines = "".join(
        f'<tr><th scope="row"><bdi>{escape(speaker)}</bdi></th><td>{escape(kind)}</td><td>{len(numbers)}</td>'
        f"<td>{_numbers(numbers)}</td></tr>\n"
        for (_, speaker, kind), numbers in sorted(rows.items(), key=lambda row: (-len(row[1]), row[1][0]))
    )
    return f"""<section class="speakers" id="speakers">
<h2>Who is heard</h2>
<table>
<thead><tr><th scope="col">Speaker</th><th scope="col">Kind</th><th scope="col">Statements</th>\
<th scope="col">Notes</th></tr></thead>
<tbody>
{lines}</tbody>
</table>
</section>"""


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(f'<a href="#n{number}">{number}</a>' for number in numbers)


def _foot(document: Document, reports: Sequence[Report]) -> str:
    lines = [f"Read from <bdi>{escape(document.origin)}</bdi>.", *map(escape, document.notes)]
    if reports:
        made = reports[0].provenance
        lines.append(f"Found by Reportedly {escape(made.program)}, weights <bdi>{escape(made.weights)}</bdi>.")
    lines.append("Every marked word stands in the article as shown; the percentages are estimates.")
    return f"<footer><p>{' '.join(lines)}</p></footer>"
