"""The page of a statement: who had it first, who has it from whom, how its words changed, where it stands."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.ledger.documents import stored
from reportedly.records import Edge
from reportedly.repeating import said, said_alike, said_when
from reportedly.trace import Match, Retelling, Trace, Wording, key_of, matches, trace
from reportedly.web.drifted import drifted
from reportedly.web.excerpt import excerpt
from reportedly.web.graph_dots import DOES, NO_OUTLET, dots_of
from reportedly.web.graph_drawing import SHEET, drawn_width, graph_drawing, names_drawing, sheets
from reportedly.web.graph_layout import layout
from reportedly.web.pages.asking import asking, missing, part, value
from reportedly.web.rendering import address, count, page, statement_page

MARKS = '“”"«»„‟ ,'  # around the words of a quotation: the heading sets its own
PIECES, MOST_PIECES = " … ", 6  # of the evidence for what a report rests on
CONTEXTS = 10  # reports a page that are shown where they stand: two screens
KINDS = {
    "credits": "credits the other",
    "copies": "copies text around the words",
    "wire": "carries a wire",
    "variant": "shares rare words",
}


class Row(NamedTuple):
    """A report in the table: its anchor, what it rests on in words, and the anchor of that report if it is listed.

    `fresh`: it is the first in its words.
    """

    anchor: str
    told: Retelling
    does: str
    name: str
    rests: str | None
    fresh: bool


class Context(NamedTuple):
    """A report where it stands; `evidence` are the words that show what it rests on, here and in the other text.

    `other` is the report that it would be taken apart from.
    """

    row: Row
    words: Markup
    language: str | None
    evidence: tuple[str, ...]
    other: Row | None


class Laid(NamedTuple):
    """A wording as HTML beside the first."""

    wording: Wording
    words: Markup | str


class Graph(NamedTuple):
    """The drawing and the names of its lanes, also for narrow screens and for paper; `long`: wider than most screens.

    `used` and `shapes` are explained below; `left` reports are not in it.
    """

    names: Markup
    slim_names: Markup
    lanes: Markup
    sheets: Markup
    long: bool
    used: tuple[str, ...]
    shapes: frozenset[str]
    left: int


def statement(request: Request) -> Response:
    """`/statement/ID`; the id of any of its reports leads there too."""
    with asking(request) as connection:
        found = trace(connection, part(request, "id"))
        if found is None:
            raise missing("statement of this number")
        own = statement_page(found.statement.id)
        if found.statement.id != part(request, "id"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(own + query, 307)
        rows = _rows(found.reports)
        start = min(_start(request), max(0, len(rows) - 1))
        asked = value(request, "words")
        return page(
            request, "statement.html", connection, trace=found, rows=rows, kinds=KINDS,
            title=found.reports[0].report.content.text.strip(MARKS),
            contexts=_contexts(connection, rows, start), start=start,
            wordings=_laid(found.wordings), asked=asked or "",
            candidates=_candidates(connection, found, asked) if asked else None,
            next=address(own, start=start + CONTEXTS) + "#contexts" if start + CONTEXTS < len(rows) else None,
            graph=_graph(found), said=said, said_when=said_when, said_alike=said_alike,
        )  # fmt: skip


def _start(request: Request) -> int:
    given = value(request, "start") or "0"
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0


def _graph(found: Trace) -> Graph:
    dots, left = dots_of(found.reports)
    drawn = layout(dots)
    card = found.statement
    words = (
        f"Time runs from left to right, each outlet is a lane: {count(card.reports, 'report')} of "
        f"{count(card.outlets, 'outlet')}. A line leads from each report to those that rest on it. "
        "Every report is a link to its row in the table below."
    )
    used = {dot.how for dot in dots if dot.how}
    return Graph(
        names_drawing(drawn), names_drawing(drawn, slim=True), graph_drawing(drawn, "Who has it from whom", words),
        sheets(drawn), drawn_width(drawn) > SHEET,
        tuple(how for how in KINDS if how in used), frozenset(dot.shape for dot in dots), left,
    )  # fmt: skip


def _rows(retellings: Sequence[Retelling]) -> list[Row]:
    anchors = {key_of(one.report): f"t{number}" for number, one in enumerate(retellings, start=1)}
    outlets = {f"t{number}": one.report.document.outlet for number, one in enumerate(retellings, start=1)}
    rows: list[Row] = []
    seen: set[int | None] = set()
    for number, one in enumerate(retellings, start=1):
        edge = one.rests_on
        rests = anchors.get((edge.to_report or "", edge.to_document or "")) if edge else None
        name = (outlets.get(rests or "") or (edge.to_name if edge else None) or NO_OUTLET) if edge else ""
        rows.append(Row(f"t{number}", one, DOES[edge.how] if edge else "", name, rests, one.wording not in seen))
        seen.add(one.wording)
    return rows


def _contexts(connection: sqlite3.Connection, rows: Sequence[Row], start: int) -> list[Context]:
    by_anchor = {row.anchor: row for row in rows}
    contexts = []
    for row in rows[start : start + CONTEXTS]:
        report = row.told.report
        document = stored(connection, report.document.id)
        if document is None:
            continue
        other = by_anchor.get(row.rests or "") or next((one for one in rows if one.told.report.id != report.id), None)
        text = document.document
        found = _evidence(connection, row.told.rests_on, text.text)
        contexts.append(Context(row, excerpt(text.text, report), text.language, found, other))
    return contexts


def _evidence(connection: sqlite3.Connection, edge: Edge | None, text: str) -> tuple[str, ...]:
    """What shows it here, and of what is taken over how it read there; nothing where a credit is outside the text."""
    if edge is None or not edge.here:
        return ()
    here = PIECES.join(span.of(text) for span in edge.here[:MOST_PIECES])
    taken_over = edge.how in ("copies", "variant") and edge.there
    other = stored(connection, edge.to_document) if edge.to_document and taken_over else None
    there = PIECES.join(span.of(other.document.text) for span in edge.there[:MOST_PIECES]) if other else here
    return (here,) if here == there else (here, there)


def _laid(wordings: Sequence[Wording]) -> list[Laid]:
    first = wordings[0].words if wordings else ""
    return [Laid(one, drifted(first, one.words, one.changes) if one.changes else one.words) for one in wordings]


def _candidates(connection: sqlite3.Connection, found: Trace, asked: str) -> list[Match]:
    """Other statements that hold the words asked for."""
    return [one for one in matches(connection, asked).matches if one.statement.id != found.statement.id]
