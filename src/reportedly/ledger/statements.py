"""Statements, and the rows that go by a report's id."""

import sqlite3

import msgspec

from reportedly.ledger.question import plain
from reportedly.records import Actor


class StatementCard(msgspec.Struct, frozen=True):
    """A statement as the ledger knows it; reports that people rejected do not count; days are ISO, of publication."""

    id: str
    actor: Actor | None
    reports: int
    documents: int
    outlets: int
    first_day: str | None
    last_day: str | None


def statement_card(connection: sqlite3.Connection, id: str) -> StatementCard | None:
    """The statement of this id, or None."""
    row = connection.execute(
        "SELECT count(*) AS reports, count(DISTINCT document) AS documents, count(DISTINCT outlet) AS outlets,"
        " min(day) AS first, max(day) AS last, min(profile) AS profile FROM report"
        " WHERE statement = ? AND status <> 'rejected'",
        (plain(id),),
    ).fetchone()
    if not row["reports"]:
        return None
    actor = connection.execute(
        "SELECT a.id, a.name, a.kind FROM profile AS p JOIN profile AS a ON a.id = p.actor WHERE p.number = ?",
        (row["profile"],),
    ).fetchone()
    return StatementCard(
        id, Actor(*actor) if actor else None, row["reports"], row["documents"], row["outlets"],
        row["first"], row["last"],
    )  # fmt: skip


def current_statement(connection: sqlite3.Connection, id: str) -> str | None:
    """The statement that an id leads to today: a statement's, one that it had before it was joined, or a report's."""
    id = plain(id)
    report = f"r:{id[2:]}" if id.startswith("s:") else id
    row = connection.execute(
        "SELECT statement FROM report WHERE statement = :id"
        " UNION ALL SELECT statement FROM report WHERE id = :report"
        " UNION ALL SELECT r.statement FROM renamed AS n JOIN report AS r ON r.id = n.report WHERE n.statement = :id"
        " LIMIT 1",
        {"id": id, "report": report},
    ).fetchone()
    return str(row["statement"]) if row else None


def numbers_of(connection: sqlite3.Connection, report: str, most: int) -> list[int]:
    """The rows of a report's id, the first added first: copies of one text share it."""
    rows = connection.execute("SELECT number FROM report WHERE id = ? ORDER BY number LIMIT ?", (plain(report), most))
    return [number for (number,) in rows]
