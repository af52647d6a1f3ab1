"""Migrations: each once, whole or not at all, after a backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.connection import Ledger, open_to_read, writing
from reportedly.ledger.migrate import APPLICATION, migrate, migrations, version_of


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
