import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.ledger import search
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.origins import failures
from reportedly.ledger.overview import overview


def test_the_ledger_in_figures(connection: sqlite3.Connection, whole_ledger: Path) -> None:
    found = overview(connection)
    assert (found.documents, found.reports, found.actors, found.outlets) == (6, 12, 6, 3)
    assert (found.first_day, found.last_day) == ("2023-12-31", "2024-04-02")
    assert (found.failures, found.unsure) == (0, 0)
    assert (found.speakers[0].label, found.speakers[0].reports) == ("Lena Maro", 4)
    assert [one.label for one in found.top_outlets] == ["Harbour Post", "The Courier", "港新聞"]
    assert found.size >= whole_ledger.stat().st_size > 0
    assert found.whole


def test_a_large_ledger_says_that_not_all_is_counted(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COUNTED", 1)
    found = overview(connection)
    assert not found.whole
    assert found.reports == 12
    assert [one.label for one in found.top_outlets] == ["港新聞"]


def test_an_empty_ledger(tmp_path: Path) -> None:
    with writing(tmp_path / "empty.ledger"):
        pass
    with closing(open_to_read(tmp_path / "empty.ledger")) as connection:
        found = overview(connection)
        assert (found.documents, found.reports, found.first_day, found.speakers) == (0, 0, None, ())
        assert failures(connection) == ()


def test_failures_the_latest_first(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        connection.executemany(
            "INSERT INTO failure VALUES (?, 'folder', 'no text', ?, '2024-01-01T00:00:00Z', ?)",
            [("a.txt", 1, "2024-01-01T00:00:00Z"), ("b.txt", 2, "2024-01-02T00:00:00Z")],
        )
        found = failures(connection)
        assert overview(connection).failures == 2
    assert [(one.origin, one.times) for one in found] == [("b.txt", 2), ("a.txt", 1)]
    assert found[0].given == "folder"
