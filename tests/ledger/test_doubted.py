"""Pairs of reports that wait for a person, whichever of their statements' reports that person is shown."""

from collections.abc import Callable
from typing import Literal

import pytest

from reportedly.errors import BadQuestion
from reportedly.judging import (
    contradiction,
    different_statement,
    no_contradiction,
    same_statement,
    undo,
    unsure_statement,
)
from reportedly.ledger import waiting as pairs_waiting
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.doubted import DoubtedPairs, unsure_contradictions, unsure_statements
from reportedly.ledger.overview import overview
from tests.ledger.conftest import CRANES, FERRY, FERRY_LATER, LETTER, QUAY
from tests.ledger.doubts import doubt

UNSAFE, MONEY, MEMO = (report.id for report in FERRY.reports)
_, CAFE = (report.id for report in FERRY_LATER.reports)
QUAYS, TWO_CRANES = (report.id for report in QUAY.reports)
OLD_CRANES, STRIKE = (report.id for report in CRANES.reports)
ANSWER, TALK = (report.id for report in LETTER.reports)

Act = Callable[[Ledger, str, str, str], int]


def waiting(found: DoubtedPairs) -> list[set[str]]:
    return [{pair.left.report.id, pair.right.report.id} for pair in found.pairs]


def counts(ledger: Ledger) -> tuple[int, int, int]:
    found = overview(ledger.connection)
    return found.unsure, found.unsure_statements, found.contradictions


def test_a_pair_with_both_reports_and_the_reasons(ledger: Ledger) -> None:
    number = doubt(ledger, "statement", TWO_CRANES, OLD_CRANES, "Both speak of cranes.")
    (pair,) = unsure_statements(ledger.connection).pairs
    assert {pair.left.report.id, pair.right.report.id} == {TWO_CRANES, OLD_CRANES}
    assert (pair.judgement, pair.score, pair.reasons) == (number, 0.25, ("Both speak of cranes.",))
    assert unsure_contradictions(ledger.connection).pairs == ()
    assert counts(ledger) == (0, 1, 0)


def test_each_sort_of_pair_waits_by_itself(ledger: Ledger) -> None:
    doubt(ledger, "contradiction", UNSAFE, QUAYS, "Who knows.")
    doubt(ledger, "statement", UNSAFE, QUAYS, "Who knows.")
    different_statement(ledger, UNSAFE, QUAYS, "Io")
    assert waiting(unsure_statements(ledger.connection)) == []
    assert waiting(unsure_contradictions(ledger.connection)) == [{UNSAFE, QUAYS}]
    assert counts(ledger) == (0, 0, 1)


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    ("about", "act"),
    [
        ("statement", same_statement),
        ("statement", different_statement),
        ("statement", unsure_statement),
        ("contradiction", contradiction),
        ("contradiction", no_contradiction),
    ],
)
def test_what_a_person_judged_does_not_wait(
    ledger: Ledger, about: Literal["statement", "contradiction"], act: Act, swapped: bool
) -> None:
    doubt(ledger, about, UNSAFE, QUAYS, "Who knows.")
    before = counts(ledger)
    number = act(ledger, *((QUAYS, UNSAFE) if swapped else (UNSAFE, QUAYS)), "Io")
    assert counts(ledger) == (0, 0, 0)
    undo(ledger, number, "Io")
    assert counts(ledger) == before != (0, 0, 0)


def test_it_is_statements_that_are_judged_whichever_report_is_shown(ledger: Ledger) -> None:
    same_statement(ledger, UNSAFE, MEMO, "Io")
    doubt(ledger, "contradiction", UNSAFE, QUAYS, "Who knows.")
    number = no_contradiction(ledger, MEMO, QUAYS, "Io")
    assert counts(ledger) == (0, 0, 0)
    undo(ledger, number, "Io")
    assert counts(ledger) == (0, 0, 1)


def test_a_persons_word_on_others_does_not_count(ledger: Ledger) -> None:
    doubt(ledger, "statement", UNSAFE, QUAYS, "Who knows.")
    different_statement(ledger, UNSAFE, CAFE, "Io")
    different_statement(ledger, MONEY, QUAYS, "Io")
    assert waiting(unsure_statements(ledger.connection)) == [{UNSAFE, QUAYS}]


def test_pages_newest_first(ledger: Ledger) -> None:
    for other in (MONEY, MEMO, QUAYS):
        doubt(ledger, "statement", UNSAFE, other, "Who knows.")
    first = unsure_statements(ledger.connection, 2)
    assert waiting(first) == [{UNSAFE, QUAYS}, {UNSAFE, MEMO}]
    second = unsure_statements(ledger.connection, 2, first.after)
    assert (waiting(second), second.after) == ([{UNSAFE, MONEY}], None)
    with pytest.raises(BadQuestion):
        unsure_contradictions(ledger.connection, 2, first.after)


def test_very_many_are_not_counted_to_the_end(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs_waiting, "MANY", 2)
    for other in (MONEY, MEMO, QUAYS):
        doubt(ledger, "statement", UNSAFE, other, "Who knows.")
    assert counts(ledger) == (0, 2, 0)


def test_no_table_is_walked_through(ledger: Ledger) -> None:
    """Only through what waits, and what people have said: few rows in the largest ledger."""
    asked: list[str] = []
    ledger.connection.set_trace_callback(asked.append)
    unsure_statements(ledger.connection)
    unsure_contradictions(ledger.connection)
    overview(ledger.connection)
    ledger.connection.set_trace_callback(None)
    plans = [
        row["detail"]
        for question in asked
        if "answered" in question
        for row in ledger.connection.execute(f"EXPLAIN QUERY PLAN {question}")
    ]
    assert len(plans) > 20
    assert [plan for plan in plans if plan.startswith("SCAN") and "(" not in plan and " USING " not in plan] == []


def test_a_transaction_may_ask_too(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        assert unsure_statements(connection).pairs == ()
