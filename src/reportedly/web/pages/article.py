"""The page of an article: its text with its statements marked, a note on each, and what can be taken along."""

import sqlite3
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from reportedly.ledger.documents import StoredDocument, stored
from reportedly.ledger.lines import Line, of_document
from reportedly.ledger.opposition import opposed_among
from reportedly.ledger.spread import Spread, spreads
from reportedly.linking.origins.lineage import Lineage
from reportedly.text.paragraphs import paragraphs
from reportedly.tracing import lineage_of
from reportedly.web.article import article_page
from reportedly.web.body import LEGEND, LIT_REPORTS, LIT_SPEAKERS, body, lit_rules
from reportedly.web.pages.asking import asking, missing, part
from reportedly.web.rendering import count, environment, here, page, speaker_page
from reportedly.web.speakers import speakers_of, speakers_table

COMPARED = 15_000  # characters of articles that are compared to count origins: some 20 ms
IMMUTABLE = "public, max-age=31536000, immutable"


def article(request: Request) -> Response:
    """`/article/ID`"""
    with asking(request) as connection:
        found = _stored(request, connection)
        lines = of_document(connection, found.document.id)
        shown = [line for line in lines if line.status != "rejected"]
        reports = [line.report for line in shown]
        pages = {report.actor.id: speaker_page(report.actor.id) for report in reports if report.actor}
        text = found.document.text
        speakers = speakers_of(text, reports, found.appearances, pages)
        beneath = _beneath(request, connection, shown, text)
        return page(
            request, "article.html", connection, document=found.document, versions=found.versions, added=found.added,
            made=found.provenance, shown=shown, dropped=[line for line in lines if line.status == "rejected"],
            heard=min(len(speakers), LIT_SPEAKERS), legend=Markup(LEGEND),
            cast=list(dict.fromkeys(actor.name for actor in found.appearances)),
            body=Markup(body(found.document, reports, speakers, beneath)),
            table=Markup(speakers_table(text, speakers, list(paragraphs(text)))) if shown else "",
        )  # fmt: skip


def standalone(request: Request) -> Response:
    """`/article/ID/page.html`: the same as `reportedly read --html` writes, under the judgements in force."""
    with asking(request) as connection:
        found = _stored(request, connection)
        reports = [line.report for line in of_document(connection, found.document.id) if line.status != "rejected"]
        words = article_page(found.document, reports, found.appearances)
    return HTMLResponse(words, headers=_attached("html"))


def text(request: Request) -> Response:
    """`/article/ID/text.txt`: the text that all places count in."""
    with asking(request) as connection:
        words = _stored(request, connection).document.text
    return PlainTextResponse(words.encode("utf-8", "replace"), headers=_attached("txt"))


def lit(request: Request) -> Response:
    """`/lit/REPORTS/SPEAKERS.css`: the rules that light up what belongs together on a page of so many."""
    counts = [min(int(request.path_params[name]), most) for name, most in LIT.items()]
    rules = lit_rules(counts[0], range(1, counts[1] + 1))
    return Response(rules, media_type="text/css", headers={"Cache-Control": IMMUTABLE})


LIT = {"reports": LIT_REPORTS + 1, "speakers": LIT_SPEAKERS}  # one report more than are lit up says that none is


def _attached(suffix: str) -> dict[str, str]:
    """To be saved, not shown."""
    return {"Content-Disposition": f'attachment; filename="article.{suffix}"'}


def _stored(request: Request, connection: sqlite3.Connection) -> StoredDocument:
    found = stored(connection, part(request, "id"))
    if found is None:
        raise missing("article of this number")
    return found


def _beneath(request: Request, connection: sqlite3.Connection, shown: Sequence[Line], text: str) -> list[str]:
    """What stands at the end of each note; a page with very many notes has the forms on the pages of the reports."""
    macros = environment().get_template("report.html").make_module({"here": here(request)})
    writable = not request.app.state.settings.read_only and len(shown) <= LIT_REPORTS
    spread = spreads(connection, [line.report.statement for line in shown])
    origins = _origins(connection, spread)
    opposed = opposed_among(connection, [line.report.statement for line in shown])
    macro = macros.beneath  # type: ignore[attr-defined]
    return [
        str(macro(line, text, "cast", writable, spread.get(statement), origins.get(statement), statement in opposed))
        for line in shown
        for statement in (line.report.statement,)
    ]


def _origins(connection: sqlite3.Connection, spread: Mapping[str, Spread]) -> Mapping[str, str]:
    """How many independent origins statements of several outlets have, the least spread first, as time allows."""
    found, read = {}, 0
    several = ((statement, far) for statement, far in spread.items() if far.outlets > 1)
    for statement, _ in sorted(several, key=lambda one: one[1]):
        ((length,),) = connection.execute(
            "SELECT sum(length(d.text)) FROM document AS d"
            " WHERE d.number IN (SELECT document FROM report WHERE statement = ?)",
            (statement,),
        )
        read += length
        if read > COMPARED:
            break
        found[statement] = _counted(lineage_of(connection, statement))
    return found


def _counted(found: Lineage) -> str:
    """What is certain: "1 origin", "at least 4 origins"; unknown where nothing shows where any report is from."""
    if not found.edges and not found.witnesses:
        return "origins unknown"
    certain = count(found.origins_min, "origin")
    return certain if found.origins == found.origins_min else f"at least {certain}"
