import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadQuestion
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.documents import documents, find_documents, outlet_card, outlets, stored
from reportedly.ledger.profiles import make_apart


def titles(connection: sqlite3.Connection, words: str) -> list[str | None]:
    return [line.title for line in find_documents(connection, words).documents]


def id_of(connection: sqlite3.Connection, title: str) -> str:
    return str(connection.execute("SELECT id FROM document WHERE title = ?", (title,)).fetchone()[0])


class TestStored:
    def test_a_document_as_it_was_read(self, connection: sqlite3.Connection) -> None:
        found = stored(connection, id_of(connection, "Ferry row"))
        assert found is not None
        assert found.document.outlet == "Harbour Post"
        assert found.document.byline == ("Io Venn",)
        assert found.document.text.startswith("Lena Maro denied")
        assert found.provenance.weights == "rules"

    def test_all_versions_of_its_article(self, connection: sqlite3.Connection) -> None:
        found = stored(connection, id_of(connection, "Ferry row: minister replies"))
        assert found is not None
        assert [version.title for version in found.versions] == ["Ferry row", "Ferry row: minister replies"]
        assert found.versions[1].id == found.document.id

    def test_who_is_heard_in_it_as_actors_over_all_documents(self, connection: sqlite3.Connection) -> None:
        found = stored(connection, id_of(connection, "A wider quay"))
        assert found is not None
        minister, board = found.appearances
        assert (minister.name, board.name) == ("L. Maro", "Harbour Board")
        assert minister.id == connection.execute("SELECT id FROM profile WHERE name = 'Lena Maro'").fetchone()[0]
        assert [span.of(found.document.text) for span in minister.mentions] == ["L. Maro"]

    def test_an_appearance_that_was_split_off(self, ledger: Ledger) -> None:
        with transaction(ledger) as connection:
            ((appearance,),) = connection.execute("SELECT id FROM appearance WHERE name = 'L. Maro'")
            make_apart(connection, appearance)
            found = stored(connection, id_of(connection, "A wider quay"))
        assert found is not None
        assert found.appearances[0].id == appearance

    @pytest.mark.parametrize("id", ["", "d:none", "\0", "\ud800"])
    def test_no_such_document(self, connection: sqlite3.Connection, id: str) -> None:
        assert stored(connection, id) is None


class TestLists:
    def test_by_day_those_without_last(self, connection: sqlite3.Connection) -> None:
        found = documents(connection).documents
        assert [line.published for line in found] == [
            "2024-04-02", "2024-04-02", "2024-03-11T08:00:00Z", "2024-03-10", "2023-12-31", None,
        ]  # fmt: skip
        assert [line.reports for line in found] == [1, 2, 2, 3, 2, 2]

    def test_as_they_were_added(self, connection: sqlite3.Connection) -> None:
        assert [line.number for line in documents(connection, "added").documents] == [6, 5, 4, 3, 2, 1]

    @pytest.mark.parametrize("order", ["newest", "added"])
    def test_of_one_outlet(self, connection: sqlite3.Connection, order: Literal["newest", "added"]) -> None:
        found = documents(connection, order, outlet="the COURIER").documents
        assert {line.title for line in found} == {"A wider quay", "Old cranes"}
        assert documents(connection, order, outlet="nowhere").documents == ()

    @pytest.mark.parametrize("order", ["newest", "added"])
    @pytest.mark.parametrize("limit", [1, 4])
    def test_pages_are_the_whole_in_parts(
        self, connection: sqlite3.Connection, order: Literal["newest", "added"], limit: int
    ) -> None:
        whole = documents(connection, order).documents
        page = documents(connection, order, limit=limit)
        lines = [*page.documents]
        while page.after:
            page = documents(connection, order, limit=limit, after=page.after)
            lines += page.documents
        assert tuple(lines) == whole

    def test_a_damaged_cursor(self, connection: sqlite3.Connection) -> None:
        other = documents(connection, "added", limit=1).after
        for after in ("", "nonsense", other):
            with pytest.raises(BadQuestion):
                documents(connection, after=after)
            with pytest.raises(BadQuestion):
                find_documents(connection, "ferry", after=after)


class TestFind:
    def test_in_title_or_text(self, connection: sqlite3.Connection) -> None:
        assert titles(connection, "minister") == ["Ferry row: minister replies"]
        assert titles(connection, '"a memo had warned"') == ["Ferry row"]
        assert set(titles(connection, "crane*")) == {"A wider quay", "Old cranes"}

    def test_scripts_without_spaces(self, connection: sqlite3.Connection) -> None:
        assert titles(connection, "東京") == titles(connection, "橋の話") == ["橋の話"]

    def test_the_title_of_another_is_not_searched_for_nothing(self, connection: sqlite3.Connection) -> None:
        assert titles(connection, "") == titles(connection, "()") == []

    def test_pages(self, connection: sqlite3.Connection) -> None:
        first = find_documents(connection, "the", limit=2)
        second = find_documents(connection, "the", limit=2, after=first.after)
        both = [line.number for line in (*first.documents, *second.documents)]
        assert both == [line.number for line in find_documents(connection, "the", limit=4).documents]

    @given(st.text())
    def test_no_question_raises(self, connection: sqlite3.Connection, words: str) -> None:
        find_documents(connection, words)


class TestOutlets:
    def test_the_most_reporting_first(self, connection: sqlite3.Connection) -> None:
        assert [(card.name, card.documents, card.reports) for card in outlets(connection)] == [
            ("Harbour Post", 2, 5), ("The Courier", 2, 4), ("港新聞", 1, 1),
        ]  # fmt: skip

    def test_one(self, connection: sqlite3.Connection) -> None:
        card = outlet_card(connection, "  the courier ")
        assert card is not None
        assert (card.name, card.first_day, card.last_day) == ("The Courier", "2023-12-31", "2024-04-02")
        assert (card.speakers[0].label, card.speakers[0].reports) == ("Harbour Board", 2)

    @pytest.mark.parametrize("name", ["", "Courier", "\ud800"])
    def test_no_such_outlet(self, connection: sqlite3.Connection, name: str) -> None:
        assert outlet_card(connection, name) is None


def test_an_empty_ledger(tmp_path: Path) -> None:
    with writing(tmp_path / "empty.ledger"):
        pass
    with closing(open_to_read(tmp_path / "empty.ledger")) as connection:
        assert documents(connection).documents == ()
        assert outlets(connection) == ()
