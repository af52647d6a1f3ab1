"""What waits for a person: pairs of actors that the model is not sure of, and reports that are doubtful."""

import json
import sqlite3

import msgspec

from reportedly.ledger.actors import ActorCard, actor_card
from reportedly.ledger.cursor import cursor, keys_of
from reportedly.ledger.search import Found

MOST = 200  # rows a page


class Pair(msgspec.Struct, frozen=True):
    """Two actors that may be one: the model's judgement (its number), probability of "same" and reasons."""

    judgement: int
    left: ActorCard
    right: ActorCard
    score: float | None
    reasons: tuple[str, ...]


class Pairs(msgspec.Struct, frozen=True):
    """Pairs in the order asked for; `after` asks for those behind them, None where there is none."""

    pairs: tuple[Pair, ...]
    after: str | None


# The model's open pairs, unless they are one actor by now or a person has judged any two profiles of theirs.
WAITING = """
judgement AS j INDEXED BY judgement_unsure
CROSS JOIN profile AS l ON l.id = j.left
CROSS JOIN profile AS r ON r.id = j.right
WHERE j.about = 'actor' AND j.verdict = 'unsure' AND l.actor <> r.actor
AND NOT EXISTS (SELECT 1 FROM judgement AS w WHERE w.withdraws = j.number)
AND NOT EXISTS (
    SELECT 1 FROM profile AS x JOIN judgement_in_force AS o ON o.left = x.id JOIN profile AS y ON y.id = o.right
    WHERE x.actor IN (l.actor, r.actor) AND y.actor IN (l.actor, r.actor) AND x.actor <> y.actor
    AND o.about = 'actor' AND o.judge = 'person'
)
"""


def unsure_actors(connection: sqlite3.Connection, limit: int = 20, after: str | None = None) -> Pairs:
    """The pairs that no person has judged, newest first; two names of one pair of actors may bring that pair twice."""
    limit = max(1, min(limit, MOST))
    behind, values = ("AND j.number < ?", keys_of(after, "unsure", int)) if after is not None else ("", ())
    rows = connection.execute(
        f"SELECT j.number, l.actor AS one, r.actor AS other, j.score, j.reasons FROM {WAITING} {behind}"
        " ORDER BY j.number DESC LIMIT ?",
        (*values, limit + 1),
    ).fetchall()
    last = cursor("unsure", rows[limit - 1]["number"]) if len(rows) > limit else None
    found = []
    for row in rows[:limit]:
        left, right = actor_card(connection, row["one"]), actor_card(connection, row["other"])
        if left and right:
            found.append(Pair(row["number"], left, right, row["score"], tuple(json.loads(row["reasons"]))))
    return Pairs(tuple(found), last)


def waiting(connection: sqlite3.Connection) -> int:
    """How many pairs of actors wait for a person."""
    ((pairs,),) = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT min(l.actor, r.actor), max(l.actor, r.actor) FROM {WAITING})"
    )
    return int(pairs)


def doubtful_reports(connection: sqlite3.Connection, limit: int = 50, after: str | None = None) -> Found:
    """The reports that no person has judged, least confident first."""
    limit = max(1, min(limit, MOST))
    place = keys_of(after, "doubtful", float, int) if after is not None else (-1.0, 0)
    rows = connection.execute(
        "SELECT number, confidence FROM report INDEXED BY report_doubtful WHERE status = 'found'"
        " AND (confidence, number) > (?, ?) ORDER BY confidence, number LIMIT ?",
        (*place, limit + 1),
    ).fetchall()
    last = cursor("doubtful", rows[limit - 1]["confidence"], rows[limit - 1]["number"]) if len(rows) > limit else None
    return Found(tuple(row["number"] for row in rows[:limit]), last)
