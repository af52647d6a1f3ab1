"""Who and what is watched, and what has been reported of it since it was last told.

New is what came with a document that is newer than the last one told of: reports that are only read again are not new.
A document waits until its reports have been traced, so that none is missed because it was told too early.

Each report is told at least once: what is new is read, told and marked as told under one lock, so that of two runs the
second waits and finds nothing; and it is marked last, so that what a run could not tell to the end is told again, the
whole of it, with the same ids.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

import msgspec

from reportedly.errors import LedgerError
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.question import plain
from reportedly.ledger.statements import current_statement
from reportedly.ledger.write import now

SHORT = 80  # characters of a statement's words in a list


class Watched(msgspec.Struct, frozen=True):
    """A speaker or statement that is watched; `id` is as it was given, `name` what it is called now.

    `name` is None where the ledger no longer has it; `seen` is the number of the last document told of.
    """

    id: str
    about: Literal["speaker", "statement"]
    name: str | None
    since: str
    seen: int


class Fresh(msgspec.Struct, frozen=True):
    """A new report, which of those watched it is of, and when its document was added."""

    line: Line
    of: tuple[Watched, ...]
    added: str


class News(msgspec.Struct, frozen=True):
    """What is new, in the order in which it was added; `seen` is the number of the last document looked at."""

    reports: tuple[Fresh, ...]
    seen: int


def watch(ledger: Ledger, id: str) -> Watched:
    """Watch an actor or a statement from now on. Raises LedgerError where there is none of this id."""
    with transaction(ledger) as connection:
        if _called(connection, id) is None:
            raise LedgerError(f"the ledger has no speaker and no statement {id}")
        connection.execute("INSERT OR IGNORE INTO watched VALUES (?, ?, ?)", (id, now(), _last(connection)))
        row = connection.execute("SELECT * FROM watched WHERE id = ?", (id,)).fetchone()
        return _watched(connection, row)


def unwatch(ledger: Ledger, id: str) -> None:
    """Watch it no longer. Raises LedgerError where it was not watched."""
    with transaction(ledger) as connection:
        if connection.execute("DELETE FROM watched WHERE id = ?", (plain(id),)).rowcount == 0:
            raise LedgerError(f"{id} is not watched")


def watched(connection: sqlite3.Connection) -> tuple[Watched, ...]:
    """All that are watched, the first watched first."""
    rows = connection.execute("SELECT * FROM watched ORDER BY since, id").fetchall()
    return tuple(_watched(connection, row) for row in rows)


def news(connection: sqlite3.Connection) -> News:
    """The reports that came with documents added since each was last told of; those that people rejected are left out.

    Costs a look at each report of the documents added since.
    """
    all_of_them = watched(connection)
    if not all_of_them:
        return News((), 0)
    last = _traced(connection, min(one.seen for one in all_of_them))
    found = list(_found(connection, all_of_them, last))
    of = {number: (watches, added) for number, watches, added in found}
    told = lines(connection, [number for number, _, _ in found])
    return News(tuple(Fresh(line, *of[line.number]) for line in told), last)


@contextmanager
def telling(ledger: Ledger) -> Iterator[News]:
    """What is new, to be told inside: it is told of no more if that ends well. Meanwhile nobody else writes."""
    with transaction(ledger) as connection:
        found = news(connection)
        yield found
        connection.execute("UPDATE watched SET seen = ? WHERE seen < ?", (found.seen, found.seen))


def _found(
    connection: sqlite3.Connection, watches: tuple[Watched, ...], last: int
) -> Iterator[tuple[int, tuple[Watched, ...], str]]:
    ids = _now_called(connection, watches)
    rows = connection.execute(
        "SELECT r.number, r.statement, p.actor, d.number AS document, d.added FROM document AS d"
        " JOIN report AS r ON r.document = d.number LEFT JOIN profile AS p ON p.number = r.profile"
        " WHERE d.number > ? AND d.number <= ? AND r.status <> 'rejected' ORDER BY d.number, r.number",
        (min(one.seen for one in watches), last),
    )
    for row in rows:
        of = [*ids.get(row["statement"], ()), *ids.get(row["actor"], ())]
        due = tuple(one for one in of if one.seen < row["document"])
        if due:
            yield row["number"], due, row["added"]


def _now_called(connection: sqlite3.Connection, watches: tuple[Watched, ...]) -> Mapping[str, list[Watched]]:
    """Those watched by the id that they go by today: actors and statements that were joined have another's."""
    ids: dict[str, list[Watched]] = {}
    for one in watches:
        current = _actor(connection, one.id) if one.about == "speaker" else current_statement(connection, one.id)
        ids.setdefault(current or one.id, []).append(one)
    return ids


def _watched(connection: sqlite3.Connection, row: sqlite3.Row) -> Watched:
    about: Literal["speaker", "statement"] = "statement" if row["id"].startswith("s:") else "speaker"
    return Watched(row["id"], about, _called(connection, row["id"]), row["since"], row["seen"])


def _called(connection: sqlite3.Connection, id: str) -> str | None:
    if not id.startswith("s:"):
        actor = _actor(connection, id)
        row = connection.execute("SELECT name FROM profile WHERE id = ?", (actor,)).fetchone()
        return str(row["name"]) if row else None
    statement = current_statement(connection, id)
    row = connection.execute(
        "SELECT content FROM report WHERE statement = ? ORDER BY day, number LIMIT 1", (statement,)
    ).fetchone()
    words = " ".join(row["content"].split()) if row else None
    return words if words is None or len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def _actor(connection: sqlite3.Connection, id: str) -> str | None:
    row = connection.execute("SELECT actor FROM profile WHERE id = ?", (plain(id),)).fetchone()
    return str(row["actor"]) if row else None


def _traced(connection: sqlite3.Connection, seen: int) -> int:
    """The last document behind `seen` up to which all reports have been traced."""
    (waiting,) = connection.execute(
        "SELECT min(r.document) FROM untraced AS u JOIN report AS r ON r.number = u.report WHERE r.document > ?",
        (seen,),
    ).fetchone()
    return _last(connection) if waiting is None else int(waiting) - 1


def _last(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM document").fetchone()[0])
