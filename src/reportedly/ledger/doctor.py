"""Is the ledger sound? Each check gives one finding in words."""

import hashlib
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from reportedly.ledger.connection import Ledger, locked
from reportedly.ledger.erase import INDEXES
from reportedly.ledger.spans import spans_in
from reportedly.span import join
from reportedly.text.unspaced import is_unspaced, pairs

SAFE_SQLITE = (3, 51, 3)  # from here on two connections cannot race while the log is reset
Grade = Literal["well", "note", "ill"]


class Finding(NamedTuple):
    """What one check found: `well`, `note` (worth knowing) or `ill` (something is broken)."""

    grade: Grade
    words: str


def examine(ledger: Ledger, program: str, weights: str, *, bodies: bool = False) -> Iterator[Finding]:
    """Check the file, its indexes and its derived rows; `bodies`: every stored body against its digest as well."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        lambda: _integrity(ledger.connection),
        lambda: _indexes(ledger),
        lambda: _words(ledger.connection),
        lambda: _pairs(ledger.connection),
        lambda: _derived(ledger.connection),
        lambda: _statements(ledger.connection),
        lambda: _model(ledger.connection, program, weights),
        lambda: _sqlite(),
        lambda: _disk(ledger),
    ]
    if bodies:
        checks.append(lambda: _bodies(ledger.connection))
    for check in checks:
        try:
            yield from check()
        except sqlite3.DatabaseError as error:
            yield Finding("ill", f"the file is damaged: {error}")


def _integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    if faults == ["ok"]:
        yield Finding("well", "the file is whole")
    else:
        yield from (Finding("ill", f"integrity: {fault}") for fault in faults)
    strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    if strays:
        tables = ", ".join(sorted({str(row[0]) for row in strays}))
        yield Finding("ill", f"{len(strays):,} rows refer to rows that are not there, in {tables}")


def _indexes(ledger: Ledger) -> Iterator[Finding]:
    for index in INDEXES:
        # For an index over another table, rank 1 compares it with the table's words.
        column, value = (
            (f"{index}, rank", "'integrity-check', 1") if index.endswith("_fts") else (index, "'integrity-check'")
        )
        try:
            with locked(ledger):
                ledger.connection.execute(f"INSERT INTO {index} ({column}) VALUES ({value})")
        except sqlite3.DatabaseError as error:
            yield Finding("ill", f"the full-text index {index} does not agree with its table: {error}")
            continue
    yield Finding("well", f"{len(INDEXES)} full-text indexes were compared with their tables")


def _words(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every report says what stands at its spans."""
    rows = connection.execute(
        "SELECT r.source, r.cue, r.content, r.source_spans, r.cue_spans, r.content_spans, d.text FROM report AS r"
        " JOIN document AS d ON d.number = r.document ORDER BY r.document"
    )
    bad = sum(not _are_true(row) for row in rows)
    if bad:
        yield Finding("ill", f"{bad:,} reports whose words are not those at their spans")


def _are_true(row: sqlite3.Row) -> bool:
    try:
        return all(
            (row[role] or "") == join(spans_in(row[f"{role}_spans"]), row["text"])
            for role in ("source", "cue", "content")
        )
    except ValueError:  # no spans
        return False


def _pairs(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The indexes of scripts without spaces have no table that SQLite could compare them with."""
    texts = {
        "document_cjk": "SELECT t.number, coalesce(t.title, '') || char(10) || t.text, c.words FROM document AS t",
        "report_cjk": "SELECT t.number, t.content || char(10) || coalesce(t.source, ''), c.words FROM report AS t",
    }
    for index, question in texts.items():
        rows = connection.execute(f"{question} LEFT JOIN {index} AS c ON c.rowid = t.number")
        bad = sum((pairs(words) if is_unspaced(words) else None) != indexed for _, words, indexed in rows)
        table = index.removesuffix("_cjk")
        ((strays,),) = connection.execute(
            f"SELECT count(*) FROM {index} WHERE rowid NOT IN (SELECT number FROM {table})"
        )
        if bad + strays:
            yield Finding("ill", f"the full-text index {index} does not agree with its table in {bad + strays:,} rows")


def _derived(connection: sqlite3.Connection) -> Iterator[Finding]:
    questions = {
        "attributions without a report": "SELECT count(*) FROM attribution AS a LEFT JOIN report AS r"
        " ON r.number = a.number WHERE r.number IS NULL",
        "profiles of an actor that is not there": "SELECT count(*) FROM profile AS p LEFT JOIN profile AS a"
        " ON a.id = p.actor WHERE a.id IS NULL OR a.actor <> a.id",
    }
    for what, question in questions.items():
        ((count,),) = connection.execute(question)
        if count:
            yield Finding("ill", f"{count:,} {what}")
    ((waiting,),) = connection.execute("SELECT count(*) FROM profile WHERE judged = 0")
    if waiting:
        yield Finding("note", f"{waiting:,} names have not been compared yet: the next `reportedly add` does it")
    ((failed,),) = connection.execute("SELECT count(*) FROM failure")
    if failed:
        yield Finding("note", f"{failed:,} origins could not be read: `reportedly failures` lists them")


def _statements(connection: sqlite3.Connection) -> Iterator[Finding]:
    questions = {
        "reports without a wording": "SELECT count(*) FROM report AS r LEFT JOIN rendering AS g ON g.report = r.number"
        " LEFT JOIN untraced AS u ON u.report = r.number"
        " WHERE g.report IS NULL AND u.report IS NULL AND r.status <> 'rejected'",
        "anchors of wordings that are not there": "SELECT count(*) FROM anchor AS a LEFT JOIN wording AS w"
        " ON w.number = a.wording WHERE w.number IS NULL",
        "pairs of wordings whose judgement is not in force": "SELECT count(*) FROM"
        " (SELECT judgement FROM likeness UNION ALL SELECT judgement FROM opposition) AS k"
        " LEFT JOIN judgement_in_force AS j ON j.number = k.judgement WHERE j.number IS NULL",
    }
    ((waiting,),) = connection.execute(
        "SELECT (SELECT count(*) FROM untraced) + (SELECT count(*) FROM wording WHERE compared <> 1)"
    )
    if waiting:
        yield Finding("note", f"{waiting:,} reports have not been traced yet: the next `reportedly add` does it")
    else:
        questions["statements that none of their reports gives its name"] = (
            "SELECT count(*) FROM (SELECT DISTINCT statement FROM report) AS s"
            " WHERE NOT EXISTS (SELECT 1 FROM report AS r"
            " WHERE r.id = 'r:' || substr(s.statement, 3) AND r.statement = s.statement)"
        )
    for what, question in questions.items():
        ((count,),) = connection.execute(question)
        if count:
            yield Finding("ill", f"{count:,} {what}")


def _model(connection: sqlite3.Connection, program: str, weights: str) -> Iterator[Finding]:
    ((other,),) = connection.execute(
        "SELECT count(*) FROM document AS d JOIN provenance AS p ON p.number = d.provenance"
        " WHERE p.program <> ? OR p.weights <> ?",
        (program, weights),
    )
    if other:
        yield Finding(
            "note", f"{other:,} documents were read by another model or version: `reportedly reread` renews them"
        )
    else:
        yield Finding("well", f"all documents were read by this version ({program}, {weights[:19]})")


def _sqlite() -> Iterator[Finding]:
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        yield Finding(
            "note",
            f"SQLite {sqlite3.sqlite_version} is older than 3.51.3: two programs that write at once can damage a file"
            " while its log is reset. Reportedly's own writers take turns; let no other program write meanwhile",
        )
    else:
        yield Finding("well", f"SQLite {sqlite3.sqlite_version}")


def _disk(ledger: Ledger) -> Iterator[Finding]:
    size = ledger.path.stat().st_size
    free = shutil.disk_usage(ledger.path.parent).free
    log = ledger.path.with_name(ledger.path.name + "-wal")
    words = f"{_megabytes(size)} MB, its log {_megabytes(log.stat().st_size if log.exists() else 0)} MB"
    if free < size:
        yield Finding("note", f"{words}; only {_megabytes(free)} MB are free, too few for a backup or an erasure")
    else:
        yield Finding("well", f"{words}; {_megabytes(free)} MB are free")
    for backup in sorted(ledger.path.parent.glob(ledger.path.name + ".backup-*")):
        yield Finding("note", f"{backup.name} is a copy from before a change of the schema")


def _bodies(connection: sqlite3.Connection) -> Iterator[Finding]:
    bad = total = 0
    for sha256, packed in connection.execute("SELECT sha256, zlib FROM body"):
        total += 1
        try:
            bad += hashlib.sha256(zlib.decompress(packed)).hexdigest() != sha256
        except zlib.error:
            bad += 1
    yield Finding("ill" if bad else "well", f"{total:,} bodies, {bad:,} of them not as they were stored")


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.1f}"
