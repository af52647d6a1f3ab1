import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import BadQuestion
from reportedly.ledger import search
from reportedly.ledger.connection import Ledger, open_to_read, transaction
from reportedly.ledger.filter import SORTS, Filter, Sort
from reportedly.ledger.search import Facet, every, facets, find
from reportedly.ledger.write import store
from tests.ledger.conftest import LENA, Said, entry

ALL = 12  # reports in the small ledger (conftest.py)


@pytest.fixture(params=["few", "common"])
def connection(request: pytest.FixtureRequest, whole_ledger: Path) -> Iterator[sqlite3.Connection]:
    """The small ledger, asked as it is, and as if every word were very common."""
    with pytest.MonkeyPatch.context() as patch, closing(open_to_read(whole_ledger)) as opened:
        if request.param == "common":
            patch.setattr(search, "_is_common", lambda *_: True)
        yield opened


def said(connection: sqlite3.Connection, filter: Filter, sort: Sort = "oldest") -> list[str]:
    numbers = find(connection, filter, sort).numbers
    return [connection.execute("SELECT content FROM report WHERE number = ?", (one,)).fetchone()[0] for one in numbers]


class TestWords:
    def test_words_stand_in_the_content(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter("ferry")) == ["the ferry was unsafe", "the ferry was safe"]

    def test_or_in_the_source(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter("brandt")) == [
            "the budget holds no money for a new one", "to answer every letter",
        ]  # fmt: skip

    def test_phrases_beginnings_and_exclusion(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter('"was safe"')) == ["the ferry was safe"]
        assert said(connection, Filter("ferr* -safe")) == ["the ferry was unsafe"]
        assert said(connection, Filter("cafe OR letter")) == ["the café on board would stay", "to answer every letter"]

    def test_scripts_without_spaces(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter("京都")) == said(connection, Filter("橋")) == ["東京都の橋が安全だ"]
        assert said(connection, Filter("京橋")) == []

    def test_no_words_are_no_condition(self, connection: sqlite3.Connection) -> None:
        assert len(said(connection, Filter("  ?! "))) == ALL


class TestFilters:
    def test_a_speaker_by_any_of_its_names_or_ids(self, connection: sqlite3.Connection) -> None:
        of_lena = ["the ferry was unsafe", "the ferry was safe", "the café on board would stay",
                   "“We will widen the quay,”"]  # fmt: skip
        ids = connection.execute("SELECT id FROM profile WHERE name LIKE '%Maro'").fetchall()
        assert len(ids) == 2
        for speaker in ("Lena Maro", "lena  MÁRO", "L. Maro", *(id for (id,) in ids)):
            assert said(connection, Filter(speaker=speaker)) == of_lena

    def test_a_speaker_by_a_part_of_the_name(self, connection: sqlite3.Connection) -> None:
        assert len(said(connection, Filter(speaker="Maro"))) == 4
        assert said(connection, Filter(speaker="maro brandt")) == []

    def test_all_bearers_of_a_name(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter(speaker="a source")) == [
            "the crane drivers would strike over the budget", "a memo had warned of it",
        ]  # fmt: skip

    def test_an_outlet_as_people_write_it(self, connection: sqlite3.Connection) -> None:
        assert len(said(connection, Filter(outlet="HARBOUR  post"))) == 5
        assert said(connection, Filter(outlet="Harbour")) == []

    def test_days_include_both_ends(self, connection: sqlite3.Connection) -> None:
        assert len(said(connection, Filter(since="2024-03-10", until="2024-03-11"))) == 5
        assert len(said(connection, Filter(since="2024-04"))) == 3
        assert len(said(connection, Filter(until="2023"))) == 2
        assert len(said(connection, Filter(until="2024-03"))) == 7

    def test_kind_stance_document_and_statement(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter(kind="direct")) == ["“We will widen the quay,”"]
        assert said(connection, Filter(stance="denies")) == ["the ferry was unsafe"]
        document, statement = connection.execute(
            "SELECT d.id, r.statement FROM report AS r JOIN document AS d ON d.number = r.document WHERE r.number = 6"
        ).fetchone()
        assert said(connection, Filter(document=document)) == ["“We will widen the quay,”", "two more cranes"]
        assert said(connection, Filter(statement=statement)) == ["“We will widen the quay,”"]

    def test_all_conditions_hold_together(self, connection: sqlite3.Connection) -> None:
        assert said(connection, Filter("ferry", speaker="Lena Maro", stance="denies", until="2024")) == [
            "the ferry was unsafe"
        ]
        assert said(connection, Filter("ferry", outlet="The Courier")) == []

    @pytest.mark.parametrize("day", ["yesterday", "2024-13", "2024-02-30", "", "2024-3-1", "٢٠٢٤"])
    def test_what_is_no_date(self, connection: sqlite3.Connection, day: str) -> None:
        with pytest.raises(BadQuestion, match="is no date"):
            find(connection, Filter(since=day))


def test_rejected_reports_are_left_out_unless_asked_for(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        connection.execute("UPDATE report SET status = 'rejected' WHERE content = 'the ferry was safe'")
        connection.execute("UPDATE report SET status = 'confirmed' WHERE content = 'the ferry was unsafe'")
        assert said(connection, Filter("ferry")) == ["the ferry was unsafe"]
        assert said(connection, Filter("ferry", status="rejected")) == ["the ferry was safe"]
        assert said(connection, Filter(status="confirmed", speaker="Lena Maro")) == ["the ferry was unsafe"]
        assert len(said(connection, Filter(status="found"))) == ALL - 2
        assert facets(connection, Filter("ferry")).count.reports == 1


def test_vowel_signs_belong_to_their_words(ledger: Ledger) -> None:
    for content in ("यह किताब है", "ที่นี่ปลอดภัย"):
        store(ledger, entry(f"Lena Maro said {content}.", Said(LENA, "Lena Maro", "said", content)))
    assert said(ledger.connection, Filter("किताब")) == ["यह किताब है"]
    assert said(ledger.connection, Filter("कताब")) == []
    assert said(ledger.connection, Filter("ปลอดภัย")) == ["ที่นี่ปลอดภัย"]
    assert said(ledger.connection, Filter("ปลิดภัย")) == []


class TestOrder:
    def test_by_day_those_without_last(self, connection: sqlite3.Connection) -> None:
        newest, oldest = (find(connection, Filter(), sort).numbers for sort in ("newest", "oldest"))
        days = [connection.execute("SELECT day FROM report WHERE number = ?", (one,)).fetchone()[0] for one in newest]
        assert days[-2:] == [None, None]
        assert days[:-2] == sorted(days[:-2], reverse=True)
        assert newest == (*reversed(oldest[:-2]), *reversed(oldest[-2:]))

    def test_relevance_is_of_the_words(self, connection: sqlite3.Connection) -> None:
        found = said(connection, Filter("budget OR crane*"), "relevance")
        assert found[0] == "the crane drivers would strike over the budget"

    @pytest.mark.parametrize("words", ["", "the"])
    @pytest.mark.parametrize("sort", SORTS)
    @pytest.mark.parametrize("limit", [1, 2, 5])
    def test_pages_are_the_whole_in_parts(
        self, connection: sqlite3.Connection, words: str, sort: Sort, limit: int
    ) -> None:
        whole = find(connection, Filter(words), sort).numbers
        numbers: list[int] = []
        after = None
        while True:
            page = find(connection, Filter(words), sort, limit, after)
            numbers += page.numbers
            after = page.after
            if after is None:
                break
            assert len(page.numbers) == limit
        assert tuple(numbers) == whole

    @pytest.mark.parametrize("after", ["", "x", "WyJuZXdlc3QiXQ", "é", "\ud800", "[]", "A" * 10_000])
    @pytest.mark.parametrize("sort", SORTS)
    def test_a_damaged_cursor(self, connection: sqlite3.Connection, sort: Sort, after: str) -> None:
        with pytest.raises(BadQuestion, match="go on from"):
            find(connection, Filter("the"), sort, after=after)

    def test_a_cursor_of_another_order(self, connection: sqlite3.Connection) -> None:
        after = find(connection, Filter(), "newest", 2).after
        with pytest.raises(BadQuestion, match="another question"):
            find(connection, Filter(), "oldest", after=after)

    @pytest.mark.parametrize("limit", [-1, 0, 1])
    def test_a_page_holds_something(self, connection: sqlite3.Connection, limit: int) -> None:
        assert len(find(connection, Filter(), limit=limit).numbers) == 1


def test_every_report_once(connection: sqlite3.Connection) -> None:
    assert list(every(connection, Filter())) == list(range(1, ALL + 1))
    assert list(every(connection, Filter("ferry"))) == [1, 4]


class TestFacets:
    def test_how_reports_divide(self, connection: sqlite3.Connection) -> None:
        found = facets(connection, Filter())
        assert (found.count.reports, found.count.exact) == (ALL, True)
        assert [(one.label, one.reports) for one in found.speakers[:1]] == [("Lena Maro", 4)]
        assert found.outlets[0] == Facet("harbour post", "Harbour Post", 5)
        assert [(one.value, one.reports) for one in found.kinds] == [("indirect", 10), ("direct", 1), ("mixed", 1)]
        assert [(one.value, one.reports) for one in found.years] == [("2024", 8), ("2023", 2)]

    def test_a_value_is_a_filter(self, connection: sqlite3.Connection) -> None:
        for words in ("", "the"):
            found = facets(connection, Filter(words))
            for one in found.speakers:
                assert len(find(connection, Filter(words, speaker=one.value)).numbers) == one.reports
            for one in found.outlets:
                assert len(find(connection, Filter(words, outlet=one.value)).numbers) == one.reports

    def test_no_more_are_counted_than_stated(
        self, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search, "COUNTED", 3)
        found = facets(connection, Filter())
        assert (found.count.reports, found.count.exact) == (3, False)
        assert sum(one.reports for one in found.kinds) == 3


def test_very_common_words_are_looked_for_in_the_newest(whole_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 2)
    monkeypatch.setattr(search, "FEW", 5)
    with closing(open_to_read(whole_ledger)) as connection:
        found = find(connection, Filter("the"), "relevance")
        assert found.ranked == 5
        assert set(found.numbers) < set(find(connection, Filter(), "newest", 5).numbers)
        narrow = find(connection, Filter("the", stance="denies"), "relevance")
        assert (narrow.ranked, len(narrow.numbers)) == (None, 1)


TEXTS = st.none() | st.text(max_size=20) | st.sampled_from(["Lena Maro", "a source", "The Courier", "'; --", "%"])
QUESTIONS = st.builds(
    Filter,
    words=st.text(max_size=30) | st.sampled_from(["the", "ferry OR", "“the", "東京", "-the", "content:the", "th*"]),
    speaker=TEXTS, outlet=TEXTS, document=TEXTS, statement=TEXTS,
    kind=st.sampled_from([None, "direct", "indirect", "mixed"]),
    stance=st.sampled_from([None, "denies", "asserts"]),
    since=st.sampled_from([None, "2024", "2024-03-11"]), until=st.sampled_from([None, "2024-03", "2023-12-31"]),
    status=st.sampled_from([None, "found", "rejected"]),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # nobody writes to it
@given(QUESTIONS, st.sampled_from(SORTS))
def test_no_question_raises_or_reaches_beyond_its_filter(
    connection: sqlite3.Connection, filter: Filter, sort: Sort
) -> None:
    numbers = find(connection, filter, sort).numbers
    assert sorted(numbers) == list(every(connection, filter))
    assert facets(connection, filter).count.reports == len(numbers)
    for number in numbers:
        row = connection.execute("SELECT * FROM report WHERE number = ?", (number,)).fetchone()
        assert filter.kind in (None, row["kind"])
        assert filter.stance in (None, row["stance"])
        assert filter.since is None or row["day"] >= filter.since
        assert filter.until is None or row["day"][: len(filter.until)] <= filter.until


def plans(connection: sqlite3.Connection, filter: Filter, sort: Sort) -> Iterator[str]:
    """How SQLite goes about each statement of a question."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    find(connection, filter, sort)
    facets(connection, filter)
    connection.set_trace_callback(None)
    for statement in (one for one in statements if not one.startswith("--")):  # FTS5's own
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
            yield row["detail"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(
    "filter",
    [
        Filter(), Filter("the"), Filter("東京"), Filter(speaker="Lena Maro"), Filter(speaker="Maro"),
        Filter(outlet="The Courier"), Filter(kind="direct"), Filter(stance="denies"), Filter(since="2024"),
        Filter(document="d:1"), Filter(statement="s:1"), Filter(status="found"), Filter(status="rejected"),
        Filter("the", "Lena Maro", "The Courier", "direct", "denies", "2023", "2024"),
    ],
)  # fmt: skip
def test_no_table_is_read_from_end_to_end(connection: sqlite3.Connection, filter: Filter, sort: Sort) -> None:
    whole = [plan for plan in plans(connection, filter, sort) if re.fullmatch(r"SCAN (r|p|o|a|d|report|profile)", plan)]
    assert whole == []
