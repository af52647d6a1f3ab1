import sqlite3
from typing import Literal

import pytest

from reportedly.errors import BadQuestion
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.judgements import append, withdraw
from reportedly.ledger.overview import overview
from reportedly.ledger.profiles import assign
from reportedly.ledger.review import doubtful_reports, unsure_actors
from reportedly.records import Judgement, Verdict

AT = "2024-05-01T00:00:00Z"


def id_of(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute("SELECT id FROM profile WHERE name = ?", (name,)).fetchone()[0])


def judge(
    connection: sqlite3.Connection, left: str, right: str, verdict: Verdict, by: Literal["person", "model"] = "model"
) -> int:
    ids = id_of(connection, left), id_of(connection, right)
    said = Judgement("actor", ids[0], ids[1], verdict, 0.5, ("the same surname",), by, "somebody", AT)
    return append(connection, said)


def waiting(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return [(pair.left.name, pair.right.name) for pair in unsure_actors(connection).pairs]


def test_a_pair_with_both_cards_and_the_reasons(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        number = judge(connection, "L. Maro", "Tomas Brandt", "unsure")
        (pair,) = unsure_actors(connection).pairs
        assert overview(connection).unsure == 1
    assert (pair.left.name, pair.right.name) == ("Lena Maro", "Tomas Brandt")  # the actor that the profile belongs to
    assert (pair.judgement, pair.score, pair.reasons) == (number, 0.5, ("the same surname",))


def test_what_is_sure_does_not_wait(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        judge(connection, "Lena Maro", "Tomas Brandt", "different")
        assert waiting(connection) == []


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
@pytest.mark.parametrize("swapped", [False, True])
def test_what_a_person_judged_does_not_wait(ledger: Ledger, verdict: Verdict, swapped: bool) -> None:
    """Whichever of an actor's profiles the person was shown."""
    with transaction(ledger) as connection:
        judge(connection, "L. Maro", "Tomas Brandt", "unsure")
        left, right = ("Tomas Brandt", "Lena Maro") if swapped else ("Lena Maro", "Tomas Brandt")
        number = judge(connection, left, right, verdict, "person")
        assert waiting(connection) == []
        assert overview(connection).unsure == 0
        withdraw(connection, number, "somebody", AT)
        assert waiting(connection) == [("Lena Maro", "Tomas Brandt")]


def test_a_persons_word_on_others_does_not_count(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        judge(connection, "L. Maro", "Tomas Brandt", "unsure")
        judge(connection, "L. Maro", "Harbour Board", "different", "person")
        judge(connection, "L. Maro", "Lena Maro", "same", "person")
        assert len(waiting(connection)) == 1


def test_what_became_one_actor_or_was_withdrawn_does_not_wait(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        number = judge(connection, "Tomas Brandt", "原田健", "unsure")
        judge(connection, "Lena Maro", "Tomas Brandt", "unsure")
        assign(connection, {id_of(connection, "Tomas Brandt"): id_of(connection, "Lena Maro")})
        assert waiting(connection) == [("Lena Maro", "原田健")]
        withdraw(connection, number, "0.2", AT, judge="model")
        assert waiting(connection) == []


def test_pages_of_pairs_newest_first(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        for other in ("Tomas Brandt", "Harbour Board", "原田健"):
            judge(connection, "Lena Maro", other, "unsure")
        first = unsure_actors(connection, 2)
        assert [pair.right.name for pair in first.pairs] == ["原田健", "Harbour Board"]
        second = unsure_actors(connection, 2, first.after)
        assert ([pair.right.name for pair in second.pairs], second.after) == (["Tomas Brandt"], None)


def test_the_least_confident_reports_first(connection: sqlite3.Connection) -> None:
    first = doubtful_reports(connection, 2)
    second = doubtful_reports(connection, 2, first.after)
    scores = [
        connection.execute("SELECT confidence FROM report WHERE number = ?", (number,)).fetchone()[0]
        for number in (*first.numbers, *second.numbers)
    ]
    assert scores == [0.3, 0.4, 0.5, 0.6]


def test_all_doubtful_reports_page_by_page(connection: sqlite3.Connection) -> None:
    page = doubtful_reports(connection, 5)
    numbers = [*page.numbers]
    while page.after:
        page = doubtful_reports(connection, 5, page.after)
        numbers += page.numbers
    assert sorted(numbers) == list(range(1, 13))


def test_what_a_person_judged_is_not_doubtful(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        (first,) = doubtful_reports(connection, 1).numbers
        connection.execute("UPDATE report SET status = 'confirmed' WHERE number = ?", (first,))
        assert first not in doubtful_reports(connection).numbers


@pytest.mark.parametrize("after", ["", "nonsense", "WyJ1bnN1cmUiLCJ4Il0"])
def test_a_damaged_cursor(connection: sqlite3.Connection, after: str) -> None:
    with pytest.raises(BadQuestion):
        unsure_actors(connection, after=after)
    with pytest.raises(BadQuestion):
        doubtful_reports(connection, after=after)
