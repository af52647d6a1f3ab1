"""What is watched, what is new, and that neither question reads a whole table."""

import sqlite3
import threading

import pytest

from reportedly.errors import LedgerError
from reportedly.judging import reject, same
from reportedly.ledger.connection import Ledger, writing
from reportedly.ledger.spread import spreads
from reportedly.ledger.statements import current_statement
from reportedly.ledger.watching import news, telling, unwatch, watch, watched
from reportedly.ledger.write import store
from reportedly.tracing import trace_new
from tests.ledger.conftest import BOARD, L_MARO, LENA, TOMAS, Said, Who, entry

MARO = Who("Minister Maro")
NEW = entry(
    "Lena Maro said no. Tomas Brandt said yes. Minister Maro said perhaps.",
    Said(LENA, "Lena Maro", "said", "no"), Said(TOMAS, "Tomas Brandt", "said", "yes"),
    Said(MARO, "Minister Maro", "said", "perhaps"), published="2024-05-01", outlet="The Courier",
)  # fmt: skip


def add(ledger: Ledger) -> None:
    store(ledger, NEW)
    trace_new(ledger, "test")


def new_words(ledger: Ledger) -> list[str]:
    return [one.line.report.content.text for one in news(ledger.connection).reports]


def tell(ledger: Ledger) -> list[str]:
    with telling(ledger) as found:
        return [one.line.report.content.text for one in found.reports]


def test_only_what_comes_later_is_new(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, LENA.id)
    assert new_words(ledger) == []
    add(ledger)
    assert new_words(ledger) == ["no"]
    tell(ledger)
    assert new_words(ledger) == []


def test_what_is_not_told_to_the_end_is_told_again(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, LENA.id)
    add(ledger)
    for stopped in (OSError, KeyboardInterrupt):
        with pytest.raises(stopped), telling(ledger):
            raise stopped
    assert tell(ledger) == ["no"]
    assert tell(ledger) == []


def test_nobody_else_reads_what_is_new_meanwhile(ledger: Ledger) -> None:
    """A second run waits, and finds nothing; a report that comes meanwhile waits too, and is told of later."""
    trace_new(ledger, "test")
    watch(ledger, LENA.id)
    add(ledger)
    order: list[object] = []

    def second() -> None:
        with writing(ledger.path) as other:
            order.append(tell(other))

    thread = threading.Thread(target=second)
    with telling(ledger) as found:
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        order.append([one.line.report.content.text for one in found.reports])
    thread.join(20)
    assert order == [["no"], []]


def test_one_begun_later_is_told_of_what_came_later(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, LENA.id)
    add(ledger)
    watch(ledger, TOMAS.id)
    assert new_words(ledger) == ["no"]


def test_any_name_of_a_speaker_stands_for_all(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, L_MARO.id)  # goes by the name Lena Maro
    add(ledger)
    assert new_words(ledger) == ["no"]
    same(ledger, LENA.id, L_MARO.id, "Io")
    same(ledger, MARO.id, LENA.id, "Io")
    trace_new(ledger, "test")
    assert new_words(ledger) == ["no", "perhaps"]


def test_reports_that_are_not_traced_yet_wait(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, LENA.id)
    store(ledger, NEW)
    assert new_words(ledger) == []
    tell(ledger)
    trace_new(ledger, "test")
    assert new_words(ledger) == ["no"]


def test_what_people_reject_is_no_news(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, LENA.id)
    add(ledger)
    reject(ledger, NEW.reports[0].id, "Io")
    assert new_words(ledger) == []


def test_nothing_is_watched_that_is_not_there(ledger: Ledger) -> None:
    for id in ("a:none", "s:none", "", "\x00", "r:none"):
        with pytest.raises(LedgerError):
            watch(ledger, id)
        with pytest.raises(LedgerError):
            unwatch(ledger, id)
    assert watched(ledger.connection) == ()
    assert news(ledger.connection).reports == ()


def test_the_ids_of_a_report_and_its_statement_lead_to_one(connection: sqlite3.Connection) -> None:
    report, statement = connection.execute("SELECT id, statement FROM report LIMIT 1").fetchone()
    assert current_statement(connection, report) == current_statement(connection, statement) == statement
    assert current_statement(connection, "s:none") is None


def test_no_question_reads_a_whole_table(ledger: Ledger) -> None:
    trace_new(ledger, "test")
    watch(ledger, BOARD.id)
    add(ledger)
    asked: list[str] = []
    ledger.connection.set_trace_callback(asked.append)
    news(ledger.connection)
    current_statement(ledger.connection, "s:none")
    spreads(ledger.connection, ["s:none", "s:other"])
    ledger.connection.set_trace_callback(None)
    for question in asked:
        steps = [row["detail"] for row in ledger.connection.execute(f"EXPLAIN QUERY PLAN {question}")]
        # What is watched, and what waits to be traced, is all of it looked at: the one is short, the other empty.
        scans = [step for step in steps if step.startswith("SCAN") and step not in ("SCAN watched", "SCAN u")]
        assert scans == [], question
