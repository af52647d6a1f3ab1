"""Judgements: appended, withdrawn by appending, and asked for."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportedly.errors import LedgerError
from reportedly.records import Judgement

COLUMNS = "number, about, left, right, verdict, score, reasons, judge, by, decided, block"


class Ruling(NamedTuple):
    """A judgement as the ledger keeps it; `block` is the key under which the model compared the pair."""

    number: int
    judgement: Judgement
    block: str | None = None


def append(
    connection: sqlite3.Connection, judgement: Judgement, *, block: str | None = None, withdraws: int | None = None
) -> int:
    """Write a judgement, in the place of `withdraws` if that is given; its number."""
    row = connection.execute(
        "INSERT INTO judgement (about, left, right, verdict, score, reasons, judge, by, decided, block, withdraws)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            judgement.about, judgement.left, judgement.right, judgement.verdict, judgement.score,
            json.dumps(judgement.reasons, ensure_ascii=False), judgement.judge, judgement.by, judgement.decided,
            block, withdraws,
        ),
    )  # fmt: skip
    return int(row.lastrowid or 0)


def withdraw(connection: sqlite3.Connection, number: int, by: str, decided: str, judge: str = "person") -> Ruling:
    """Take a judgement back; what it was. Raises LedgerError if it does not exist or is not in force."""
    ruling = next(_rulings(connection, "number = ?", (number,)), None)
    if ruling is None:
        raise LedgerError(f"judgement {number} is not in force, so there is nothing to undo")
    connection.execute(
        "INSERT INTO judgement (about, left, right, verdict, score, reasons, judge, by, decided, block, withdraws)"
        " SELECT about, left, right, 'withdrawn', NULL, '[]', ?, ?, ?, block, number FROM judgement WHERE number = ?",
        (judge, by, decided, number),
    )
    return ruling


def about_actors(connection: sqlite3.Connection, nodes: Sequence[str]) -> list[Ruling]:
    """All judgements in force that name one of `nodes` (profiles or appearances), in the order made, each once."""
    found: dict[int, Ruling] = {}
    for some in _batches(nodes):
        marks = ",".join("?" * len(some))
        for side in ("left", "right"):
            for ruling in _rulings(connection, f"about = 'actor' AND {side} IN ({marks})", some):
                found[ruling.number] = ruling
    return [found[number] for number in sorted(found)]


def of_block(connection: sqlite3.Connection, block: str) -> list[Ruling]:
    """The model's judgements in force that were made under one key."""
    return list(_rulings(connection, "block = ?", (block,)))


def of_report(connection: sqlite3.Connection, report: str) -> list[Ruling]:
    """All judgements in force about one report (its id), in the order made."""
    return list(_rulings(connection, "left = ? AND about IN ('report', 'speaker', 'span')", (report,)))


def numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Ruling]:
    """Of the judgements of these numbers those in force, in the order made."""
    return [ruling for number in sorted(numbers) for ruling in _rulings(connection, "number = ?", (number,))]


def _rulings(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> Iterator[Ruling]:
    rows = connection.execute(f"SELECT {COLUMNS} FROM judgement_in_force WHERE {where} ORDER BY number", tuple(values))
    for row in rows:
        judgement = Judgement(
            row["about"], row["left"], row["right"], row["verdict"], row["score"], tuple(json.loads(row["reasons"])),
            row["judge"], row["by"], row["decided"],
        )  # fmt: skip
        yield Ruling(row["number"], judgement, row["block"])


def _batches(nodes: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """At most `size` at a time: SQLite binds no more than 999 values in its older builds."""
    listed = list(nodes)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]
