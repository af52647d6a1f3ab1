"""Opening a ledger, and what is none."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.migrate import migrations


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_to_read(tmp_path / "none.ledger")
    assert list(tmp_path.iterdir()) == []  # asking makes no file


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such folder"), writing(tmp_path / "none" / "new.ledger"):
        pass


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_to_read(tmp_path)
    with pytest.raises(LedgerError), writing(tmp_path):
        pass


@pytest.mark.parametrize("content", [b"no database, though as long as one" * 200, b"SQLite format 3\0xx", b"xy"])
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"other\.txt"):
        open_to_read(path)
    with pytest.raises(LedgerError, match=r"other\.txt"), writing(path):
        pass
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE theirs (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 3"]
)
def test_a_strangers_database_is_refused_and_left_as_it_is(tmp_path: Path, statement: str) -> None:
    path = database(tmp_path / "theirs.db", statement)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="no ledger"):
        open_to_read(path)
    with pytest.raises(LedgerError, match="no ledger"), writing(path):
        pass
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_when_it_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "empty.ledger"
    path.touch()
    with pytest.raises(LedgerError, match="an empty file"):
        open_to_read(path)
    with writing(path):
        pass
    open_to_read(path).close()


def test_a_newer_schema_is_refused(ledger: Ledger) -> None:
    ledger.connection.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    for opening in (lambda: open_to_read(ledger.path), lambda: writing(ledger.path).__enter__()):
        with pytest.raises(LedgerError, match="newer version"):
            opening()


@pytest.mark.parametrize("statement", ["DELETE FROM report", "CREATE TABLE x (y)", "PRAGMA user_version = 9", "VACUUM"])
def test_a_reader_changes_nothing(whole_ledger: Path, statement: str) -> None:
    with closing(open_to_read(whole_ledger)) as connection:
        before = connection.execute("PRAGMA user_version").fetchone()[0]
        with pytest.raises(sqlite3.OperationalError):
            connection.execute(statement)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == before


def test_names_that_mean_something_in_an_address(tmp_path: Path) -> None:
    for name in ("a?mode=memory.ledger", "b#c.ledger", "100%41.ledger", "ü ñ.ledger"):
        with writing(tmp_path / name):
            pass
        assert (tmp_path / name).is_file()
        open_to_read(tmp_path / name).close()


def test_a_transaction_is_all_or_nothing(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(ledger) as connection:  # noqa: PT012 (both, or neither)
        connection.execute("DELETE FROM link")
        connection.execute("UPDATE report SET content = NULL")
    assert ledger.connection.execute("SELECT count(*) FROM link").fetchone()[0] > 0
    assert not ledger.connection.in_transaction


def test_readers_see_whole_transactions_while_one_writes(ledger: Ledger) -> None:
    with closing(open_to_read(ledger.path)) as reader:
        with transaction(ledger) as connection:
            connection.execute("UPDATE report SET status = 'rejected'")
            assert reader.execute("SELECT count(*) FROM report WHERE status = 'rejected'").fetchone()[0] == 0
        assert reader.execute("SELECT count(*) FROM report WHERE status = 'rejected'").fetchone()[0] == 12


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_only_be_read(whole_ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept.ledger"
    path.write_bytes(whole_ledger.read_bytes())
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        open_to_read(path).close()
        with pytest.raises(LedgerError), writing(path):
            pass
    finally:
        tmp_path.chmod(0o755)
