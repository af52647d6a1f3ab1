"""The page of one statement in one article: where it stands, what people said of it, and everything to correct it."""

import sqlite3

from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.actors import find_actors
from reportedly.ledger.appearances import appearance_in
from reportedly.ledger.documents import stored
from reportedly.ledger.history import of_report
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.spread import spreads
from reportedly.records import ACTOR_KINDS
from reportedly.web.banner import sentence
from reportedly.web.excerpt import excerpt
from reportedly.web.pages.asking import asking, missing, part, value
from reportedly.web.rendering import page

AROUND = 2  # paragraphs before and behind those that hold the statement
COPIES = 200  # articles that print the same text; an agency's has some tens


def report(request: Request) -> Response:
    """`/report/ID`, with `document` where several articles hold the same text."""
    with asking(request) as connection:
        copies = _copies(connection, part(request, "id"))
        if not copies:
            raise missing("statement of this number")
        line = next((one for one in copies if one.report.document.id == value(request, "document")), copies[0])
        found = stored(connection, line.report.document.id)
        if found is None:
            raise missing("article of this statement")
        asked = value(request, "who")
        actor = line.report.actor
        return page(
            request, "one.html", connection, line=line, text=found.document.text,
            excerpt=excerpt(found.document.text, line.report, AROUND), copies=[one.report.document for one in copies],
            cast=[one for one in found.appearances if one.name.strip()], asked=asked or "", kinds=ACTOR_KINDS,
            candidates=find_actors(connection, asked) if asked else None,
            appearance=appearance_in(connection, actor.id, found.document.id) if actor else None,
            spreads=spreads(connection, [line.report.statement]),
            said=[(one, sentence(one)) for one in of_report(connection, line.report.id)],
        )  # fmt: skip


def _copies(connection: sqlite3.Connection, report: str) -> list[Line]:
    numbers = connection.execute("SELECT number FROM report WHERE id = ? ORDER BY number LIMIT ?", (report, COPIES))
    return list(lines(connection, [number for (number,) in numbers]))
