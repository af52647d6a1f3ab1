"""Wordings and their neighbours: which share an anchor, and which the model has judged to be of one statement."""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from reportedly.ledger.judgements import Ruling, append, numbered, withdraw
from reportedly.ledger.lines import BATCH
from reportedly.records import Judgement

UNDATED = -1  # the schema's period of reports without a day, which is beside no other


class Near(NamedTuple):
    """For each wording those that share anchors with it, and which anchors (period, anchor) have become crowded."""

    wordings: dict[int, set[int]]
    crowded: tuple[tuple[int, int], ...]


class _Shelf(NamedTuple):
    """Of one period: who has an anchor that is not crowded; which are, of those asked for, and which of them newly."""

    holders: dict[int, list[int]]
    crowded: set[int]
    fresh: set[int]


def near(connection: sqlite3.Connection, numbers: Collection[int], most: int) -> Near:
    """Who shares an anchor with each of these wordings, in its own period or the one before or after.

    Left out are anchors that are crowded in either of the two periods. An anchor of more than `most` wordings in a
    period is crowded there, so no wording has more neighbours than `most` times its anchors times three. A period after
    of which nothing has been compared yet is not looked at: all its wordings are still to ask for their own neighbours.
    """
    own = {
        row["number"]: (row["period"], frozenset(array("q", row["anchors"])))
        for row in connection.execute(
            "SELECT w.number, w.period, w.anchors FROM json_each(?) AS j CROSS JOIN wording AS w ON w.number = j.value",
            (json.dumps(sorted(numbers)),),
        )
    }
    around = {period: _around(connection, period) for period in {period for period, _ in own.values()}}
    wanted: dict[int, set[int]] = defaultdict(set)
    for period, anchors in own.values():
        for place in around[period]:
            wanted[place] |= anchors
    shelves = {period: _shelf(connection, period, anchors, most) for period, anchors in sorted(wanted.items())}
    found = {}
    for number, (period, anchors) in own.items():
        usable = anchors - shelves[period].crowded
        beside = (shelves[place].holders.get(anchor, ()) for place in around[period] for anchor in usable)
        found[number] = {one for holders in beside for one in holders} - {number}
    crowded = ((period, anchor) for period, shelf in shelves.items() for anchor in sorted(shelf.fresh))
    return Near(found, tuple(crowded))


def _around(connection: sqlite3.Connection, period: int) -> tuple[int, ...]:
    """The periods that those of one have neighbours in."""
    if period == UNDATED:
        return (period,)
    begun = "SELECT EXISTS (SELECT 1 FROM wording WHERE period = ? AND compared <> 0)"
    ((after,),) = connection.execute(begun, (period + 1,))
    return (period - 1, period, period + 1) if after else (period - 1, period)


def _shelf(connection: sqlite3.Connection, period: int, anchors: Collection[int], most: int) -> _Shelf:
    asked = (period, json.dumps(sorted(anchors)))
    known = "SELECT c.anchor FROM json_each(?2) AS j CROSS JOIN crowded AS c ON c.period = ?1 AND c.anchor = j.value"
    crowded = {anchor for (anchor,) in connection.execute(known, asked)}
    holders: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        "SELECT a.anchor, a.wording FROM json_each(?2) AS j CROSS JOIN anchor AS a"
        " ON a.period = ?1 AND a.anchor = j.value",
        (period, json.dumps(sorted(set(anchors) - crowded))),
    )
    for anchor, wording in rows:
        holders[anchor].append(wording)
    fresh = {anchor for anchor, wordings in holders.items() if len(wordings) > most}
    for anchor in fresh:
        del holders[anchor]
    return _Shelf(holders, crowded | fresh, fresh)


def crowd(connection: sqlite3.Connection, places: Iterable[tuple[int, int]]) -> None:
    """These anchors (period, anchor) are crowded from now on: what was judged because of them is to be judged again."""
    for place in places:
        connection.execute("INSERT OR IGNORE INTO crowded VALUES (?, ?)", place)
        connection.execute(
            "UPDATE wording SET compared = 0 WHERE compared <> 0"
            " AND number IN (SELECT wording FROM anchor WHERE period = ? AND anchor = ?)"
            " AND (EXISTS (SELECT 1 FROM likeness WHERE left = number)"
            " OR EXISTS (SELECT 1 FROM likeness WHERE right = number)"
            " OR EXISTS (SELECT 1 FROM opposition WHERE left = number)"
            " OR EXISTS (SELECT 1 FROM opposition WHERE right = number))",
            place,
        )


def judged(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[tuple[int, int], int]:
    """The pairs that one of these wordings has been judged with, the smaller number first, and the judgements."""
    asked = json.dumps(sorted(numbers))
    rows = connection.execute(
        "SELECT k.left, k.right, k.judgement FROM json_each(?1) AS j CROSS JOIN likeness AS k ON k.left = j.value"
        " UNION ALL"
        " SELECT k.left, k.right, k.judgement FROM json_each(?1) AS j CROSS JOIN likeness AS k ON k.right = j.value",
        (asked,),
    )
    return {(left, right): judgement for left, right, judgement in rows}


def keep(connection: sqlite3.Connection, one: int, other: int, judgement: Judgement, withdraws: int | None) -> None:
    """Append the model's judgement on the heads of two wordings, in the place of an earlier one."""
    number = append(connection, judgement, withdraws=withdraws)
    connection.execute("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", (min(one, other), max(one, other), number))


def drop(connection: sqlite3.Connection, one: int, other: int, judgement: int, by: str, decided: str) -> None:
    """Withdraw the model's judgement on two wordings."""
    withdraw(connection, judgement, by, decided, judge="model")
    connection.execute("DELETE FROM likeness WHERE left = ? AND right = ?", (min(one, other), max(one, other)))


class Pair(NamedTuple):
    """Two wordings that the model judges to be of one statement, and how likely."""

    left: int
    right: int
    score: float


def same_as(connection: sqlite3.Connection, some: Collection[int], but: Collection[int]) -> list[Pair]:
    """The pairs of one of `some` wordings, each once, and another that is none of `but`."""
    asked = json.dumps(sorted(some))
    found = []
    for side, other in (("left", "right"), ("right", "left")):
        rows = connection.execute(
            f"SELECT k.left, k.right, k.{other}, j.score FROM json_each(?) AS e"
            f" CROSS JOIN likeness AS k ON k.{side} = e.value CROSS JOIN judgement AS j ON j.number = k.judgement"
            " WHERE j.verdict = 'same'",
            (asked,),
        )
        known = but if side == "left" else {*but, *some}
        found += [Pair(left, right, score) for left, right, beside, score in rows if beside not in known]
    return found


def of_people(connection: sqlite3.Connection, wordings: Collection[int]) -> list[Ruling]:
    """What people and authorities say, in force, of the statements of any report of these wordings, in order."""
    numbers: set[int] = set()
    for some in batches(sorted(wordings)):
        marks = ",".join("?" * len(some))
        for side in ("left", "right"):
            rows = connection.execute(
                "SELECT j.number FROM rendering AS g JOIN report AS r ON r.number = g.report"
                f" JOIN judgement AS j ON j.{side} = r.id AND j.about = 'statement' AND j.judge <> 'model'"
                f" WHERE g.wording IN ({marks})",
                some,
            )
            numbers.update(number for (number,) in rows)
    return numbered(connection, sorted(numbers))


def wordings_of(connection: sqlite3.Connection, reports: Iterable[str]) -> dict[str, int]:
    """The wording of each of these reports (ids) that has one."""
    found = {}
    for report in reports:
        row = connection.execute(
            "SELECT g.wording FROM report AS r JOIN rendering AS g ON g.report = r.number WHERE r.id = ? LIMIT 1",
            (report,),
        ).fetchone()
        if row:
            found[report] = row["wording"]
    return found


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many at a time as one query may bind."""
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]
