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


class Near(NamedTuple):
    """The wordings that share anchors with one, and which anchors (period, anchor) have become crowded since."""

    wordings: set[int]
    crowded: tuple[tuple[int, int], ...]


def near(connection: sqlite3.Connection, number: int, others: Sequence[int], most: int) -> Near:
    """Who shares an anchor with a wording in its own period or one of `others`, anchors crowded in either left out.

    An anchor of more than `most` wordings in a period is crowded there, so no wording has more neighbours than `most`
    times its anchors times the periods.
    """
    ((own, packed),) = connection.execute("SELECT period, anchors FROM wording WHERE number = ?", (number,))
    anchors = frozenset(array("q", packed))
    found: set[int] = set()
    full: list[tuple[int, int]] = []
    for period in (own, *others):
        usable = anchors - _crowded(connection, period, anchors)
        holders: dict[int, list[int]] = defaultdict(list)
        rows = connection.execute(
            "SELECT a.anchor, a.wording FROM json_each(?) AS j CROSS JOIN anchor AS a"
            " ON a.period = ? AND a.anchor = j.value",
            (json.dumps(sorted(usable)), period),
        )
        for anchor, wording in rows:
            holders[anchor].append(wording)
        crowded = {anchor for anchor, wordings in holders.items() if len(wordings) > most}
        full += ((period, anchor) for anchor in sorted(crowded))
        found.update(one for anchor in holders.keys() - crowded for one in holders[anchor])
        if period == own:
            anchors = usable - crowded
    return Near(found - {number}, tuple(full))


def _crowded(connection: sqlite3.Connection, period: int, anchors: Collection[int]) -> set[int]:
    rows = connection.execute(
        "SELECT c.anchor FROM json_each(?) AS j CROSS JOIN crowded AS c ON c.period = ? AND c.anchor = j.value",
        (json.dumps(sorted(anchors)), period),
    )
    return {anchor for (anchor,) in rows}


def crowd(connection: sqlite3.Connection, places: Iterable[tuple[int, int]]) -> None:
    """These anchors (period, anchor) are crowded from now on: what was judged because of them is to be judged again."""
    for place in places:
        connection.execute("INSERT OR IGNORE INTO crowded VALUES (?, ?)", place)
        connection.execute(
            "UPDATE wording SET compared = 0 WHERE compared <> 0"
            " AND number IN (SELECT wording FROM anchor WHERE period = ? AND anchor = ?)"
            " AND (EXISTS (SELECT 1 FROM likeness WHERE left = number)"
            " OR EXISTS (SELECT 1 FROM likeness WHERE right = number))",
            place,
        )


def judged(connection: sqlite3.Connection, number: int) -> dict[int, int]:
    """The wordings that one has been judged with, and the numbers of the judgements."""
    rows = connection.execute(
        "SELECT right, judgement FROM likeness WHERE left = ?1 UNION ALL"
        " SELECT left, judgement FROM likeness WHERE right = ?1",
        (number,),
    )
    return dict(rows.fetchall())


def keep(connection: sqlite3.Connection, one: int, other: int, judgement: Judgement, withdraws: int | None) -> None:
    """Append the model's judgement on the heads of two wordings, in the place of an earlier one."""
    number = append(connection, judgement, withdraws=withdraws)
    connection.execute("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", (min(one, other), max(one, other), number))


def drop(connection: sqlite3.Connection, one: int, other: int, judgement: int, by: str, decided: str) -> None:
    """Withdraw the model's judgement on two wordings."""
    withdraw(connection, judgement, by, decided, judge="model")
    connection.execute("DELETE FROM likeness WHERE left = ? AND right = ?", (min(one, other), max(one, other)))


class Pair(NamedTuple):
    """Two wordings, and the model's judgement on their heads."""

    left: int
    right: int
    judgement: Judgement


def same_as(connection: sqlite3.Connection, wordings: Collection[int]) -> list[Pair]:
    """The model's judgements "same" in force that name one of these wordings."""
    found: dict[int, Pair] = {}
    for some in batches(sorted(wordings)):
        marks = ",".join("?" * len(some))
        for side in ("left", "right"):
            rows = connection.execute(
                "SELECT k.left AS one, k.right AS other, j.number, j.left, j.right, j.score, j.by, j.decided"
                " FROM likeness AS k JOIN judgement AS j ON j.number = k.judgement"
                f" WHERE k.{side} IN ({marks}) AND j.verdict = 'same'",
                some,
            )
            for row in rows:
                said = Judgement(
                    "statement", row["left"], row["right"], "same", row["score"], (), "model", row["by"], row["decided"]
                )
                found[row["number"]] = Pair(row["one"], row["other"], said)
    return [found[number] for number in sorted(found)]


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
