"""One article as one self-contained page: its exact text, its statements marked in it, a note beside each.

The page loads nothing and runs nothing. Whatever a style sheet adds (numbers, brackets) is drawn, not written:
the text inside `<div class="article">`, notes aside, is the document's text, character by character.
"""

import base64
import functools
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reportedly.records import Appearance, Document, Report
from reportedly.text.paragraphs import paragraphs
from reportedly.web.body import LEGEND, body, lit_rules
from reportedly.web.marks import escape
from reportedly.web.speakers import Speaker, speakers_of, speakers_table

STYLES = [Path(__file__).parent / "static" / name for name in ("marks.css", "article.css")]
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)


def article_page(document: Document, reports: Sequence[Report], actors: Sequence[Appearance] = ()) -> str:
    """The page as text to be written in UTF-8; `reports` and `actors` are those of this document, in text order."""
    text, stretches = document.text, list(paragraphs(document.text))
    speakers = speakers_of(text, reports, actors)
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
{LEGEND if reports else '<p class="none">No attributed statement was found in this article.</p>'}
<div class="article" id="article">{body(document, reports, speakers)}</div>
{speakers_table(text, speakers, stretches) if reports else ""}
</main>
{_foot(document, reports)}
</body>
</html>
"""


@functools.cache
def _sheet() -> str:
    return "".join(style.read_text(encoding="utf-8") for style in STYLES)


def _style(count: int, speakers: Sequence[Speaker]) -> str:
    rules = lit_rules(count, [speaker.number for speaker in speakers if speaker.mentions])
    return _sheet() + rules


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


def _foot(document: Document, reports: Sequence[Report]) -> str:
    lines = [f"Read from <bdi>{escape(document.origin)}</bdi>.", *map(escape, document.notes)]
    if reports:
        made = reports[0].provenance
        lines.append(f"Found by Reportedly {escape(made.program)}, weights <bdi>{escape(made.weights)}</bdi>.")
    lines.append("Every marked word stands in the article as shown; the percentages are estimates.")
    return f"<footer><p>{' '.join(lines)}</p></footer>"
