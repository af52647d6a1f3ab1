"""From records to a page: the templates, and what they may call.

Whatever a template prints is escaped, its control characters made visible first; only the HTML that `marks.py` and its
neighbours made out of escaped words passes as it is.
"""

import functools
import hashlib
import re
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from reportedly.records import Passage
from reportedly.text.controls import visible
from reportedly.web.article import LANGUAGE, WEB_ADDRESS
from reportedly.web.banner import banner
from reportedly.web.settings import Serving
from reportedly.web.typed import pieces

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# The forms to save reports in that pages name; the others are at `/export/FORM` all the same.
OFFERED = {"csv": "CSV", "xlsx": "Excel", "jsonl": "JSON Lines", "web-annotation": "Web Annotation"}
# What a stance is called of a speaker: "Lena Maro *denies* that …".
STANCES = {"opines": "is of the opinion"}
MONTH = re.compile(r"\d{4}-\d\d")


class Asset:
    """A file of ours that pages load: its bytes, its type and an address that changes with them."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        self.type = TYPES[path.suffix]
        self.address = f"/static/{path.name}?{hashlib.sha256(self.content).hexdigest()[:12]}"


@functools.cache
def assets() -> Mapping[str, Asset]:
    """All of them by name: nothing else is ever read from the disk for a visitor."""
    return {path.name: Asset(path) for path in FOLDER.iterdir() if path.suffix in TYPES}


def page(
    request: Request, template: str, connection: sqlite3.Connection | None = None, status: int = 200, **values: object
) -> HTMLResponse:
    """The page that `template` draws of `values`; with a `connection` it can tell of the judgement just made."""
    settings: Serving = request.app.state.settings
    words = (
        environment()
        .get_template(template)
        .render(
            values,
            here=here(request),
            banner=banner(connection, request.query_params) if connection else None,
            writable=not settings.read_only,
            locked=settings.token is not None,
            query=request.query_params,
        )
    )
    return HTMLResponse(words, status)


def here(request: Request) -> str:
    """The address of this page on this server, without what tells of a judgement just made."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in ("done", "undone")]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


@functools.cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=PackageLoader("reportedly.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=shown, auto_reload=False,
    )  # fmt: skip
    made.filters.update(
        pieces=pieces_of, places=places_of, day=day, when=moment, number=number, count=count, percent=percent,
        web=web, tongue=tongue, stance=stance, brief=brief,
    )  # fmt: skip
    made.globals.update(
        asset=lambda name: assets()[name].address, address=address, speaker_page=speaker_page,
        article_page=article_page, outlet_page=outlet_page, report_page=report_page, statement_page=statement_page,
        headline=headline, offered=OFFERED,
    )  # fmt: skip
    return made


def shown(value: object) -> object:
    """What a template prints of a value: its control characters made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def address(path: str, **query: object) -> str:
    """A path of ours with a query; what is None or empty is left out.

    >>> address("/search", q="a b", kind=None)
    '/search?q=a+b'
    """
    kept = {key: str(value) for key, value in query.items() if value not in (None, "")}
    return path + (f"?{urlencode(kept, errors='replace')}" if kept else "")


def speaker_page(actor: str) -> str:
    """Where an actor's page is, by its id."""
    return f"/speaker/{segment(actor)}"


def article_page(document: str) -> str:
    """Where a document's page is, by its id."""
    return f"/article/{segment(document)}"


def outlet_page(name: str) -> str:
    """Where an outlet's page is, by its name."""
    return f"/outlet/{segment(name)}"


def report_page(report: str, document: str = "") -> str:
    """Where a report's page is, by its id."""
    return address(f"/report/{segment(report)}", document=document)


def statement_page(statement: str) -> str:
    """Where a statement's page is, by its id."""
    return f"/statement/{segment(statement)}"


def segment(words: str) -> str:
    """Words as a part of a path; `.` and `..` alone would be taken for folders."""
    quoted = quote(words, safe=":", errors="replace")
    return quoted.replace(".", "%2E") if set(words) <= {"."} else quoted


def headline(title: str | None, origin: str) -> str:
    """What an article is called in a list: its title, else the last part of where it was read from."""
    return title or origin.rstrip("/").rsplit("/", 1)[-1] or origin


def web(url: str | None) -> str:
    """The address if a browser may follow it: http or https; else nothing."""
    return url if url and WEB_ADDRESS.fullmatch(url) else ""


def tongue(language: str | None) -> str:
    """The language as an element's `lang` takes it; nothing where it is none."""
    return language if language and LANGUAGE.fullmatch(language) else ""


def day(value: str | None) -> str:
    """A date as a newspaper prints it.

    >>> day("2025-05-04T09:30:00Z"), day("2025-05"), day("soon")
    ('4 May 2025', 'May 2025', 'soon')
    """
    if not value:
        return ""
    if MONTH.fullmatch(value):
        value = f"{value}-01"
        return f"{date.fromisoformat(value):%B %Y}" if _is_date(value) else value
    if not _is_date(value[:10]):
        return value
    found = date.fromisoformat(value[:10])
    return f"{found.day} {found:%B} {found.year}"


def moment(value: str) -> str:
    """A time in the ledger, which is in UTC, to the minute."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{found.day} {found:%b} {found.year}, {found:%H:%M} UTC"


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def number(value: int) -> str:
    """With commas between thousands."""
    return f"{value:,}"


def count(value: int, one: str, many: str = "") -> str:
    """So many of a thing, in words.

    >>> count(1, "statement"), count(2000, "statement"), count(0, "match", "matches")
    ('1 statement', '2,000 statements', '0 matches')
    """
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def percent(value: float) -> str:
    """A probability."""
    return f"{round(100 * value)}%"


def stance(value: str | None) -> str:
    """What a speaker does by saying it."""
    return STANCES.get(value or "", value or "")


def pieces_of(passage: Passage | None, text: str) -> list[str]:
    """The words of a passage, each of its spans for itself, as a form shows them."""
    return pieces(passage.spans, text) if passage else []


def places_of(passage: Passage | None) -> str:
    """Where a passage stands, as `spans_typed` takes it: "12-40; 55-60"."""
    return "; ".join(f"{span.start}-{span.end}" for span in passage.spans) if passage else ""


def brief(words: str, length: int = 280) -> str:
    """At most so many characters, cut between words."""
    if len(words) <= length:
        return words
    cut = words[:length].rsplit(" ", 1)[0] or words[:length]
    return cut.rstrip(" ,;:–—") + " …"
