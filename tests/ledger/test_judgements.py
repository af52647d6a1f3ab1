"""Judgements are appended, outranked and withdrawn, never changed."""

import sqlite3

import msgspec
import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.connection import Ledger
from reportedly.ledger.judgements import about_actors, append, of_block, of_report, withdraw
from reportedly.records import Judgement

AT = "2024-05-01T00:00:00Z"
SAME = Judgement("actor", "a:1", "a:2", "same", 0.9, ("the same name", "the same office"), "model", "0.1", AT)
RIGHT = Judgement("report", "r:1", None, "right", None, (), "person", "Io Venn", AT)


def test_a_judgement_comes_back_as_it_was_made(ledger: Ledger) -> None:
    number = append(ledger.connection, SAME, block="maro")
    (ruling,) = about_actors(ledger.connection, ["a:2"])
    assert (ruling.number, ruling.judgement, ruling.block) == (number, SAME, "maro")
    append(ledger.connection, RIGHT)
    assert [ruling.judgement for ruling in of_report(ledger.connection, "r:1")] == [RIGHT]


def test_from_either_side_and_each_once(ledger: Ledger) -> None:
    number = append(ledger.connection, SAME)
    for nodes in (["a:1"], ["a:2"], ["a:1", "a:2"], [f"a:{place}" for place in range(1200)]):
        assert [ruling.number for ruling in about_actors(ledger.connection, nodes)] == [number]
    assert about_actors(ledger.connection, ["a:3"]) == about_actors(ledger.connection, []) == []


def test_what_is_withdrawn_is_no_longer_in_force_and_stays(ledger: Ledger) -> None:
    number = append(ledger.connection, SAME, block="maro")
    assert withdraw(ledger.connection, number, "Io Venn", AT).judgement == SAME
    assert about_actors(ledger.connection, ["a:1"]) == of_block(ledger.connection, "maro") == []
    rows = ledger.connection.execute("SELECT verdict, withdraws FROM judgement ORDER BY number").fetchall()
    assert [tuple(row) for row in rows] == [("same", None), ("withdrawn", number)]


def test_a_judgement_in_the_place_of_another(ledger: Ledger) -> None:
    first = append(ledger.connection, SAME, block="maro")
    second = append(ledger.connection, SAME, block="maro", withdraws=first)
    assert [ruling.number for ruling in of_block(ledger.connection, "maro")] == [second]


def test_nothing_is_withdrawn_twice_and_no_withdrawal(ledger: Ledger) -> None:
    number = append(ledger.connection, SAME)
    withdraw(ledger.connection, number, "Io Venn", AT)
    for one in (number, number + 1, 999):
        with pytest.raises(LedgerError, match="nothing to undo"):
            withdraw(ledger.connection, one, "Io Venn", AT)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE judgement SET verdict = 'different'",
        "UPDATE judgement SET reasons = '[]' WHERE left = 'a:1'",
        "DELETE FROM judgement",
        "INSERT OR REPLACE INTO judgement SELECT number, about, left, right, 'different', score, reasons, judge, by,"
        " decided, block, withdraws FROM judgement",
    ],
)
def test_the_file_itself_refuses_to_change_one(ledger: Ledger, change: str) -> None:
    append(ledger.connection, SAME)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        ledger.connection.execute(change)
    assert about_actors(ledger.connection, ["a:1"])[0].judgement == SAME


@pytest.mark.parametrize(("column", "value"), [("about", "weather"), ("verdict", "perhaps"), ("judge", "oracle")])
def test_the_file_itself_refuses_what_makes_no_sense(ledger: Ledger, column: str, value: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        append(ledger.connection, msgspec.structs.replace(SAME, **{column: value}))
