"""What may contradict what in a ledger: proposed by the model, decided by people, never proposed again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.erasing import erase
from reportedly.errors import LedgerError
from reportedly.judging import contradiction, credit, no_contradiction, reject, same_statement, undo
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.doctor import examine
from reportedly.ledger.doubted import unsure_contradictions
from reportedly.ledger.history import history
from reportedly.ledger.opposition import opposed_among, opposed_to
from reportedly.ledger.overview import overview
from reportedly.ledger.write import Entry, store
from reportedly.records import LedgerReport
from reportedly.trace import trace
from reportedly.tracing import trace_new
from reportedly.web.banner import sentence
from tests.ledger.conftest import BOARD, LENA, TOMAS, Said, Who, entry

BY = "0.0-test"
SOLD = "the harbour of Orlow will be sold to the Brae shipyard"
KEPT = "the harbour of Orlow will not be sold to the Brae shipyard"


def article(outlet: str, day: str, who: Who, words: str) -> Entry:
    text = f"{outlet.title()} of {day}. {who.name} said {words}."
    said = Said(who, who.name, "said", words)
    return entry(text, said, url=f"https://{outlet}.example/{day}", outlet=outlet, published=day)


TOLD = (
    article("post", "2024-03-02", LENA, SOLD),
    article("courier", "2024-03-03", TOMAS, KEPT),
    article("tribune", "2024-03-05", TOMAS, KEPT),
    article("herald", "2024-03-06", BOARD, "the choir of Orlow sings on Sunday"),
)
EARLIER = article("star", "2024-03-01", LENA, SOLD)
CHANGED = article("echo", "2024-03-09", LENA, "we will not sell the Orlow harbour to the Brae shipyard")


def ledger_of(path: Path, batches: Sequence[Sequence[Entry]]) -> Path:
    with writing(path) as ledger:
        for batch in batches:
            for one in batch:
                store(ledger, one)
            trace_new(ledger, BY)
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with writing(ledger_of(tmp_path / "news.ledger", [TOLD])) as opened:
        yield opened


def add(ledger: Ledger, *entries: Entry) -> None:
    for one in entries:
        store(ledger, one)
    trace_new(ledger, BY)


def again(ledger: Ledger) -> None:
    """Compare everything anew."""
    with transaction(ledger) as connection:
        connection.execute("UPDATE wording SET compared = 0")
    trace_new(ledger, BY)


def of(entry: Entry) -> str:
    return entry.reports[0].id


def waiting(ledger: Ledger) -> set[frozenset[str]]:
    pairs = unsure_contradictions(ledger.connection).pairs
    return {frozenset((pair.left.report.id, pair.right.report.id)) for pair in pairs}


def said_against(ledger: Ledger, entry: Entry) -> list[tuple[LedgerReport, str | None]]:
    found = trace(ledger.connection, of(entry))
    assert found
    return [(one.other, one.by) for one in found.opposed]


def test_a_candidate_has_both_reports_and_the_reason(ledger: Ledger) -> None:
    (pair,) = unsure_contradictions(ledger.connection).pairs
    assert {pair.left.report.id, pair.right.report.id} == {of(TOLD[0]), of(TOLD[1])}
    assert pair.reasons[0].startswith("One says “sold”, the other “not sold”; both speak of ")
    assert pair.score is None
    assert overview(ledger.connection).contradictions == 1


def test_both_statements_tell_of_the_other(ledger: Ledger) -> None:
    for one, other, who in ((TOLD[0], TOLD[1], TOMAS), (TOLD[1], TOLD[0], LENA), (TOLD[2], TOLD[0], LENA)):
        ((found, by),) = said_against(ledger, one)
        assert (found.id, found.actor and found.actor.name, by) == (of(other), who.name, None)
    assert said_against(ledger, TOLD[3]) == []


def test_those_of_many_that_others_may_contradict(ledger: Ledger) -> None:
    statements = [statement for (statement,) in ledger.connection.execute("SELECT statement FROM report")]
    found = opposed_among(ledger.connection, statements)
    assert found == {trace(ledger.connection, of(one)).statement.id for one in TOLD[:2]}  # type: ignore[union-attr]


def test_one_who_changed_is_a_candidate_too(ledger: Ledger) -> None:
    add(ledger, CHANGED)
    assert len(waiting(ledger)) == 2
    assert {of(TOLD[0]), of(CHANGED)} in waiting(ledger)


def test_what_is_rejected_is_never_proposed_again(ledger: Ledger) -> None:
    before = waiting(ledger)
    number = no_contradiction(ledger, of(TOLD[2]), of(TOLD[0]), "Io")  # another report of the same statement
    changes: tuple[Callable[[], None], ...] = (lambda: None, lambda: again(ledger), lambda: add(ledger, EARLIER))
    for change in changes:
        change()
        assert waiting(ledger) == set()
        assert said_against(ledger, TOLD[0]) == []
        assert overview(ledger.connection).contradictions == 0
    undo(ledger, number, "Io")
    assert len(waiting(ledger)) == len(before)


def test_what_is_confirmed_is_told_with_the_name(ledger: Ledger) -> None:
    contradiction(ledger, of(TOLD[0]), of(TOLD[1]), "Io")
    again(ledger)
    assert waiting(ledger) == set()
    ((found, by),) = said_against(ledger, TOLD[2])
    assert (found.id, by) == (of(TOLD[0]), "Io")
    assert said_against(ledger, TOLD[0])[0][1] == "Io"


def test_of_several_people_the_last_counts(ledger: Ledger) -> None:
    contradiction(ledger, of(TOLD[0]), of(TOLD[1]), "Io")
    no_contradiction(ledger, of(TOLD[1]), of(TOLD[0]), "Ada")
    assert said_against(ledger, TOLD[0]) == []


def test_a_person_may_see_what_the_model_does_not(ledger: Ledger) -> None:
    contradiction(ledger, of(TOLD[0]), of(TOLD[3]), "Io")
    assert [by for _, by in said_against(ledger, TOLD[3])] == ["Io"]
    assert [by for _, by in said_against(ledger, TOLD[0])] == ["Io", None]
    assert [one.by for one in opposed_to(ledger.connection, found_in(ledger, TOLD[0]), 1)] == ["Io"]


def found_in(ledger: Ledger, entry: Entry) -> str:
    found = trace(ledger.connection, of(entry))
    assert found
    return found.statement.id


def test_the_history_says_so_in_words(ledger: Ledger) -> None:
    contradiction(ledger, of(TOLD[0]), of(TOLD[1]), "Io")
    no_contradiction(ledger, of(TOLD[0]), of(TOLD[3]), "Io")
    newest, first = (sentence(one) for one in history(ledger.connection).remarks)
    assert first == f"“{SOLD}” and “{KEPT}” contradict each other."
    assert newest.endswith("do not contradict each other.")


def test_what_does_not_hold_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="named twice"):
        contradiction(ledger, of(TOLD[0]), of(TOLD[0]), "Io")
    with pytest.raises(LedgerError, match="no report r:none"):
        no_contradiction(ledger, of(TOLD[0]), "r:none", "Io")


def test_candidates_leave_with_their_reports(ledger: Ledger) -> None:
    number = reject(ledger, of(TOLD[0]), "Io")
    assert waiting(ledger) == set()
    assert ledger.connection.execute("SELECT count(*) FROM opposition").fetchone()[0] == 0
    undo(ledger, number, "Io")
    assert len(waiting(ledger)) == 1
    erase(ledger, [TOLD[0].document.id])
    trace_new(ledger, BY)
    assert waiting(ledger) == set()
    assert [one.words for one in examine(ledger, BY, "rules") if one.grade == "ill"] == []


def test_one_who_is_credited_with_both_on_one_day_contradicts_nobody(ledger: Ledger) -> None:
    for one in TOLD[1:3]:
        credit(ledger, of(one), BOARD.id, "Io")
    assert len(waiting(ledger)) == 1
    credit(ledger, of(TOLD[0]), None, "Io")
    assert waiting(ledger) == set()


def test_what_a_person_joins_does_not_contradict_itself(ledger: Ledger) -> None:
    same_statement(ledger, of(TOLD[0]), of(TOLD[1]), "Io")
    assert waiting(ledger) == set()
    assert said_against(ledger, TOLD[0]) == []


def test_the_order_in_which_articles_come_does_not_count(tmp_path: Path) -> None:
    entries = (*TOLD, EARLIER, CHANGED)
    found = []
    for name, batches in (
        ("once", [entries]),
        ("one by one", [[one] for one in entries]),
        ("backwards", [[one] for one in reversed(entries)]),
    ):
        with closing(open_to_read(ledger_of(tmp_path / f"{name}.ledger", batches))) as connection:
            rows = connection.execute(
                "SELECT j.left, j.right, j.reasons FROM opposition AS k"
                " JOIN judgement_in_force AS j ON j.number = k.judgement"
            )
            found.append(sorted(map(tuple, rows)))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 2


def test_nothing_is_said_twice(ledger: Ledger) -> None:
    asked = "SELECT count(*) FROM judgement WHERE about = 'contradiction'"
    before = ledger.connection.execute(asked).fetchone()[0]
    again(ledger)
    assert ledger.connection.execute(asked).fetchone()[0] == before
