import sqlite3

from reportedly.judging import split
from reportedly.ledger.appearances import appearance_in, appearances
from reportedly.ledger.connection import Ledger


def lena(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT actor FROM profile WHERE name = 'Lena Maro'").fetchone()[0])


def test_an_actor_appears_under_all_its_names(connection: sqlite3.Connection) -> None:
    found = appearances(connection, lena(connection)).appearances
    assert {one.name for one in found} == {"Lena Maro", "L. Maro"}
    assert len({one.document for one in found}) == len(found)


def test_they_go_on_page_by_page(connection: sqlite3.Connection) -> None:
    whole = appearances(connection, lena(connection)).appearances
    first = appearances(connection, lena(connection), 1)
    rest = appearances(connection, lena(connection), 50, first.after)
    assert first.appearances + rest.appearances == whole
    assert rest.after is None


def test_what_was_split_off_appears_no_more(ledger: Ledger) -> None:
    actor = lena(ledger.connection)
    one = appearances(ledger.connection, actor).appearances[0]
    assert appearance_in(ledger.connection, actor, one.document) == one
    split(ledger, one.id, "Ada")
    assert appearance_in(ledger.connection, actor, one.document) is None


def test_nobody_appears_nowhere(connection: sqlite3.Connection) -> None:
    assert appearances(connection, "a:none").appearances == ()
