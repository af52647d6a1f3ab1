"""The review queue, and the history of what people have judged."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.doubted import Doubted, unsure_contradictions, unsure_statements
from reportedly.ledger.history import history
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.review import Pair, doubtful_reports, unsure_actors
from reportedly.linking.drift.drift import ALIKE
from reportedly.linking.statements.align import align
from reportedly.records import LedgerReport
from reportedly.web.banner import sentence
from reportedly.web.drifted import drifted
from reportedly.web.excerpt import excerpt
from reportedly.web.pages.asking import asking, value
from reportedly.web.rendering import address, page

PAIRS = 5  # of names, of statements, that may contradict: each takes half a screen, and a decision
REPORTS = 10
REMARKS = 50


class Laid(NamedTuple):
    """Two reports side by side, the earlier first, each with its words as HTML."""

    pair: Doubted
    sides: tuple[tuple[LedgerReport, Markup | str], ...]


def review(request: Request) -> Response:
    """`/review`"""
    with asking(request) as connection:
        names = unsure_actors(connection, PAIRS, value(request, "names"))
        statements = unsure_statements(connection, PAIRS, value(request, "wordings"))
        opposed = unsure_contradictions(connection, PAIRS, value(request, "opposed"))
        doubtful = doubtful_reports(connection, REPORTS, value(request, "statements"))
        return page(
            request, "review.html", connection, pairs=_names_once(names.pairs),
            statements=[_beside(pair) for pair in _once(statements.pairs)],
            opposed=[_in_context(connection, pair) for pair in _once(opposed.pairs)],
            doubtful=_shown(connection, doubtful.numbers),
            next_pairs=_next(names=names.after),
            next_statements=_next("#wordings", wordings=statements.after),
            next_opposed=_next("#opposed", opposed=opposed.after),
            next_doubtful=_next("#doubtful", statements=doubtful.after),
        )  # fmt: skip


def judgements(request: Request) -> Response:
    """`/judgements`"""
    with asking(request) as connection:
        said = history(connection, REMARKS, value(request, "after"))
        return page(
            request, "judgements.html", connection, remarks=[(one, sentence(one)) for one in said.remarks],
            next=address("/judgements", after=said.after) if said.after else None,
        )  # fmt: skip


def _next(section: str = "", **after: str | None) -> str | None:
    """Where one of the lists goes on, the others from their beginning."""
    return address("/review", **after) + section if any(after.values()) else None


def _names_once(pairs: Sequence[Pair]) -> list[Pair]:
    """Each pair of actors once, though their profiles were compared under several keys."""
    return list({frozenset((pair.left.id, pair.right.id)): pair for pair in pairs}.values())


def _once(pairs: Sequence[Doubted]) -> list[Doubted]:
    """Each pair of statements once, though several of their wordings were compared."""
    return list({frozenset((pair.left.report.statement, pair.right.report.statement)): pair for pair in pairs}.values())


def _in_time(pair: Doubted) -> tuple[LedgerReport, LedgerReport]:
    first, second = sorted(
        (pair.left.report, pair.right.report), key=lambda one: (one.document.published or "9999", one.id)
    )
    return first, second


def _beside(pair: Doubted) -> Laid:
    """The words of both, those of the later marked for what they cut and put in; paraphrases as they are."""
    first, second = _in_time(pair)
    found = align(first.content.text, second.content.text)
    words: Markup | str = second.content.text
    if found.shared >= ALIKE:
        words = drifted(first.content.text, second.content.text, found.changes)
    return Laid(pair, ((first, first.content.text), (second, words)))


def _in_context(connection: sqlite3.Connection, pair: Doubted) -> Laid:
    """Both where they stand: whether words contradict hangs on what is around them."""
    return Laid(
        pair, tuple((report, excerpt(_text(connection, report.document.id), report)) for report in _in_time(pair))
    )


def _shown(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[Line, Markup]]:
    """Reports with the paragraph that each stands in: nobody can judge words out of nothing."""
    return [
        (line, excerpt(_text(connection, line.report.document.id), line.report)) for line in lines(connection, numbers)
    ]


def _text(connection: sqlite3.Connection, document: str) -> str:
    ((text,),) = connection.execute("SELECT text FROM document WHERE id = ?", (document,))
    return str(text)
