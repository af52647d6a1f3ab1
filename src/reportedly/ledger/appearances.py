"""In which documents an actor appears, and under which name: what a person may split from it."""

import sqlite3

import msgspec

from reportedly.ledger.cursor import cursor, keys_of

ORDER = "appearances"
SELECT = """
SELECT a.number, a.id, a.name, d.id AS document, d.title, d.origin, o.name AS outlet, d.day
FROM profile AS p JOIN appearance AS a ON a.profile = p.number JOIN document AS d ON d.number = a.document
LEFT JOIN outlet AS o ON o.number = d.outlet
WHERE p.actor = ? AND NOT EXISTS (SELECT 1 FROM profile AS s WHERE s.id = a.id)
"""


class Shown(msgspec.Struct, frozen=True):
    """One appearance, by the id that judgements go by, and its document."""

    id: str
    name: str
    document: str
    title: str | None
    origin: str
    outlet: str | None
    day: str | None


class ShownPage(msgspec.Struct, frozen=True):
    """Appearances in the order they were added; `after` asks for those behind them, None where there is none."""

    appearances: tuple[Shown, ...]
    after: str | None


def appearances(connection: sqlite3.Connection, actor: str, limit: int = 20, after: str | None = None) -> ShownPage:
    """Where an actor (its id) appears, but for appearances that stand apart already."""
    number = keys_of(after, ORDER, int)[0] if after else 0
    rows = connection.execute(
        f"{SELECT} AND a.number > ? ORDER BY a.number LIMIT ?", (actor, number, limit + 1)
    ).fetchall()
    last = cursor(ORDER, rows[limit - 1]["number"]) if len(rows) > limit else None
    return ShownPage(tuple(Shown(*tuple(row)[1:]) for row in rows[:limit]), last)


def appearance_in(connection: sqlite3.Connection, actor: str, document: str) -> Shown | None:
    """An actor's appearance in one document (its id), unless it stands apart already."""
    row = connection.execute(f"{SELECT} AND d.id = ? LIMIT 1", (actor, document)).fetchone()
    return Shown(*tuple(row)[1:]) if row else None
