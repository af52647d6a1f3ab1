"""The pairs that the model leaves to people: page by page, and how many there are. One question for every sort of pair.

A pair waits while the model's "unsure" is in force, its two sides are two things, and no person has said anything of
these two things, whichever of their names, reports or wordings that person was shown.
"""

import sqlite3
from typing import NamedTuple

from reportedly.ledger.cursor import cursor, keys_of
from reportedly.records import Subject

MOST = 200  # rows a page
MANY = 1000  # pairs that are counted: what nobody finishes in a week, and a hundredth of a second to count


class Sort(NamedTuple):
    """What is paired. People judge rows of `table` by id; `thing` is the column that is the same for one thing.

    `joined` is the SQL that leads from the judgement `j` to the two rows `l` and `r` of `table`, and `shown` the column
    of these that a pair is given by; `order` is the name of its cursors.
    """

    about: Subject
    table: str
    thing: str
    joined: str
    shown: str
    order: str


class Waiting(NamedTuple):
    """A page of pairs as rows (number, one, other, score, reasons), and the cursor of the next page."""

    rows: list[sqlite3.Row]
    after: str | None


def by_heads(wordings: str) -> str:
    """From a judgement to the heads of the wordings that a table pairs by it."""
    return (
        f"CROSS JOIN {wordings} AS k ON k.judgement = j.number"
        " CROSS JOIN wording AS a ON a.number = k.left CROSS JOIN report AS l ON l.number = a.head"
        " CROSS JOIN wording AS b ON b.number = k.right CROSS JOIN report AS r ON r.number = b.head"
    )


def waiting(connection: sqlite3.Connection, sort: Sort, limit: int, after: str | None = None) -> Waiting:
    """The pairs that wait, newest first; things that were judged under several names come several times."""
    limit = max(1, min(limit, MOST))
    behind, values = ("AND j.number < ?", keys_of(after, sort.order, int)) if after is not None else ("", ())
    rows = connection.execute(
        f"{_answered(sort)} SELECT j.number, l.{sort.shown} AS one, r.{sort.shown} AS other, j.score, j.reasons"
        f" FROM {_open(sort)} {behind} ORDER BY j.number DESC LIMIT ?",
        (*values, limit + 1),
    ).fetchall()
    return Waiting(rows[:limit], cursor(sort.order, rows[limit - 1]["number"]) if len(rows) > limit else None)


def count_waiting(connection: sqlite3.Connection, sort: Sort) -> int:
    """How many pairs of things wait, MANY at most."""
    one, other = f"l.{sort.thing}", f"r.{sort.thing}"
    ((pairs,),) = connection.execute(
        f"{_answered(sort)} SELECT count(*) FROM"
        f" (SELECT DISTINCT min({one}, {other}), max({one}, {other}) FROM {_open(sort)} LIMIT {MANY})"
    )
    return int(pairs)


def _answered(sort: Sort) -> str:
    """The things of which a person has said something, as a table `answered`."""
    sides = (f"(SELECT {sort.thing} FROM {sort.table} WHERE id = o.{side} LIMIT 1)" for side in ("left", "right"))
    one, other = sides
    return (
        "WITH answered AS MATERIALIZED (SELECT min(one, other) AS one, max(one, other) AS other"
        f" FROM (SELECT {one} AS one, {other} AS other FROM judgement_in_force AS o"
        f" WHERE o.about = '{sort.about}' AND o.judge = 'person'))"
    )


def _open(sort: Sort) -> str:
    one, other = f"l.{sort.thing}", f"r.{sort.thing}"
    return (
        f"judgement AS j INDEXED BY judgement_unsure {sort.joined}"
        f" WHERE j.about = '{sort.about}' AND j.verdict = 'unsure' AND {one} <> {other}"
        " AND NOT EXISTS (SELECT 1 FROM judgement AS w WHERE w.withdraws = j.number)"
        f" AND NOT EXISTS (SELECT 1 FROM answered AS s WHERE s.one = min({one}, {other})"
        f" AND s.other = max({one}, {other}))"
    )
