"""Where the words of a statement may have been said again: wordings of whatever period that share anchors with its own.

Anchors are kept by period, so each of the statement's is looked for in all of them, the nearest first. How many are
looked for, and how many wordings of each are looked at, is bounded: the work grows neither with the ledger nor with how
often a speaker says a thing.
"""

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from reportedly.records import Actor

# Anchors that are looked for in each period, spread evenly over those that the words have: all those of a sentence.
ANCHORS = 96
# Periods times anchors, each a walk down an index, some 2 millionths of a second. Twelve years of news leave 24
# anchors, which find 93 of 100 repetitions that 96 find (of 250 statements of a ledger of 270,000 reports).
SEEKS = 5_000
FEWEST = 6  # anchors, however many periods there are
HOLDERS = 250  # wordings of one anchor that are looked at: more than two periods may hold before it is crowded there


def own_wordings(connection: sqlite3.Connection, statement: str) -> list[int]:
    """The wordings (numbers) of a statement's reports, the most reported first."""
    rows = connection.execute(
        "SELECT g.wording FROM report AS r CROSS JOIN rendering AS g ON g.report = r.number WHERE r.statement = ?"
        " GROUP BY g.wording ORDER BY count(*) DESC, g.wording",
        (statement,),
    )
    return [number for (number,) in rows]


def sharing(connection: sqlite3.Connection, some: Sequence[int], own: Collection[int], most: int) -> list[int]:
    """The wordings that share most anchors with `some`, the nearest first of equals; at most as many, none of `own`."""
    rows = connection.execute(
        "SELECT w.period, w.anchors FROM json_each(?) AS j CROSS JOIN wording AS w ON w.number = j.value",
        (json.dumps(list(some)),),
    ).fetchall()
    anchors = list(dict.fromkeys(anchor for row in rows for anchor in array("q", row["anchors"])))
    if not anchors:
        return []
    periods = _periods(connection, rows[0]["period"])
    many = min(len(anchors), max(FEWEST, min(ANCHORS, SEEKS // len(periods))))
    found: Counter[int] = Counter()
    for place in range(many):
        found.update(_holders(connection, periods, anchors[place * len(anchors) // many]))
    not_own = found.keys() - set(own)
    return [number for number, _ in found.most_common() if number in not_own][:most]


def statements_of(connection: sqlite3.Connection, wordings: Iterable[int]) -> dict[int, str]:
    """The statement that the head of each wording renders."""
    rows = connection.execute(
        "SELECT w.number, r.statement FROM json_each(?) AS j CROSS JOIN wording AS w ON w.number = j.value"
        " CROSS JOIN report AS r ON r.number = w.head",
        (json.dumps(list(wordings)),),
    )
    return {row["number"]: row["statement"] for row in rows}


def speaker(connection: sqlite3.Connection, id: str) -> Actor | None:
    """The actor of this id, as a wording has it for its speaker."""
    row = connection.execute("SELECT id, name, kind FROM profile WHERE id = ?", (id,)).fetchone()
    return Actor(*row) if row else None


def _periods(connection: sqlite3.Connection, near: int) -> list[int]:
    """All periods that wordings are kept under, the nearest first: the index is leapt over from one to the next."""
    rows = connection.execute(
        "WITH RECURSIVE leap (period) AS (SELECT min(period) FROM anchor UNION ALL"
        " SELECT (SELECT min(a.period) FROM anchor AS a WHERE a.period > leap.period) FROM leap"
        " WHERE leap.period IS NOT NULL) SELECT period FROM leap WHERE period IS NOT NULL"
    )
    return sorted((period for (period,) in rows), key=lambda period: (abs(period - near), period))


def _holders(connection: sqlite3.Connection, periods: Sequence[int], anchor: int) -> list[int]:
    """The wordings that are kept under an anchor, but for periods where it is crowded."""
    rows = connection.execute(
        "SELECT a.wording FROM json_each(:periods) AS p CROSS JOIN anchor AS a"
        " ON a.period = p.value AND a.anchor = :anchor WHERE NOT EXISTS"
        " (SELECT 1 FROM crowded AS c WHERE c.period = p.value AND c.anchor = :anchor) LIMIT :most",
        {"periods": json.dumps(periods), "anchor": anchor, "most": HOLDERS},
    )
    return [number for (number,) in rows]
