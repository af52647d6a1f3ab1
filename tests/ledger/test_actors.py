import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.actors import actor_card, cited_with, find_actors, timeline
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.named import distance
from reportedly.ledger.profiles import assign


def id_of(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute("SELECT id FROM profile WHERE name = ?", (name,)).fetchone()[0])


def names(connection: sqlite3.Connection, name: str, limit: int = 20) -> list[str]:
    return [card.name for card in find_actors(connection, name, limit)]


class TestCard:
    @pytest.mark.parametrize("name", ["Lena Maro", "L. Maro"])
    def test_any_profile_leads_to_its_actor(self, connection: sqlite3.Connection, name: str) -> None:
        card = actor_card(connection, id_of(connection, name))
        assert card is not None
        assert (card.id, card.name, card.kind) == (id_of(connection, "Lena Maro"), "Lena Maro", "person")
        assert card.names == ("Lena Maro", "L. Maro")
        assert card.descriptions == ("the minister", "transport minister")
        assert (card.reports, card.documents, card.outlets) == (4, 3, 2)
        assert (card.first_day, card.last_day) == ("2024-03-10", "2024-04-02")

    def test_rejected_reports_do_not_count(self, ledger: Ledger) -> None:
        with transaction(ledger) as connection:
            connection.execute("UPDATE report SET status = 'rejected' WHERE day = '2024-04-02'")
            card = actor_card(connection, id_of(connection, "Lena Maro"))
        assert card is not None
        assert (card.reports, card.outlets, card.last_day) == (3, 1, "2024-03-11")

    @pytest.mark.parametrize("id", ["", "a:none", "\0", "\ud800", "Lena Maro"])
    def test_no_such_actor(self, connection: sqlite3.Connection, id: str) -> None:
        assert actor_card(connection, id) is None
        assert timeline(connection, id) == ()
        assert cited_with(connection, id) == ()


class TestFindByName:
    def test_exactly_whatever_case_and_accents(self, connection: sqlite3.Connection) -> None:
        assert names(connection, "LENA  máro")[0] == "Lena Maro"

    def test_by_another_of_its_names(self, connection: sqlite3.Connection) -> None:
        assert names(connection, "L. Maro") == ["Lena Maro"]

    def test_by_some_words_or_a_beginning(self, connection: sqlite3.Connection) -> None:
        assert names(connection, "brandt") == names(connection, "Brandt, Tomas") == names(connection, "toma")
        assert names(connection, "brandt") == ["Tomas Brandt"]

    def test_in_another_script(self, connection: sqlite3.Connection) -> None:
        assert names(connection, "原田健") == names(connection, "原田") == ["原田健"]

    @pytest.mark.parametrize("name", ["Tomas Brand", "Thomas Brandt", "Tomas Barndt", "Tomaz Brandt"])
    def test_nearly_spelled_so(self, connection: sqlite3.Connection, name: str) -> None:
        assert names(connection, name) == ["Tomas Brandt"]

    def test_exact_bearers_come_first_then_the_most_reported(self, ledger: Ledger) -> None:
        with transaction(ledger) as connection:
            insert = "INSERT INTO profile (id, name, kind, sense, actor, judged) VALUES (?1, ?2, 'person', '', ?1, 1)"
            connection.executemany(insert, [("a:x", "Maro"), ("a:y", "Anna Maro")])
            assert names(connection, "maro") == ["Maro", "Lena Maro", "Anna Maro"]
            assert names(connection, "maro", limit=2) == ["Maro", "Lena Maro"]

    @pytest.mark.parametrize("name", ["", " ", "?!", "\0", "\ud800", "zzzzzz", '"', "*", "-", "OR", "name:maro"])
    def test_nobody(self, connection: sqlite3.Connection, name: str) -> None:
        assert find_actors(connection, name) == ()

    @given(st.text())
    def test_no_name_raises(self, connection: sqlite3.Connection, name: str) -> None:
        assert len(find_actors(connection, name, 3)) <= 3


class TestTimeline:
    def test_by_day_within_two_months(self, connection: sqlite3.Connection) -> None:
        periods = timeline(connection, id_of(connection, "Lena Maro"))
        assert [(period.start, period.reports) for period in periods] == [
            ("2024-03-10", 1), ("2024-03-11", 2), ("2024-04-02", 1),
        ]  # fmt: skip
        assert [(one.value, one.reports) for one in periods[1].stances] == [("asserts", 1), ("promises", 1)]
        assert [(one.value, one.label) for one in periods[2].outlets] == [("the courier", "The Courier")]

    def test_by_month_and_by_year(self, ledger: Ledger) -> None:
        with transaction(ledger) as connection:
            board = id_of(connection, "Harbour Board")
            assert [period.start for period in timeline(connection, board)] == ["2023-12", "2024-04"]
            connection.execute("UPDATE report SET day = '2016-01-01' WHERE day = '2023-12-31'")
            assert [period.start for period in timeline(connection, board)] == ["2016", "2024"]

    def test_reports_without_a_day_have_no_period(self, connection: sqlite3.Connection) -> None:
        assert [period.start for period in timeline(connection, id_of(connection, "Tomas Brandt"))] == ["2024-03-10"]


class TestCitedWith:
    def test_others_in_the_same_documents(self, connection: sqlite3.Connection) -> None:
        found = cited_with(connection, id_of(connection, "L. Maro"))
        assert {(one.label, one.reports) for one in found} == {
            ("Tomas Brandt", 1), ("a source", 1), ("Harbour Board", 1),
        }  # fmt: skip

    def test_documents_count_not_reports(self, ledger: Ledger) -> None:
        with transaction(ledger) as connection:
            board, tomas = id_of(connection, "Harbour Board"), id_of(connection, "Tomas Brandt")
            assign(connection, {board: tomas})
            (lena, *_) = cited_with(connection, tomas, top=1)
        assert (lena.label, lena.reports) == ("Lena Maro", 2)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_a_distance(left: str, middle: str, right: str) -> None:
    assert distance(left, right, 9) == distance(right, left, 9)
    assert (distance(left, right, 9) == 0) == (left == right)
    assert distance(left, right, 9) <= max(len(left), len(right))
    assert distance(left, left[:1] + middle[:1] + left[1:], 9) == len(middle[:1])
