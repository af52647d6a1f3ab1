"""Pairs of reports that the model leaves to people: whether they render one statement, whether they contradict."""

import json
import sqlite3

import msgspec

from reportedly.ledger.lines import Line, lines
from reportedly.ledger.waiting import Sort, by_heads, waiting

STATEMENTS = Sort("statement", "report", "statement", by_heads("likeness"), shown="number", order="doubted")
CONTRADICTIONS = Sort("contradiction", "report", "statement", by_heads("opposition"), shown="number", order="opposed")


class Doubted(msgspec.Struct, frozen=True):
    """Two reports: the model's judgement on them (its number), its probability that they are one, and its reasons."""

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
    """The pairs of reports that may render one statement, newest first."""
    return _pairs(connection, STATEMENTS, limit, after)


def unsure_contradictions(connection: sqlite3.Connection, limit: int = 20, after: str | None = None) -> DoubtedPairs:
    """The pairs of reports whose words are opposed, newest first: candidates, of which nothing is asserted."""
    return _pairs(connection, CONTRADICTIONS, limit, after)


def _pairs(connection: sqlite3.Connection, sort: Sort, limit: int, after: str | None) -> DoubtedPairs:
    found = waiting(connection, sort, limit, after)
    numbers = [row[side] for row in found.rows for side in ("one", "other")]
    told = {line.number: line for line in lines(connection, numbers)}
    pairs = tuple(
        Doubted(row["number"], told[row["one"]], told[row["other"]], row["score"], tuple(json.loads(row["reasons"])))
        for row in found.rows
    )
    return DoubtedPairs(pairs, found.after)
