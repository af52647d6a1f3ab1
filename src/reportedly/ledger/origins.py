"""Which origins have been read to their end, and which failed: what a run taken up again, or a retry, goes by."""

import sqlite3

import msgspec

from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.write import now


class Failure(msgspec.Struct, frozen=True):
    """What could not be read; `given` is the argument that led to it, `times` how often it was tried."""

    origin: str
    given: str
    reason: str
    times: int
    first: str
    last: str


def note_failure(ledger: Ledger, origin: str, given: str, reason: str) -> None:
    """List an origin among what could not be read."""
    at = now()
    with transaction(ledger) as connection:
        connection.execute(
            "INSERT INTO failure VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (origin) DO UPDATE SET"
            " given = excluded.given, reason = excluded.reason, times = times + 1, last = excluded.last",
            (origin, given, reason, at, at),
        )


def failures(connection: sqlite3.Connection) -> tuple[Failure, ...]:
    """What could not be read so far, the latest first."""
    return tuple(Failure(*row) for row in connection.execute("SELECT * FROM failure ORDER BY last DESC, origin"))


def is_finished(connection: sqlite3.Connection, given: str, stamp: str) -> bool:
    """Whether this argument was read to its end, in this state, without a failure."""
    row = connection.execute("SELECT stamp FROM finished WHERE origin = ?", (given,)).fetchone()
    return row is not None and row["stamp"] == stamp


def finish(ledger: Ledger, given: str, stamp: str | None, began: str, failed: int) -> None:
    """An argument was read to its end: failures of an earlier try that did not come again since `began` are mended."""
    with transaction(ledger) as connection:
        connection.execute("DELETE FROM failure WHERE given = ? AND last < ?", (given, began))
        if stamp and not failed:
            connection.execute("INSERT OR REPLACE INTO finished VALUES (?, ?, ?)", (given, stamp, now()))
