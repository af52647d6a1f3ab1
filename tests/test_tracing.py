"""Which reports of a ledger render one statement: the same whatever the order, and as people say."""

import random
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import comparing, tracing
from reportedly.erasing import erase
from reportedly.errors import LedgerError
from reportedly.judging import credit, different_statement, reject, same_statement, undo
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.doctor import examine
from reportedly.ledger.doubted import unsure_statements
from reportedly.ledger.profiles import assign
from reportedly.ledger.reread import read_again
from reportedly.ledger.statements import current_statement
from reportedly.ledger.write import Entry, statement_id, store
from reportedly.linking.statements.compare import Comparison
from reportedly.tracing import lineage_of, trace_new
from tests.ledger.conftest import BOARD, L_MARO, LENA, SOURCE, TOMAS, Said, Who, entry

BY = "0.0-test"
FULL = "the northern breakwater will be rebuilt before the winter storms, whatever the council in Varnholm decides"
CUT = "the northern breakwater will be rebuilt before the winter storms"
EDITED = "the northern breakwater would be rebuilt well before winter storms, whatever the council of Varnholm decides"
SHORT = "the ferry will sail on Friday"
OTHER = "nobody on the harbour committee had seen the invoice for the dredging barge until last Tuesday"


def article(outlet: str, day: str | None, *said: tuple[Who, str], place: int = 0) -> Entry:
    """An article of one sentence a report: what it says besides is its outlet's own."""
    text = f"Our {outlet} reporter writes. " + " ".join(f"{who.name} said {words}." for who, words in said)
    reports = [Said(who, who.name, "said", words) for who, words in said]
    return entry(text, *reports, url=f"https://{outlet}.example/{day}/{place}", outlet=outlet, published=day)


TOLD = (
    article("post", "2024-03-01", (LENA, FULL), (TOMAS, OTHER)),
    article("courier", "2024-03-02", (LENA, CUT)),
    article("tribune", "2024-03-02", (LENA, FULL)),
    article("herald", "2024-03-04", (LENA, EDITED)),
    article("star", "2024-03-20", (LENA, CUT), (TOMAS, OTHER)),
    article("post", "2024-08-01", (LENA, FULL), place=1),  # months later: a repetition
    article("gazette", "2024-03-05", (TOMAS, OTHER), (BOARD, CUT)),
    article("echo", "2024-03-03", (SOURCE, OTHER)),
    article("echo", None, (LENA, FULL), place=1),
    article("mirror", "2024-03-23", (LENA, FULL)),  # the next 21 days
)


def ledger_of(path: Path, batches: Sequence[Sequence[Entry]]) -> Path:
    """A ledger that these were added to, traced after each batch."""
    with writing(path) as ledger:
        for batch in batches:
            for one in batch:
                store(ledger, one)
            trace_new(ledger, BY)
    return path


def groups(connection: sqlite3.Connection) -> dict[str, set[tuple[str, str]]]:
    """The reports (id, document) of each statement."""
    found = defaultdict(set)
    for id, document, statement in connection.execute(
        "SELECT r.id, d.id, r.statement FROM report AS r JOIN document AS d ON d.number = r.document"
    ):
        found[statement].add((id, document))
    return dict(found)


def said(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The model's judgements in force on statements, and how wordings hang on anchors."""
    judgements = connection.execute(
        "SELECT left, right, verdict, score, reasons FROM judgement_in_force WHERE about = 'statement'"
        " AND judge = 'model' ORDER BY left, right"
    )
    wordings = connection.execute(
        "SELECT w.words, w.speaker, w.period, r.id, w.first, w.last, w.compared,"
        " (SELECT count(*) FROM anchor WHERE wording = w.number),"
        " (SELECT count(*) FROM rendering WHERE wording = w.number)"
        " FROM wording AS w JOIN report AS r ON r.number = w.head ORDER BY 1, 2, 3"
    )
    crowded = connection.execute("SELECT * FROM crowded ORDER BY 1, 2")
    return [tuple(row) for rows in (judgements, wordings, crowded) for row in rows]


def whole(path: Path) -> tuple[object, object]:
    with closing(open_to_read(path)) as connection:
        return groups(connection), said(connection)


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of(tmp_path_factory.mktemp("traced") / "at-once.ledger", [TOLD])


@pytest.fixture
def ledger(at_once: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(at_once, tmp_path / "copy.ledger")
    with writing(tmp_path / "copy.ledger") as opened:
        yield opened


def statement(ledger: Ledger, outlet: str, day: str | None, who: Who = LENA) -> str:
    """The statement that an outlet's article of a day reports of somebody."""
    return row_of(ledger, outlet, day, who)[1]


def row_of(ledger: Ledger, outlet: str, day: str | None, who: Who = LENA) -> tuple[str, str]:
    (found,) = ledger.connection.execute(
        "SELECT r.id, r.statement FROM report AS r JOIN document AS d ON d.number = r.document"
        " JOIN outlet AS o ON o.number = d.outlet WHERE o.name = ? AND d.day IS ? AND r.source = ?",
        (outlet, day, who.name),
    ).fetchall()
    return found[0], found[1]


def test_verbatim_cut_and_edited_reports_are_one_statement(ledger: Ledger) -> None:
    first = statement(ledger, "post", "2024-03-01")
    assert first == statement_id(row_of(ledger, "post", "2024-03-01")[0])  # the earliest
    for outlet, day in (("courier", "2024-03-02"), ("tribune", "2024-03-02"), ("herald", "2024-03-04")):
        assert statement(ledger, outlet, day) == first
    assert statement(ledger, "gazette", "2024-03-05", TOMAS) == statement(ledger, "post", "2024-03-01", TOMAS)


def test_the_border_of_two_periods_divides_nothing(ledger: Ledger) -> None:
    assert statement(ledger, "mirror", "2024-03-23") == statement(ledger, "post", "2024-03-01")


def test_what_is_said_again_months_later_is_another_statement(ledger: Ledger) -> None:
    assert statement(ledger, "post", "2024-08-01") != statement(ledger, "post", "2024-03-01")


def test_a_report_without_a_day_stands_alone(ledger: Ledger) -> None:
    report, alone = row_of(ledger, "echo", None)
    assert alone == statement_id(report)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(TOLD), cuts=st.sets(st.integers(1, len(TOLD) - 1)))
@pytest.mark.parametrize("crowd", [tracing.CROWD, 2])
def test_the_order_makes_no_difference(
    order: list[Entry], cuts: set[int], crowd: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    places = [0, *sorted(cuts), len(order)]
    batches = [order[start:end] for start, end in pairwise(places)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "CROWD", crowd)
        bit_by_bit = whole(ledger_of(folder / "bit-by-bit.ledger", batches))
        assert bit_by_bit == whole(ledger_of(folder / "at-once.ledger", [TOLD]))


def test_many_reports_in_any_order(tmp_path: Path) -> None:
    chance = random.Random(4)
    words = FULL.split() + OTHER.split()
    spoken = [" ".join(chance.choices(words, k=chance.randint(5, 18))) for _ in range(12)]
    told = []
    for number in range(120):
        kept = chance.choice(spoken).split()
        if chance.random() < 0.5:
            kept = kept[: chance.randint(4, len(kept))]
        if chance.random() < 0.3:
            kept[chance.randrange(len(kept))] = chance.choice(words)
        day = f"2024-0{chance.randint(3, 5)}-{chance.randint(1, 28):02}"
        who = chance.choice((LENA, L_MARO, SOURCE))
        told.append(article(f"o{number % 7}", day, (who, " ".join(kept)), place=number))
    shuffled = chance.sample(told, len(told))
    some = [shuffled[start : start + 7] for start in range(0, len(shuffled), 7)]
    for crowd in (100, 5):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tracing, "CROWD", crowd)
            one = whole(ledger_of(tmp_path / f"one{crowd}.ledger", [told]))
            assert one == whole(ledger_of(tmp_path / f"other{crowd}.ledger", some))
    assert max(len(reports) for reports in one[0].values()) > 3  # type: ignore[attr-defined]


def test_several_processes_say_what_one_says(at_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MANY", 1)
    with writing(tmp_path / "helped.ledger") as ledger:
        for one in TOLD:
            store(ledger, one)
        assert trace_new(ledger, BY, processes=2) == 13
    assert whole(tmp_path / "helped.ledger") == whole(at_once)


def test_nothing_is_judged_twice(ledger: Ledger) -> None:
    before = ledger.connection.execute("SELECT count(*) FROM judgement").fetchone()[0]
    assert trace_new(ledger, BY) == 0
    with transaction(ledger) as connection:
        connection.execute("INSERT INTO untraced SELECT number, day FROM report")
    trace_new(ledger, BY)
    assert ledger.connection.execute("SELECT count(*) FROM judgement").fetchone()[0] == before


def test_every_id_ever_shown_leads_to_the_statement_of_today(tmp_path: Path) -> None:
    shown: dict[str, str] = {}
    with writing(tmp_path / "growing.ledger") as ledger:
        for one in reversed(TOLD):
            store(ledger, one)
            shown |= {row[1]: row[0] for row in ledger.connection.execute("SELECT id, statement FROM report")}
            trace_new(ledger, BY)
            shown |= {row[1]: row[0] for row in ledger.connection.execute("SELECT id, statement FROM report")}
        for id, report in shown.items():
            (today,) = ledger.connection.execute("SELECT statement FROM report WHERE id = ?", (report,)).fetchone()
            assert current_statement(ledger.connection, id) == today
        first, today = row_of(ledger, "post", "2024-03-01")
        erase(ledger, [TOLD[0].document.id])
        assert today == statement_id(first)
        assert current_statement(ledger.connection, today) == statement(ledger, "tribune", "2024-03-02")


def test_a_person_parts_and_joins(ledger: Ledger) -> None:
    (one, before), (other, _) = row_of(ledger, "post", "2024-03-01"), row_of(ledger, "tribune", "2024-03-02")
    number = different_statement(ledger, one, other, "Io")
    assert statement(ledger, "post", "2024-03-01") != statement(ledger, "tribune", "2024-03-02")
    trace_new(ledger, BY)
    assert statement(ledger, "post", "2024-03-01") != statement(ledger, "tribune", "2024-03-02")
    undo(ledger, number, "Io")
    assert statement(ledger, "tribune", "2024-03-02") == before == statement(ledger, "post", "2024-03-01")
    later, alone = row_of(ledger, "post", "2024-08-01")
    number = same_statement(ledger, later, other, "Io")
    assert statement(ledger, "post", "2024-08-01") == before
    undo(ledger, number, "Io")
    assert statement(ledger, "post", "2024-08-01") == alone


def test_what_a_person_parts_is_not_joined_by_way_of_a_third(ledger: Ledger) -> None:
    (one, _), (other, _) = row_of(ledger, "herald", "2024-03-04"), row_of(ledger, "courier", "2024-03-02")
    different_statement(ledger, one, other, "Io")
    store(ledger, article("sun", "2024-03-02", (LENA, FULL)))
    trace_new(ledger, BY)
    assert statement(ledger, "herald", "2024-03-04") != statement(ledger, "courier", "2024-03-02")


@pytest.mark.parametrize(("left", "right"), [("r:none", "r:none"), ("r:none", None)])
def test_only_two_reports_can_be_judged(ledger: Ledger, left: str, right: str | None) -> None:
    with pytest.raises(LedgerError):
        same_statement(ledger, left, right or row_of(ledger, "post", "2024-03-01")[0], "Io")


def test_a_rejected_report_renders_nothing_with_others(ledger: Ledger) -> None:
    first, before = row_of(ledger, "post", "2024-03-01")
    number = reject(ledger, first, "Io")
    assert statement(ledger, "post", "2024-03-01") == before
    assert statement(ledger, "courier", "2024-03-02") not in (before, statement_id(first))
    undo(ledger, number, "Io")
    assert statement(ledger, "courier", "2024-03-02") == before == statement(ledger, "post", "2024-03-01")


def test_another_speaker_is_another_statement(tmp_path: Path) -> None:
    told = [article("post", "2024-03-01", (LENA, SHORT), (TOMAS, OTHER)), article("star", "2024-03-02", (LENA, SHORT))]
    with writing(ledger_of(tmp_path / "speakers.ledger", [told])) as ledger:
        report, before = row_of(ledger, "star", "2024-03-02")
        number = credit(ledger, report, TOMAS.id, "Io")
        assert statement(ledger, "star", "2024-03-02") != before
        undo(ledger, number, "Io")
        assert statement(ledger, "star", "2024-03-02") == before == statement(ledger, "post", "2024-03-01")


def test_names_that_become_one_actor_say_one_thing(tmp_path: Path) -> None:
    told = [article("post", "2024-03-01", (LENA, SHORT)), article("star", "2024-03-02", (L_MARO, SHORT))]
    with writing(ledger_of(tmp_path / "names.ledger", [told])) as ledger:
        assert statement(ledger, "post", "2024-03-01") != statement(ledger, "star", "2024-03-02", L_MARO)
        with transaction(ledger) as connection:
            assign(connection, {L_MARO.id: LENA.id})
        trace_new(ledger, BY)
        assert statement(ledger, "post", "2024-03-01") == statement(ledger, "star", "2024-03-02", L_MARO)


@pytest.mark.parametrize("crowd", [tracing.CROWD, 2])
def test_what_is_erased_was_never_there(tmp_path: Path, crowd: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "CROWD", crowd)
        for place in range(len(TOLD)):
            path = ledger_of(tmp_path / f"{crowd}-{place}.ledger", [[one] for one in reversed(TOLD)])
            with writing(path) as ledger:
                erase(ledger, [TOLD[place].document.id])
            rest = [*TOLD[:place], *TOLD[place + 1 :]]
            assert whole(path) == whole(ledger_of(tmp_path / f"{crowd}-{place}-rest.ledger", [rest]))


def test_what_is_read_again_is_traced_again(ledger: Ledger) -> None:
    before = groups(ledger.connection), said(ledger.connection)
    for one in TOLD[:4]:
        read_again(ledger, one)
    trace_new(ledger, BY)
    assert (groups(ledger.connection), said(ledger.connection)) == before


def test_the_doctor_finds_it_sound(ledger: Ledger) -> None:
    assert [one.words for one in examine(ledger, BY, "rules") if one.grade == "ill"] == []


def test_the_lineage_is_that_of_all_reports(ledger: Ledger) -> None:
    today = statement(ledger, "post", "2024-03-01")
    found = lineage_of(ledger.connection, statement_id(row_of(ledger, "herald", "2024-03-04")[0]))
    assert found.statement == today
    assert [one.outlet for one in found.reports][:1] == ["post"]
    assert {one.report for one in found.reports} == {id for id, _ in groups(ledger.connection)[today]}
    assert found.origins >= 1


def test_of_many_reports_the_earliest_are_looked_at(ledger: Ledger) -> None:
    found = lineage_of(ledger.connection, statement(ledger, "post", "2024-03-01"), most=3)
    assert len(found.reports) == 3
    assert found.notes[0].startswith("Of ")
    assert lineage_of(ledger.connection, "s:none").reports == ()


def test_what_the_model_is_not_sure_of_waits_for_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = Comparison("unsure", 0.3, ("Who knows.",))
    monkeypatch.setattr(comparing, "compare", lambda *_: unsure)
    with writing(ledger_of(tmp_path / "doubted.ledger", [TOLD[:4]])) as ledger:
        asked = ledger.connection
        (first, *_), last = unsure_statements(asked, 1).pairs, unsure_statements(asked, 100)
        assert (first.score, first.reasons) == (0.3, ("Who knows.",))
        assert unsure_statements(asked, 1, unsure_statements(asked, 1).after).pairs[0] == last.pairs[1]
        number = different_statement(ledger, first.left.report.id, first.right.report.id, "Io")
        assert unsure_statements(asked, 100).pairs == last.pairs[1:]
        undo(ledger, number, "Io")
        assert unsure_statements(asked, 100) == last
