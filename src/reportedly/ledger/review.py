"""What waits for a person: pairs of actors that the model is not sure of, and reports that are doubtful."""

import json
import sqlite3

import msgspec

from reportedly.ledger.actors import ActorCard, actor_card
from reportedly.ledger.cursor import cursor, keys_of
from reportedly.ledger.search import Found
from reportedly.ledger.waiting import MOST, Sort, waiting

ACTORS = Sort(
    "actor", "profile", "actor", shown="actor", order="unsure",
    joined="CROSS JOIN profile AS l ON l.id = j.left CROSS JOIN profile AS r ON r.id = j.right",
)  # fmt: skip


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


def unsure_actors(connection: sqlite3.Connection, limit: int = 20, after: str | None = None) -> Pairs:
    """The pairs that no person has judged, newest first; two names of one pair of actors may bring that pair twice."""
    found = waiting(connection, ACTORS, limit, after)
    pairs = []
    for row in found.rows:
        left, right = actor_card(connection, row["one"]), actor_card(connection, row["other"])
        if left and right:
            pairs.append(Pair(row["number"], left, right, row["score"], tuple(json.loads(row["reasons"]))))
    return Pairs(tuple(pairs), found.after)


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
