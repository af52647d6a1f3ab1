"""Documents are read side by side, and one that kills its process costs no other."""

import time

from reportedly.config import Config
from reportedly.errors import DocumentError
from reportedly.records import Document
from reportedly.workers import Findings, Outcome, _Desk, read_all

RULES = Config(tagger="rules")


def article(number: int) -> Document:
    return Document(f"d:{number}", f"“Ferry {number} sails,” said Ada Brandt.", f"{number}.txt")


def test_every_document_comes_back_with_its_ticket_and_every_pause_too() -> None:
    given = [(number, article(number)) if number % 3 else None for number in range(7)]
    outcomes = list(read_all(given, RULES, 2))
    assert outcomes.count(None) == 3
    found = {outcome.ticket: outcome.found for outcome in outcomes if outcome}
    assert sorted(found) == [1, 2, 4, 5]
    for number, findings in found.items():
        assert isinstance(findings, Findings)
        assert findings.reports[0].content.text == f"“Ferry {number} sails,”"


def test_a_process_that_died_between_two_documents_costs_neither() -> None:
    desk = _Desk[int](RULES, 1)
    try:
        desk.hand_in(1, article(1))
        list(desk.finished(waiting=True))
        for process in desk.pool._processes.values():
            process.kill()
        until = time.monotonic() + 10
        while not desk.pool._broken and time.monotonic() < until:
            time.sleep(0.01)
        desk.hand_in(2, article(2))
        outcomes: list[Outcome[int]] = list(desk.finished(waiting=True))
        desk.hand_in(3, article(3))
        outcomes += desk.finished(waiting=True)
    finally:
        desk.close()
    assert [outcome.ticket for outcome in outcomes] == [2, 3]
    assert not any(isinstance(outcome.found, DocumentError) for outcome in outcomes)
