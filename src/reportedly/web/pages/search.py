"""The search page: a question, how its answers divide, and the answers with its words lit up."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, get_args

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.actors import ActorCard, actor_card, find_actors
from reportedly.ledger.documents import find_documents
from reportedly.ledger.filter import SORTS, Filter, Sort, Status
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.question import QUOTES, hits
from reportedly.ledger.search import Facet, facets, find
from reportedly.ledger.spread import spreads
from reportedly.records import Kind, Stance
from reportedly.text.folding import fold
from reportedly.web.highlight import highlighted
from reportedly.web.pages.asking import asking, value
from reportedly.web.rendering import address, page

PAGE = 25  # statements: about six screens
ARTICLES = 5  # articles beside the first page of statements
PEOPLE = 4  # speakers who are called by the words of the question
ORDERS = {"relevance": "Best match", "newest": "Newest", "oldest": "Oldest"}
CHOICES = {"kind": get_args(Kind), "stance": get_args(Stance), "status": get_args(Status)}


class Choice(NamedTuple):
    """A facet's value, the address of the answers that have it, and whether only those are shown."""

    row: Facet
    address: str
    picked: bool


class Answer(NamedTuple):
    """A report, its words as HTML, and those that credit it where the question found them."""

    line: Line
    words: Markup
    source: Markup | None


def search(request: Request) -> Response:
    """`/search`"""
    asked, sort = filter_of(request), sort_of(request)
    with asking(request) as connection:
        found = find(connection, asked, sort, PAGE, value(request, "after"))
        told = list(lines(connection, found.numbers))
        divided = facets(connection, asked)
        first = not value(request, "after")
        articles = find_documents(connection, asked.words, ARTICLES).documents if asked.words and first else ()
        people = _called(connection, asked.words) if asked.words and first else []
        kept = query_of(asked, sort)
        speaker = actor_card(connection, asked.speaker) if asked.speaker else None
        return page(
            request, "search.html", connection, asked=asked, sort=sort, kept=kept, documents=articles, people=people,
            speaker_name=speaker.name if speaker else asked.speaker or "", sorts=tuple(ORDERS.items()),
            total=divided.count.reports, exact=divided.count.exact, chosen=_chosen(connection, asked, kept),
            lines=[Answer(line, *lit_up(line, asked.words)) for line in told],
            spreads=spreads(connection, [line.report.statement for line in told]),
            next=address("/search", **{**kept, "after": found.after}) if found.after else None,
            everywhere=address("/search", q=asked.words), facets=_narrowings(divided, asked, kept),
        )  # fmt: skip


def filter_of(request: Request) -> Filter:
    """What the address asks for; a value that cannot be meant is as good as none."""
    one = {name: _one_of(value(request, name), choices) for name, choices in CHOICES.items()}
    year = value(request, "year")
    since, until = _day(value(request, "since")), _day(value(request, "until"))
    if year and year.isascii() and year.isdigit() and len(year) == 4:
        since, until = f"{year}-01-01", f"{year}-12-31"
    return Filter(
        words=value(request, "q") or "", speaker=value(request, "speaker"), outlet=value(request, "outlet"),
        since=since, until=until, document=value(request, "document"), statement=value(request, "statement"),
        **one,  # type: ignore[arg-type]
    )  # fmt: skip


def sort_of(request: Request) -> Sort:
    """The order asked for; else the best match first where there are words, and the newest where there are none."""
    for sort in SORTS:
        if sort == value(request, "sort"):
            return sort
    return "relevance" if value(request, "q") else "newest"


def query_of(asked: Filter, sort: Sort) -> dict[str, str | None]:
    """What asks for the same again; the order only where it is not the usual one."""
    usual = "relevance" if asked.words else "newest"
    return {
        "q": asked.words, "speaker": asked.speaker, "outlet": asked.outlet, "kind": asked.kind, "stance": asked.stance,
        "status": asked.status, "since": asked.since, "until": asked.until, "document": asked.document,
        "statement": asked.statement, "sort": None if sort == usual else sort,
    }  # fmt: skip


def lit_up(line: Line, words: str) -> tuple[Markup, Markup | None]:
    """The content of a report with the words of the question lit up, and its source where they stand in that."""
    content, source = line.report.content.text, line.report.source.text if line.report.source else ""
    found = hits(words, source) if words else ()
    return highlighted(content, hits(words, content) if words else ()), highlighted(source, found) if found else None


def _called(connection: sqlite3.Connection, words: str) -> list[ActorCard]:
    """Those whose name holds the words of the question as they stand: names that are only like it are no answer."""
    name = fold(words.strip(f"{QUOTES} "))
    return [card for card in find_actors(connection, words, PEOPLE) if any(name in fold(one) for one in card.names)]


def _narrowings(divided: object, asked: Filter, kept: Mapping[str, str | None]) -> list[tuple[str, list[Choice]]]:
    """The facets that can narrow the question down, as links."""
    groups = []
    for title, name, field in (
        ("Speakers", "speaker", "speakers"), ("Outlets", "outlet", "outlets"), ("Stance", "stance", "stances"),
        ("Rendered", "kind", "kinds"), ("Year", "year", "years"),
    ):  # fmt: skip
        rows: tuple[Facet, ...] = getattr(divided, field)
        picked = bool(asked.since and asked.until) if name == "year" else bool(kept.get(name))
        if len(rows) > 1 or (rows and picked):
            groups.append((title, [Choice(row, _narrowed(kept, name, row.value), picked) for row in rows]))
    return groups


def _narrowed(kept: Mapping[str, str | None], name: str, wanted: str) -> str:
    if name == "year":
        return address("/search", **{**kept, "since": f"{wanted}-01-01", "until": f"{wanted}-12-31"})
    return address("/search", **{**kept, name: wanted})


def _chosen(connection: sqlite3.Connection, asked: Filter, kept: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Each condition beside the words, as people call it, and the address of the question without it."""
    card = actor_card(connection, asked.speaker) if asked.speaker else None
    labels = {
        "speaker": card.name if card else asked.speaker, "outlet": asked.outlet, "kind": asked.kind,
        "stance": asked.stance, "status": asked.status, "since": asked.since and f"from {asked.since}",
        "until": asked.until and f"to {asked.until}", "document": asked.document and "one article",
        "statement": asked.statement and "one statement",
    }  # fmt: skip
    return [(label, address("/search", **{**kept, name: None})) for name, label in labels.items() if label]


def _one_of(given: str | None, choices: tuple[str, ...]) -> str | None:
    return given if given in choices else None


def _day(given: str | None) -> str | None:
    try:
        return date.fromisoformat(given).isoformat() if given else None
    except ValueError:
        return None
