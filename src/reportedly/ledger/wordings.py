"""Reports as they are compared, and their wordings: reports of one speaker's same words within one period of days.

A statement that ten thousand outlets bring word by word is one wording: what is compared are wordings, by the earliest
report of each, its head. All copies of a text share their reports' ids, so they share a wording too.
"""

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from reportedly.ledger.lines import BATCH
from reportedly.ledger.write import statement_id
from reportedly.records import ActorKind, Rendering

RENDERING = """
SELECT r.number, r.id, r.content, r.kind, p.actor, d.id AS document, o.name AS outlet, r.when_value,
    a.name AS called, a.kind AS being, r.day
FROM json_each(?) AS j CROSS JOIN report AS r ON r.id = j.value JOIN document AS d ON d.number = r.document
LEFT JOIN outlet AS o ON o.number = r.outlet
LEFT JOIN profile AS p ON p.number = r.profile LEFT JOIN profile AS a ON a.id = p.actor
WHERE r.status <> 'rejected'
"""


class Said(NamedTuple):
    """A report to be placed: `rows` are all its copies, `rendering` is the earliest.

    Who is credited is called `name` and is of `kind`.
    """

    rendering: Rendering
    rows: tuple[int, ...]
    name: str | None
    kind: ActorKind | None


class Key(NamedTuple):
    """What reports of one wording share: the hash of the words, the actor's id or "", the period of days."""

    words: int
    speaker: str
    period: int


def untraced(connection: sqlite3.Connection, most: int) -> list[str]:
    """The ids of reports that are to be placed, at most as many, in order of their days: neighbours come together."""
    rows = connection.execute(
        "SELECT DISTINCT r.id FROM (SELECT report FROM untraced ORDER BY day, report LIMIT ?) AS u"
        " CROSS JOIN report AS r ON r.number = u.report",
        (most,),
    )
    return [id for (id,) in rows]


def said(connection: sqlite3.Connection, reports: Sequence[str]) -> dict[str, Said]:
    """The reports of these ids and their copies; those are left out of which people say that there is no report."""
    copies: dict[str, list[sqlite3.Row]] = {}
    for row in connection.execute(RENDERING, (json.dumps(reports),)):
        copies.setdefault(row["id"], []).append(row)
    found = {}
    for report, rows in copies.items():
        earliest = min(rows, key=lambda row: (row["day"] or "9999", row["document"]))
        numbers = tuple(row["number"] for row in rows)
        found[report] = Said(_rendering(earliest), numbers, earliest["called"], earliest["being"])
    return found


def place(connection: sqlite3.Connection, one: Said, key: Key, anchors: Collection[int]) -> None:
    """Let the report have the wording of this key, which is made if it is new; it is to be compared in any case.

    Copies of the report that have another wording leave it.
    """
    row = connection.execute(
        "SELECT number, head, first FROM wording WHERE period = ? AND words = ? AND speaker = ?",
        (key.period, key.words, key.speaker),
    ).fetchone()
    number = row["number"] if row else _new(connection, one, key, anchors)
    displace(connection, one.rendering.report, but=number)
    connection.executemany("INSERT OR IGNORE INTO rendering VALUES (?, ?)", [(report, number) for report in one.rows])
    if row:
        day = one.rendering.day or ""
        head, first = row["head"], row["first"]
        if head and (day, *_place_of(one.rendering)) < (first, *_head(connection, head)):
            head, first = one.rendering.number, day
        connection.execute(
            "UPDATE wording SET compared = 0, last = max(last, ?), head = ?, first = ? WHERE number = ?",
            (day, head, first, number),
        )


def _place_of(rendering: Rendering) -> tuple[str, str]:
    return rendering.report, rendering.document


def _head(connection: sqlite3.Connection, report: int) -> tuple[str, str]:
    row = connection.execute(
        "SELECT r.id, d.id AS document FROM report AS r JOIN document AS d ON d.number = r.document WHERE r.number = ?",
        (report,),
    ).fetchone()
    return (row["id"], row["document"]) if row else ("", "")


def displace(connection: sqlite3.Connection, report: str, but: int | None = None) -> None:
    """Take all copies of a report from their wordings; `but`: the wording that they may stay in."""
    connection.execute(
        "DELETE FROM rendering WHERE report IN (SELECT number FROM report WHERE id = ?) AND wording IS NOT ?",
        (report, but),
    )


def are_traced(connection: sqlite3.Connection, reports: Sequence[str]) -> None:
    """The reports of these ids and their copies have been placed."""
    connection.execute(
        "DELETE FROM untraced WHERE report IN (SELECT r.number FROM json_each(?) AS j CROSS JOIN report AS r"
        " ON r.id = j.value)",
        (json.dumps(reports),),
    )


def headless(connection: sqlite3.Connection) -> list[int]:
    """The wordings that a report has left: their heads are to be found anew."""
    return [number for (number,) in connection.execute("SELECT number FROM wording WHERE head = 0 ORDER BY number")]


def behead(connection: sqlite3.Connection, number: int) -> bool:
    """Give a wording the earliest of its reports for a head; whether it has any."""
    row = connection.execute(
        "SELECT r.number, coalesce(r.day, '') AS day, min(coalesce(r.day, '9999') || r.id || d.id) FROM rendering AS g"
        " JOIN report AS r ON r.number = g.report JOIN document AS d ON d.number = r.document WHERE g.wording = ?",
        (number,),
    ).fetchone()
    if row["number"] is None:
        return False
    connection.execute(
        "UPDATE wording SET head = ?1, first = ?2, last = (SELECT coalesce(max(r.day), '') FROM rendering AS g"
        " JOIN report AS r ON r.number = g.report WHERE g.wording = wording.number) WHERE number = ?3",
        (row["number"], row["day"], number),
    )
    return True


def delete(connection: sqlite3.Connection, number: int, most: int) -> None:
    """Delete a wording that has no reports and is compared with none.

    `most` is how many wordings an anchor may have before it is crowded: those of one that no longer is are to be
    compared again.
    """
    ((period, packed),) = connection.execute("SELECT period, anchors FROM wording WHERE number = ?", (number,))
    for anchor in array("q", packed):
        here = (period, anchor)
        connection.execute("DELETE FROM anchor WHERE period = ? AND anchor = ? AND wording = ?", (*here, number))
        if connection.execute("SELECT 1 FROM crowded WHERE period = ? AND anchor = ?", here).fetchone():
            of_it = "SELECT wording FROM anchor WHERE period = ? AND anchor = ?"
            ((left,),) = connection.execute(f"SELECT count(*) FROM ({of_it})", here)
            if left <= most:
                connection.execute("DELETE FROM crowded WHERE period = ? AND anchor = ?", here)
                connection.execute(f"UPDATE wording SET compared = 0 WHERE number IN ({of_it})", here)
    connection.execute("DELETE FROM wording WHERE number = ?", (number,))


def waiting(connection: sqlite3.Connection, many: int) -> bool:
    """Whether at least so many reports are to be placed, or wordings to be compared or grouped."""
    rows = (
        "SELECT 1 FROM untraced UNION ALL SELECT 1 FROM wording WHERE compared = 0"
        " UNION ALL SELECT 1 FROM wording WHERE compared = 2"
    )
    ((found,),) = connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM ({rows}) LIMIT ?)", (many,))
    return bool(found >= many)


def uncompared(connection: sqlite3.Connection, most: int) -> list[int]:
    """The wordings that something new is known of, at most as many."""
    rows = connection.execute("SELECT number FROM wording WHERE compared = 0 ORDER BY period, number LIMIT ?", (most,))
    return [number for (number,) in rows]


def pending(connection: sqlite3.Connection, some: Collection[int]) -> set[int]:
    """Those of some wordings that are still to be compared."""
    rows = connection.execute(
        "SELECT w.number FROM json_each(?) AS j CROSS JOIN wording AS w ON w.number = j.value WHERE w.compared = 0",
        (json.dumps(sorted(some)),),
    )
    return {number for (number,) in rows}


def are_compared(connection: sqlite3.Connection, some: Iterable[int]) -> None:
    """These wordings have been compared with all their neighbours but for those that are still to be compared
    themselves. Their groups are to be derived.
    """
    connection.executemany("UPDATE wording SET compared = 2 WHERE number = ?", [(number,) for number in some])


def are_touched(connection: sqlite3.Connection, some: Iterable[int]) -> None:
    """Something has been said of these wordings: their groups are to be derived."""
    rows = [(number,) for number in some]
    connection.executemany("UPDATE wording SET compared = 2 WHERE number = ? AND compared = 1", rows)


def ungrouped(connection: sqlite3.Connection, most: int) -> list[int]:
    """The wordings whose group is to be derived, at most as many."""
    rows = connection.execute("SELECT number FROM wording WHERE compared = 2 ORDER BY period, number LIMIT ?", (most,))
    return [number for (number,) in rows]


def are_grouped(connection: sqlite3.Connection, some: Collection[int]) -> None:
    """The groups of these wordings have been derived from all that is said by now."""
    rows = [(number,) for number in some]
    connection.executemany("UPDATE wording SET compared = 1 WHERE number = ? AND compared = 2", rows)


def name(connection: sqlite3.Connection, group: Sequence[int | str], alone: Collection[str]) -> None:
    """Name the statement of some wordings (numbers) and reports (ids) after the earliest of their reports.

    Reports that are `alone` go by themselves, whatever wording they have.
    """
    listed = json.dumps(sorted(alone))
    members = [(_members(one), (one,) if isinstance(one, str) else (one, listed)) for one in group]
    asked = "SELECT min(coalesce(day, '9999') || ' ' || id) FROM report WHERE"
    earliest = [connection.execute(f"{asked} {where}", values).fetchone() for where, values in members]
    first = min((found for (found,) in earliest if found), default=None)
    if first is not None:
        statement = statement_id(first.partition(" ")[2])
        for where, values in members:
            update = f"UPDATE report SET statement = ? WHERE {where} AND statement <> ?"
            connection.execute(update, (statement, *values, statement))


def _members(one: int | str) -> str:
    """The reports of a wording or of an id, in SQL."""
    if isinstance(one, str):
        return "id = ?"
    return "number IN (SELECT report FROM rendering WHERE wording = ?) AND id NOT IN (SELECT value FROM json_each(?))"


class Head(NamedTuple):
    """A wording as it is compared: by its earliest report; `last` is the latest day of its reports."""

    rendering: Rendering
    last: str | None


def heads(connection: sqlite3.Connection, wordings: Sequence[int]) -> Iterator[tuple[int, Head]]:
    """The heads of wordings (numbers); `rendering.actor` is the wording's speaker, None where nobody is named."""
    for start in range(0, len(wordings), BATCH):
        some = wordings[start : start + BATCH]
        rows = connection.execute(
            "SELECT w.number AS wording, w.speaker, w.first, w.last, r.number, r.id, r.content, r.kind,"
            " d.id AS document, o.name AS outlet, r.when_value FROM wording AS w JOIN report AS r ON r.number = w.head"
            " JOIN document AS d ON d.number = r.document LEFT JOIN outlet AS o ON o.number = r.outlet"
            f" WHERE w.number IN ({','.join('?' * len(some))})",
            some,
        )
        for row in rows:
            rendering = Rendering(
                row["number"], row["id"], row["content"], row["kind"], row["speaker"] or None, row["document"],
                row["outlet"], row["first"] or None, row["when_value"],
            )  # fmt: skip
            yield row["wording"], Head(rendering, row["last"] or None)


def earliest(connection: sqlite3.Connection, statement: str, most: int) -> list[tuple[int, int]]:
    """The reports of a statement and their documents (numbers), the earliest first, those without a day last."""
    rows = connection.execute(
        "SELECT number, document FROM report WHERE statement = ? AND status <> 'rejected'"
        " ORDER BY day IS NULL, day, id, number LIMIT ?",
        (statement, most),
    )
    return [(row["number"], row["document"]) for row in rows]


def _rendering(row: sqlite3.Row) -> Rendering:
    return Rendering(
        row["number"], row["id"], row["content"], row["kind"], row["actor"], row["document"], row["outlet"],
        row["day"], row["when_value"],
    )  # fmt: skip


def _new(connection: sqlite3.Connection, one: Said, key: Key, anchors: Collection[int]) -> int:
    day = one.rendering.day or ""
    row = connection.execute(
        "INSERT INTO wording (words, speaker, period, head, first, last, anchors, compared)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (key.words, key.speaker, key.period, one.rendering.number, day, day, array("q", anchors).tobytes()),
    )
    number = int(row.lastrowid or 0)
    connection.executemany(
        "INSERT OR IGNORE INTO anchor VALUES (?, ?, ?)", [(key.period, anchor, number) for anchor in sorted(anchors)]
    )
    return number
