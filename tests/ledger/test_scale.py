"""The benchmark of a large ledger, on a small one: what it makes is a sound ledger, and no question reads a table."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.ledger_scale import Measured, page, questions, scans_of
from benchmarks.replicate import altered, replicate
from reportedly.ledger.connection import open_to_read
from reportedly.ledger.spans import spans_in
from reportedly.span import join


@pytest.fixture(scope="module")
def large(whole_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.ledger"
    assert replicate(whole_ledger, path, 1300) == 1308
    return path


def test_it_is_a_sound_ledger(large: Path) -> None:
    with closing(sqlite3.connect(large)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("report_fts", "document_fts", "profile_fts"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_spans_are_true_in_every_copy(large: Path) -> None:
    with closing(open_to_read(large)) as connection:
        rows = connection.execute(
            "SELECT r.content, r.content_spans, d.text FROM report AS r JOIN document AS d ON d.number = r.document"
        ).fetchall()
        ((contents,),) = connection.execute("SELECT count(DISTINCT content) FROM report")
    assert all(join(spans_in(row["content_spans"]), row["text"]) == row["content"] for row in rows)
    assert contents >= 12


def test_a_name_keeps_its_shape() -> None:
    assert altered("Brandt", 0) == "Brandt"
    assert altered("Brandt", 1) != altered("Brandt", 2)
    assert [char.isupper() for char in altered("McBrandt", 5)] == [char.isupper() for char in "McBrandt"]


def test_no_question_reads_a_table_from_end_to_end(large: Path) -> None:
    with closing(sqlite3.connect(large)) as connection:
        connection.row_factory = sqlite3.Row
        asked = list(questions(connection))
    for _, ask in asked:
        with closing(open_to_read(large)) as connection:
            statements: list[str] = []
            connection.set_trace_callback(statements.append)
            ask(connection)
            connection.set_trace_callback(None)
            assert [scan for statement in statements for scan in scans_of(connection, statement)] == []


@pytest.mark.parametrize(
    ("statement", "scans"),
    [
        ("SELECT * FROM report WHERE content = 'x'", 1),
        ("\nSELECT x.name FROM profile AS x", 1),
        ("SELECT * FROM report WHERE number = 1", 0),
        ("SELECT count(*) FROM report", 0),  # of the smallest index
        ("SELECT * FROM outlet", 0),  # a small table
        ("-- of FTS5's own", 0),
    ],
)
def test_reading_a_table_from_end_to_end_is_noticed(large: Path, statement: str, scans: int) -> None:
    with closing(open_to_read(large)) as connection:
        assert len(list(scans_of(connection, statement))) == scans


def test_the_page() -> None:
    assert "| a word | 1.0 | 2.0 | 0.5 |" in page([Measured("a word", 1.0, 2.0, 0.5, ())], 10, 1000)
