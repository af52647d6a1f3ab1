"""What people have judged, newest first, in words that can be read without looking anything up."""

import sqlite3
from collections.abc import Iterator

import msgspec

from reportedly.ledger.cursor import cursor, keys_of
from reportedly.ledger.effect import Roles
from reportedly.ledger.spans import spans_in
from reportedly.records import Judge, Subject, Verdict
from reportedly.span import join

ORDER = "history"
SELECT = """
SELECT j.*, w.number AS undone, w.by AS undone_by, w.decided AS undone_at FROM judgement AS j
LEFT JOIN judgement AS w ON w.withdraws = j.number
WHERE j.verdict <> 'withdrawn' AND {where} ORDER BY j.number DESC LIMIT {limit}
"""


class Remark(msgspec.Struct, frozen=True):
    """A judgement as people read it: the ids that it is about, and what they are called.

    Of a report, `words` are its content and `document` is the first that holds it. `undone` says when it was taken
    back, by whom.
    """

    number: int
    about: Subject
    verdict: Verdict
    left: str
    right: str | None
    words: str
    other: str | None
    document: str | None
    judge: Judge
    by: str
    decided: str
    undone: str | None
    undone_by: str | None


class Remarks(msgspec.Struct, frozen=True):
    """A page of the history, and the cursor of the next."""

    remarks: tuple[Remark, ...]
    after: str | None


def history(connection: sqlite3.Connection, limit: int = 50, after: str | None = None) -> Remarks:
    """People's judgements, newest first, those taken back included. Raises BadQuestion on a damaged cursor."""
    before = keys_of(after, ORDER, int)[0] if after else None
    where = "j.judge = 'person'" + (" AND j.number < ?" if before is not None else "")
    rows = connection.execute(
        SELECT.format(where=where, limit=limit + 1), (before,) if before is not None else ()
    ).fetchall()
    last = cursor(ORDER, rows[limit - 1]["number"]) if len(rows) > limit else None
    return Remarks(tuple(_remark(connection, row) for row in rows[:limit]), last)


def remark(connection: sqlite3.Connection, number: int) -> Remark | None:
    """One judgement, whoever made it."""
    row = connection.execute(SELECT.format(where="j.number = ?", limit=1), (number,)).fetchone()
    return _remark(connection, row) if row else None


def of_report(connection: sqlite3.Connection, report: str) -> Iterator[Remark]:
    """What people have said of one report (its id), newest first."""
    where = "j.left = ? AND j.about IN ('report', 'speaker', 'span') AND j.judge = 'person'"
    for row in connection.execute(SELECT.format(where=where, limit=200), (report,)).fetchall():
        yield _remark(connection, row)


def _remark(connection: sqlite3.Connection, row: sqlite3.Row) -> Remark:
    if row["about"] == "actor":
        words, document = _name(connection, row["left"]), None
    else:
        words, document = _report(connection, row["left"], as_found=row["about"] == "span")
    return Remark(
        row["number"], row["about"], row["verdict"], row["left"], row["right"], words, _other(connection, row),
        document, row["judge"], row["by"], row["decided"], row["undone_at"], row["undone_by"],
    )  # fmt: skip


def _other(connection: sqlite3.Connection, row: sqlite3.Row) -> str | None:
    """What the right side is called: an actor's name, or the words of the corrected content."""
    if row["right"] is None:
        return None
    if row["about"] in ("actor", "speaker"):
        return _name(connection, row["right"])
    if row["about"] == "span":
        return _corrected(connection, row["left"], row["right"])
    return _report(connection, row["right"])[0]


def _corrected(connection: sqlite3.Connection, report: str, roles: str) -> str:
    found = connection.execute(
        "SELECT d.text FROM attribution AS a JOIN document AS d ON d.number = a.document WHERE a.id = ? LIMIT 1",
        (report,),
    ).fetchone()
    content = msgspec.json.decode(roles, type=Roles).content
    return " … ".join(span.of(found["text"]) for span in content) if found else ""


def _name(connection: sqlite3.Connection, id: str) -> str:
    for table in ("profile", "appearance"):
        found = connection.execute(f"SELECT name FROM {table} WHERE id = ?", (id,)).fetchone()
        if found:
            return str(found["name"])
    return id


def _report(connection: sqlite3.Connection, id: str, *, as_found: bool = False) -> tuple[str, str | None]:
    """The content of a report, or what the model took for it, and the first document that holds it."""
    found = connection.execute(
        "SELECT r.content, a.content_spans, d.text, d.id FROM report AS r JOIN attribution AS a ON a.number = r.number"
        " JOIN document AS d ON d.number = r.document WHERE r.id = ? ORDER BY r.number LIMIT 1",
        (id,),
    ).fetchone()
    if found is None:
        return id, None
    return join(spans_in(found["content_spans"]), found["text"]) if as_found else found["content"], found["id"]
