"""Migrations: each once, whole or not at all, after a backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.judging import contradiction, different_statement, undo
from reportedly.ledger.connection import Ledger, open_to_read, writing
from reportedly.ledger.migrate import APPLICATION, migrate, migrations, version_of
from tests.ledger.conftest import FERRY, QUAY
from tests.ledger.doubts import doubt


def second(folder: Path, sql: str) -> tuple[Path, ...]:
    """The real migrations and one more."""
    file = folder / f"{len(migrations()) + 1:04}.sql"
    file.write_text(sql, encoding="utf-8")
    return (*migrations(), file)  # type: ignore[arg-type]


def backup_of(ledger: Ledger) -> Path:
    return ledger.path.with_name(f"{ledger.path.name}.backup-{len(migrations())}")


def schema(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT type || name || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
    return [row[0] for row in rows]


def test_numbers_have_no_gap() -> None:
    assert [step.name for step in migrations()] == [f"{number:04}.sql" for number in range(1, len(migrations()) + 1)]


def test_a_new_file_knows_what_it_is(tmp_path: Path) -> None:
    with writing(tmp_path / "new.ledger") as ledger:
        assert ledger.connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        assert version_of(ledger.connection, "") == len(migrations())
    assert not list(tmp_path.glob("*.backup*"))  # there was nothing to lose


def test_a_migration_is_applied_once_after_a_backup(ledger: Ledger, tmp_path: Path) -> None:
    steps = second(tmp_path, "CREATE TABLE extra (x TEXT) STRICT; INSERT INTO extra VALUES ('é; BEGIN');")
    for _ in range(2):
        migrate(ledger.connection, ledger.path, steps)
    assert ledger.connection.execute("SELECT x FROM extra").fetchall()[0][0] == "é; BEGIN"
    with closing(open_to_read(backup_of(ledger))) as backup:
        assert backup.execute("SELECT count(*) FROM report").fetchone()[0] == 12
        assert not any("extra" in one for one in schema(backup))


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE extra (x TEXT) STRICT; UPDATE report SET status = 'rejected'; SELECT * FROM nowhere;",
        "DROP TABLE link; DROP TABLE link;",
        "not SQL at all",
        "UPDATE report SET status = NULL;",
        "DELETE FROM outlet;",
    ],
)
def test_a_migration_that_fails_changes_nothing(ledger: Ledger, tmp_path: Path, sql: str) -> None:
    before = schema(ledger.connection), list(ledger.connection.iterdump())
    with pytest.raises(LedgerError, match="changed nothing"):
        migrate(ledger.connection, ledger.path, second(tmp_path, sql))
    assert (schema(ledger.connection), list(ledger.connection.iterdump())) == before
    assert version_of(ledger.connection, "") == len(migrations())
    assert not ledger.connection.in_transaction
    assert backup_of(ledger).is_file()


def test_an_older_backup_of_that_version_is_written_over(ledger: Ledger, tmp_path: Path) -> None:
    backup_of(ledger).write_bytes(b"nonsense")
    migrate(ledger.connection, ledger.path, second(tmp_path, "SELECT 1;"))
    with closing(open_to_read(backup_of(ledger))) as backup:
        assert backup.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in connection.execute(f"SELECT * FROM {table}")), key=repr)


def plain_tables(connection: sqlite3.Connection) -> list[str]:
    """All but the full-text indexes, which triggers fill."""
    found = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE '%cjk%'"
    return [name for (name,) in connection.execute(found) if name != "profile_words"]


def second_version(ledger: Ledger, path: Path) -> list[str]:
    """A ledger of the second version with all that `ledger` holds; its tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.row_factory = sqlite3.Row
        migrate(old, path, migrations()[:2])
        tables = plain_tables(old)
        old.execute("ATTACH ? AS new", (str(ledger.path),))
        for table in tables:
            old.execute(f"DELETE FROM main.{table}")
            old.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    return tables


def test_judgements_and_all_that_refers_to_them_survive_the_third(ledger: Ledger, tmp_path: Path) -> None:
    left, right = FERRY.reports[0].id, QUAY.reports[0].id
    doubt(ledger, "statement", left, right, "Who knows.")
    undo(ledger, different_statement(ledger, left, right, "Io"), "Io")
    path = tmp_path / "old.ledger"
    tables = second_version(ledger, path)
    before = {table: rows(ledger.connection, table) for table in tables}
    assert len(before["judgement"]) >= 3
    assert before["likeness"]
    with writing(path) as renewed:
        connection = renewed.connection
        assert {table: rows(connection, table) for table in tables if table != "wording"} == {
            table: found for table, found in before.items() if table != "wording"
        }
        assert [row[:8] for row in rows(connection, "wording")] == [row[:8] for row in before["wording"]]
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert schema(connection) == schema(ledger.connection)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("UPDATE judgement SET verdict = 'same'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM judgement")
        assert contradiction(renewed, left, right, "Io") > max(row[0] for row in before["judgement"])  # type: ignore[type-var, operator]
    assert path.with_name("old.ledger.backup-2").is_file()


def test_rows_that_would_refer_to_nothing_stop_a_migration(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="rows of document, report would refer to rows that are gone"):
        migrate(ledger.connection, ledger.path, second(tmp_path, "DELETE FROM outlet;"))
