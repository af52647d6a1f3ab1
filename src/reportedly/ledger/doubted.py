"""Pairs of reports that the model is not sure of: whether they render one statement is for a person to say."""

import json
import sqlite3

import msgspec

from reportedly.ledger.cursor import cursor, keys_of
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.review import MOST

# The model's open pairs, unless they are one statement by now or a person has said something of these two.
WAITING = """
judgement AS j INDEXED BY judgement_unsure
CROSS JOIN likeness AS k ON k.judgement = j.number
CROSS JOIN wording AS a ON a.number = k.left CROSS JOIN report AS l ON l.number = a.head
CROSS JOIN wording AS b ON b.number = k.right CROSS JOIN report AS r ON r.number = b.head
WHERE j.about = 'statement' AND j.verdict = 'unsure' AND l.statement <> r.statement
AND NOT EXISTS (
    SELECT 1 FROM judgement_in_force AS o WHERE o.left IN (l.id, r.id) AND o.right IN (l.id, r.id)
    AND o.about = 'statement' AND o.judge = 'person'
)
"""


class Doubted(msgspec.Struct, frozen=True):
    """Two reports that may render one statement: the model's judgement (its number), probability and reasons."""

    judgement: int
    left: Line
    right: Line
    score: float | None
    reasons: tuple[str, ...]


class DoubtedPairs(msgspec.Struct, frozen=True):
    """Pairs in the order asked for; `after` asks for those behind them, None where there is none."""

    pairs: tuple[Doubted, ...]
    after: str | None


def unsure_statements(connection: sqlite3.Connection, limit: int = 20, after: str | None = None) -> DoubtedPairs:
    """The pairs of reports that no person has judged, newest first."""
    limit = max(1, min(limit, MOST))
    behind, values = ("AND j.number < ?", keys_of(after, "doubted", int)) if after is not None else ("", ())
    rows = connection.execute(
        f"SELECT j.number, l.number AS one, r.number AS other, j.score, j.reasons FROM {WAITING} {behind}"
        " ORDER BY j.number DESC LIMIT ?",
        (*values, limit + 1),
    ).fetchall()
    last = cursor("doubted", rows[limit - 1]["number"]) if len(rows) > limit else None
    shown = rows[:limit]
    told = {line.number: line for line in lines(connection, [row[side] for row in shown for side in ("one", "other")])}
    pairs = tuple(
        Doubted(row["number"], told[row["one"]], told[row["other"]], row["score"], tuple(json.loads(row["reasons"])))
        for row in shown
    )
    return DoubtedPairs(pairs, last)
