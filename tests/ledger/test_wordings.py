"""Reports among their wordings: who stands for whom, and a ledger of the first schema that comes to have them."""

import sqlite3
from array import array
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.doctor import examine
from reportedly.ledger.likeness import UNDATED, crowd, near
from reportedly.ledger.migrate import migrate, migrations, version_of
from reportedly.ledger.wordings import (
    Key,
    Said,
    are_compared,
    are_traced,
    behead,
    delete,
    displace,
    headless,
    heads,
    place,
    said,
    uncompared,
    untraced,
    waiting,
)
from reportedly.ledger.write import store
from reportedly.linking.statements import anchors as made
from reportedly.tracing import trace_new
from tests.ledger.conftest import ENTRIES

KEY, ANCHORS = Key(7, "a:x", 100), (-5, 12, 99)


def reports(ledger: Ledger) -> list[Said]:
    waiting = untraced(ledger.connection, 100)
    found = said(ledger.connection, waiting)
    return [found[report] for report in waiting]


def test_new_reports_wait_in_order_of_their_days(ledger: Ledger) -> None:
    days = [one.rendering.day or "" for one in reports(ledger)]
    assert days == sorted(days)
    assert len(days) == 12
    assert len(untraced(ledger.connection, 5)) == 5
    assert waiting(ledger.connection, 12)
    assert not waiting(ledger.connection, 13)


def test_the_earliest_report_stands_for_its_wording_whatever_came_first(ledger: Ledger) -> None:
    dated = [one for one in reports(ledger) if one.rendering.day]
    with transaction(ledger) as connection:
        for one in (dated[3], dated[0], dated[-1]):
            place(connection, one, KEY, ANCHORS)
            are_traced(connection, [one.rendering.report])
    ((number, head),) = heads(ledger.connection, uncompared(ledger.connection, 10))
    assert head.rendering.report == dated[0].rendering.report
    assert (head.rendering.actor, head.rendering.day, head.last) == ("a:x", dated[0].rendering.day, "2024-04-02")
    assert len(untraced(ledger.connection, 100)) == 9
    with transaction(ledger) as connection:
        are_compared(connection, [number])
        displace(connection, dated[0].rendering.report)
    assert headless(ledger.connection) == [number] == uncompared(ledger.connection, 10)
    with transaction(ledger) as connection:
        assert behead(connection, number)
    ((_, head),) = heads(ledger.connection, [number])
    assert head.rendering.report == dated[3].rendering.report


def test_a_wording_without_reports_goes_with_its_anchors(ledger: Ledger) -> None:
    one = reports(ledger)[0]
    with transaction(ledger) as connection:
        place(connection, one, KEY, ANCHORS)
        ((number, packed),) = connection.execute("SELECT number, anchors FROM wording")
        assert sorted(array("q", packed)) == sorted(ANCHORS)
        displace(connection, one.rendering.report)
        assert not behead(connection, number)
        delete(connection, number, 100)
    for table in ("wording", "anchor", "rendering", "crowded"):
        assert ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_a_changed_report_waits_again_and_a_deleted_one_leaves(ledger: Ledger) -> None:
    one, *_ = reports(ledger)
    number = one.rendering.number
    with transaction(ledger) as connection:
        place(connection, one, KEY, ANCHORS)
        connection.execute("DELETE FROM untraced")
        connection.execute("UPDATE report SET confidence = 0.1 WHERE number = ?", (number,))
        assert untraced(connection, 9) == []
        connection.execute("UPDATE report SET content = 'other words' WHERE number = ?", (number,))
        assert untraced(connection, 9) == [one.rendering.report]
        connection.execute("DELETE FROM link WHERE report = ?", (number,))
        connection.execute("DELETE FROM report WHERE number = ?", (number,))
        assert untraced(connection, 9) == []
        assert connection.execute("SELECT count(*) FROM rendering").fetchone()[0] == 0
        assert len(headless(connection)) == 1


def test_neighbours_share_an_anchor_that_is_not_crowded(ledger: Ledger) -> None:
    some = reports(ledger)[:4]
    with transaction(ledger) as connection:
        for at, (one, anchors) in enumerate(zip(some, ((1, 2), (2, 3), (1, 2), (1, 4)), strict=True)):
            place(connection, one, Key(at, "", 100 + (at == 3)), anchors)
        numbers = uncompared(connection, 9)
        first, second, third, later = numbers
        assert near(connection, numbers, 100).wordings == {
            first: {second, third}, second: {first, third}, third: {first, second}, later: {first, third}
        }  # the later period has compared nothing yet: its own turn brings the pairs  # fmt: skip
        are_compared(connection, [later])
        assert near(connection, [first], 100).wordings == {first: {second, third, later}}
        found = near(connection, numbers, 2)  # anchor 2 has three wordings in its period
        assert found.wordings == {first: {third, later}, second: set(), third: {first, later}, later: {first, third}}
        assert found.crowded == ((100, 2),)
        crowd(connection, found.crowded)
        assert near(connection, [first, second], 100).wordings == {first: {third, later}, second: set()}


def test_reports_without_a_day_have_a_period_of_their_own(ledger: Ledger) -> None:
    assert made.bucket_of(None) == UNDATED
    some = reports(ledger)[:2]
    with transaction(ledger) as connection:
        for one, period in zip(some, (UNDATED, UNDATED + 1), strict=True):
            place(connection, one, Key(1, "", period), ANCHORS)
        numbers = uncompared(connection, 9)
        are_compared(connection, numbers)
        assert near(connection, numbers[:1], 100).wordings == {numbers[0]: set()}


def first_schema(path: Path) -> None:
    """A ledger of the first schema with the small ledger's content."""
    whole = path.with_name("whole.ledger")
    with writing(whole) as ledger:
        for one in ENTRIES:
            store(ledger, one)
        dump = [tuple(row) for row in ledger.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrate(old, path, migrations()[:1])
        old.execute("ATTACH ? AS new", (str(whole),))
        for (table,) in dump:
            shadow = any(part in table for part in ("_fts", "_cjk", "sqlite_", "_words"))
            known = old.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (table,)).fetchone()
            if known and not shadow:
                old.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
        for index in ("document_cjk", "report_cjk"):
            old.execute(f"INSERT INTO main.{index} (rowid, words) SELECT rowid, words FROM new.{index}")


def test_who_only_reads_an_older_ledger_finds_it_brought_to_the_newest_schema(tmp_path: Path) -> None:
    path = tmp_path / "old.ledger"
    first_schema(path)
    with closing(open_to_read(path)) as connection:
        assert version_of(connection, "") == len(migrations())
        assert len(untraced(connection, 100)) == 12
    assert path.with_name("old.ledger.backup-1").exists()


def test_a_ledger_of_the_first_schema_is_backed_up_and_then_traced(tmp_path: Path) -> None:
    path = tmp_path / "old.ledger"
    first_schema(path)
    with closing(sqlite3.connect(path)) as old:
        assert version_of(old, "") == 1
    with writing(path) as ledger:
        with closing(sqlite3.connect(path.with_name("old.ledger.backup-1"))) as backup:
            assert version_of(backup, "") == 1
            assert backup.execute("SELECT count(*) FROM report").fetchone()[0] == 12
        assert len(untraced(ledger.connection, 100)) == 12
        assert trace_new(ledger, "0.0-test") == 12
        assert untraced(ledger.connection, 100) == [] == uncompared(ledger.connection, 100)
        ((placed, anchored),) = ledger.connection.execute(
            "SELECT (SELECT count(*) FROM rendering), (SELECT count(DISTINCT wording) FROM anchor)"
        )
        assert placed == 12
        assert anchored > 6
        assert [one.words for one in examine(ledger, "0.0-test", "rules") if one.grade == "ill"] == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DELETE FROM rendering WHERE report = 1; UPDATE wording SET compared = 1, head = 1", "without a wording"),
        ("INSERT INTO anchor VALUES (1, 2, 999)", "anchors of wordings"),
        ("UPDATE report SET statement = 's:none' WHERE number = 1", "gives its name"),
    ],
)
def test_the_doctor_sees_what_does_not_fit(ledger: Ledger, harm: str, words: str) -> None:
    trace_new(ledger, "0.0-test")
    ledger.connection.executescript(harm)
    assert any(words in one.words for one in examine(ledger, "0.0-test", "rules") if one.grade == "ill")
