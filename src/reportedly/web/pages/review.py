"""The review queue, and the history of what people have judged."""

import sqlite3
from collections.abc import Sequence

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.history import history
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.review import Pair, doubtful_reports, unsure_actors
from reportedly.web.banner import sentence
from reportedly.web.excerpt import excerpt
from reportedly.web.pages.asking import asking, value
from reportedly.web.rendering import address, page

PAIRS = 5  # of names a page: each takes half a screen, and a decision
REPORTS = 10
REMARKS = 50


def review(request: Request) -> Response:
    """`/review`"""
    with asking(request) as connection:
        waiting = unsure_actors(connection, PAIRS, value(request, "names"))
        doubtful = doubtful_reports(connection, REPORTS, value(request, "statements"))
        return page(
            request, "review.html", connection, pairs=_once(waiting.pairs),
            doubtful=_shown(connection, doubtful.numbers),
            next_pairs=address("/review", names=waiting.after) if waiting.after else None,
            next_doubtful=address("/review", statements=doubtful.after) + "#doubtful" if doubtful.after else None,
        )  # fmt: skip


def judgements(request: Request) -> Response:
    """`/judgements`"""
    with asking(request) as connection:
        said = history(connection, REMARKS, value(request, "after"))
        return page(
            request, "judgements.html", connection, remarks=[(one, sentence(one)) for one in said.remarks],
            next=address("/judgements", after=said.after) if said.after else None,
        )  # fmt: skip


def _once(pairs: Sequence[Pair]) -> list[Pair]:
    """Each pair of actors once, though their profiles were compared under several keys."""
    return list({frozenset((pair.left.id, pair.right.id)): pair for pair in pairs}.values())


def _shown(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[Line, Markup]]:
    """Reports with the paragraph that each stands in: nobody can judge words out of nothing."""
    texts = "SELECT d.text FROM report AS r JOIN document AS d ON d.number = r.document WHERE r.number = ?"
    return [
        (line, excerpt(connection.execute(texts, (line.number,)).fetchone()["text"], line.report))
        for line in lines(connection, numbers)
    ]
