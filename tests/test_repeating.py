"""What a ledger knows to have been said again: apart as statements, linked as repetitions."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportedly.judging import reject
from reportedly.ledger.connection import Ledger, writing
from reportedly.ledger.repetitions import ANCHORS, FEWEST
from reportedly.ledger.statements import StatementCard, current_statement, statement_card
from reportedly.ledger.write import Entry, store
from reportedly.repeating import Repetition, Repetitions, repetitions, said, said_alike, said_when
from reportedly.tracing import trace_new
from tests.ledger.conftest import BOARD, LENA, TOMAS, Said, Who, entry

FULL = "the northern breakwater will be rebuilt before the winter storms, whatever the council in Varnholm decides"
CUT = "the northern breakwater will be rebuilt before the winter storms"
OTHER = "nobody on the harbour committee had seen the invoice for the dredging barge until last Tuesday"
SLOGAN = "we will win again"


def article(outlet: str, day: str | None, who: Who, words: str) -> Entry:
    text = f"Our {outlet} reporter writes on {day}. {who.name} said {words}."
    url = f"https://{outlet}.example/{day}"
    return entry(text, Said(who, who.name, "said", words), url=url, outlet=outlet, published=day)


TOLD = (
    article("post", "2024-03-01", LENA, FULL),
    article("courier", "2024-03-02", LENA, CUT),
    article("post", "2023-06-01", LENA, CUT),  # said before
    article("echo", "2024-08-01", LENA, FULL),  # said again, in two outlets
    article("herald", "2024-08-02", LENA, FULL),
    article("gazette", "2024-11-01", TOMAS, FULL),  # by another
    article("mirror", None, LENA, FULL),
    article("star", "2024-03-01", BOARD, OTHER),
    article("post", "2024-01-10", TOMAS, SLOGAN),
    article("star", "2024-05-10", TOMAS, SLOGAN),
    article("star", "2024-05-11", BOARD, SLOGAN),
)


def ledger_of(path: Path, *entries: Entry) -> Path:
    with writing(path) as ledger:
        for one in entries:
            store(ledger, one)
        trace_new(ledger, "test")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of(tmp_path_factory.mktemp("repeated") / "made.ledger", *TOLD)


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(made, tmp_path / "copy.ledger")
    with writing(tmp_path / "copy.ledger") as opened:
        yield opened


def card(connection: sqlite3.Connection, told: Entry) -> StatementCard:
    found = statement_card(connection, current_statement(connection, told.reports[0].id) or "")
    assert found
    return found


def again(ledger: Ledger, told: Entry, most: int = 20) -> list[tuple[str, str | None, int | None, str]]:
    found = repetitions(ledger.connection, card(ledger.connection, told), most)
    return [(said(one), one.statement.first_day, one.days, said_alike(one)) for one in found.statements]


def test_what_was_said_before_and_again_and_by_whom(ledger: Ledger) -> None:
    assert again(ledger, TOLD[0]) == [
        ("Said before by Lena Maro", "2023-06-01", -274, "the same words"),
        ("Said again by Lena Maro", "2024-08-01", 153, "the same words"),
        ("Said again by Tomas Brandt", "2024-11-01", 245, "the same words"),
        ("Said elsewhere by Lena Maro", None, None, "the same words"),
    ]
    assert again(ledger, TOLD[7]) == []


def test_a_statement_is_counted_whole(ledger: Ledger) -> None:
    (twice,) = [one for one in repetitions(ledger.connection, card(ledger.connection, TOLD[0])).statements
                if one.days == 153]  # fmt: skip
    assert (twice.statement.reports, twice.statement.outlets) == (2, 2)
    assert twice.statement.id == card(ledger.connection, TOLD[4]).id
    assert twice.words == FULL
    assert twice.same_speaker


def test_it_holds_both_ways(ledger: Ledger) -> None:
    first, second = card(ledger.connection, TOLD[0]), card(ledger.connection, TOLD[3])
    for one, other, days in ((first, second, 153), (second, first, -153)):
        found = {seen.statement.id: seen for seen in repetitions(ledger.connection, one).statements}
        assert found[other.id].days == days


def test_a_slogan_is_repeated_by_its_speaker_alone(ledger: Ledger) -> None:
    assert again(ledger, TOLD[8]) == [("Said again by Tomas Brandt", "2024-05-10", 121, "the same words")]


def test_what_people_rejected_was_not_said(ledger: Ledger) -> None:
    reject(ledger, TOLD[2].reports[0].id, "Io")
    trace_new(ledger, "test")
    assert again(ledger, TOLD[0])[0][0] == "Said again by Lena Maro"


def test_the_speakers_own_and_the_nearest_are_told_first(ledger: Ledger) -> None:
    assert [days for _, _, days, _ in again(ledger, TOLD[0], 2)] == [-274, 153]
    found = repetitions(ledger.connection, card(ledger.connection, TOLD[0]), 2)
    assert found.more
    assert not repetitions(ledger.connection, card(ledger.connection, TOLD[0])).more


def test_nobody_who_is_not_named_repeats_anything(tmp_path: Path) -> None:
    nobody = [entry(f"It is said in {place} that {FULL}.", Said(None, "", "said", FULL), published=day, outlet=place)
              for place, day in (("Varn", "2024-01-01"), ("Holm", "2024-09-01"))]  # fmt: skip
    with writing(ledger_of(tmp_path / "nobody.ledger", *nobody)) as opened:
        assert repetitions(opened.connection, card(opened.connection, nobody[0])) == Repetitions()


def test_a_ledger_that_is_not_traced_yet_has_none(tmp_path: Path) -> None:
    with writing(tmp_path / "new.ledger") as opened:
        store(opened, TOLD[0])
        assert repetitions(opened.connection, card(opened.connection, TOLD[0])) == Repetitions()


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A speaker who says one thing every thirty days for twenty years."""
    path = tmp_path_factory.mktemp("years") / "years.ledger"
    return ledger_of(path, *(article("post", monthly(number), LENA, FULL) for number in range(240)))


def monthly(number: int) -> str:
    return (date(2004, 1, 1) + timedelta(days=30 * number)).isoformat()


def test_of_many_the_nearest_are_told(years: Path) -> None:
    with writing(years) as opened:
        found = repetitions(opened.connection, card(opened.connection, article("post", monthly(120), LENA, FULL)))
    assert found.more
    assert [one.days for one in found.statements] == [30 * far for far in range(-10, 11) if far]


def test_no_question_reads_a_whole_table(years: Path) -> None:
    asked: list[str] = []
    with writing(years) as opened:
        here = card(opened.connection, article("post", monthly(0), LENA, FULL))
        opened.connection.set_trace_callback(asked.append)
        repetitions(opened.connection, here, 2)
        opened.connection.set_trace_callback(None)
        plans = {question: opened.connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall() for question in asked}
    # The periods are leapt over, an anchor is sought in each: neither grows with what a period holds.
    assert FEWEST < len([question for question in asked if "AS c WHERE c.period" in question]) <= ANCHORS
    for question, plan in plans.items():
        small = ("SCAN j VIRTUAL TABLE", "SCAN p VIRTUAL TABLE", "SCAN leap", "SCAN CONSTANT ROW")
        scans = [row["detail"] for row in plan if row["detail"].startswith("SCAN")]
        assert [step for step in scans if not step.startswith(small)] == [], question


def one(days: int | None, same: bool = True, shared: float = 1.0, equal: bool = False) -> Repetition:
    return Repetition(StatementCard("s:1", None, 1, 1, 1, None, None), "r:1", "", None, same, days, shared, equal)


def test_in_words() -> None:
    assert [said(one(days)) for days in (-3, 0, 3, None)] == [
        "Said before", "Said elsewhere", "Said again", "Said elsewhere",
    ]  # fmt: skip
    assert [said_when(days) for days in (-1, 60, 61, 728, 731, 4000, None)] == [
        "1 day before", "60 days later", "2 months later", "2 years later", "2 years later", "11 years later",
        "day unknown",
    ]  # fmt: skip
    assert said_alike(one(1, shared=0.834)) == "83% of the shorter wording"
    assert said_alike(one(1)) == "all of the shorter wording"
    assert said_alike(one(1, equal=True)) == "the same words"
