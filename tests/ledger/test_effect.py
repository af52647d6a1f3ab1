"""What people say of a report changes the line, never the evidence, and is undone without a trace in it."""

from collections.abc import Sequence

import msgspec
import pytest

from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.effect import Roles, settle
from reportedly.ledger.filter import Filter
from reportedly.ledger.judgements import append, withdraw
from reportedly.ledger.lines import Line, of_document
from reportedly.ledger.search import find
from reportedly.ledger.write import store
from reportedly.records import Judge, Judgement, Subject, Verdict
from reportedly.span import Span
from tests.ledger.conftest import FERRY, TOKYO, entry

DENIAL = FERRY.reports[0].id
AT = "2024-05-01T00:00:00Z"


def say(
    ledger: Ledger, about: Subject, right: str | None, verdict: Verdict = "right", judge: Judge = "person",
    report: str = DENIAL,
) -> int:  # fmt: skip
    with transaction(ledger) as connection:
        number = append(connection, Judgement(about, report, right, verdict, None, (), judge, "Io Venn", AT))
        settle(connection, report)
    return number


def undo(ledger: Ledger, number: int, report: str = DENIAL) -> None:
    with transaction(ledger) as connection:
        withdraw(connection, number, "Io Venn", AT)
        settle(connection, report)


def lines(ledger: Ledger, document: str = FERRY.document.id) -> Sequence[Line]:
    return of_document(ledger.connection, document)


def line(ledger: Ledger) -> Line:
    return lines(ledger)[0]


def everything(ledger: Ledger) -> list[tuple[object, ...]]:
    """All evidence and all that follows from it; not the judgements."""
    tables = ("attribution", "appearance", "mention", "report", "link")
    rows = [tuple(row) for table in tables for row in ledger.connection.execute(f"SELECT * FROM {table}")]
    return rows + [tuple(row) for row in ledger.connection.execute("SELECT rowid, words FROM report_cjk")]


def id_of(ledger: Ledger, name: str) -> str:
    return str(ledger.connection.execute("SELECT id FROM profile WHERE name = ?", (name,)).fetchone()[0])


@pytest.mark.parametrize(("verdict", "status"), [("right", "confirmed"), ("wrong", "rejected")])
def test_confirmed_or_rejected(ledger: Ledger, verdict: Verdict, status: str) -> None:
    before = line(ledger)
    say(ledger, "report", None, verdict)
    assert line(ledger) == msgspec.structs.replace(before, status=status)
    assert [one.status for one in lines(ledger)[1:]] == ["found", "found"]


def test_credited_to_another_the_chain_follows(ledger: Ledger) -> None:
    say(ledger, "speaker", id_of(ledger, "Tomas Brandt"))
    found = line(ledger)
    assert (found.status, found.report.actor and found.report.actor.name) == ("corrected", "Tomas Brandt")
    assert [(link.role, link.name) for link in found.report.chain] == [
        ("publisher", "Harbour Post"), ("speaker", "Tomas Brandt"),
    ]  # fmt: skip
    assert found.report.source == FERRY.reports[0].source  # the words stay what they are


def test_credited_to_nobody(ledger: Ledger) -> None:
    say(ledger, "speaker", None)
    assert line(ledger).report.actor is None
    assert [link.role for link in line(ledger).report.chain] == ["publisher"]


def roles(source: str, cue: str, content: str) -> str:
    def spans(words: str) -> tuple[Span, ...]:
        start = FERRY.document.text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    return msgspec.json.encode(Roles(spans(source), spans(cue), spans(content), "mixed")).decode()


def test_corrected_spans_are_what_is_read_and_searched(ledger: Ledger) -> None:
    say(ledger, "span", roles("", "denied that", "ferry"))
    report = line(ledger).report
    assert (report.kind, report.source, report.cue and report.cue.text) == ("mixed", None, "denied that")
    assert report.content.text == "ferry"
    assert find(ledger.connection, Filter("unsafe")).numbers == ()
    assert line(ledger).number in find(ledger.connection, Filter("ferry")).numbers


def test_corrections_add_up_and_a_rejection_outweighs_them(ledger: Ledger) -> None:
    say(ledger, "span", roles("Lena Maro", "denied", "ferry"))
    say(ledger, "speaker", id_of(ledger, "Tomas Brandt"))
    say(ledger, "report", None, "right")
    found = line(ledger)
    assert (found.report.content.text, found.report.actor and found.report.actor.name) == ("ferry", "Tomas Brandt")
    assert found.status == "corrected"
    say(ledger, "report", None, "wrong")
    assert line(ledger).status == "rejected"


def test_the_last_word_counts_and_a_persons_before_the_models(ledger: Ledger) -> None:
    say(ledger, "report", None, "wrong")
    say(ledger, "report", None, "right")
    say(ledger, "report", None, "wrong", "model")
    assert line(ledger).status == "confirmed"


def test_undone_in_any_order_nothing_is_left(ledger: Ledger) -> None:
    before = everything(ledger)
    numbers = [
        say(ledger, "span", roles("Lena Maro", "denied", "ferry")),
        say(ledger, "speaker", id_of(ledger, "Tomas Brandt")),
        say(ledger, "report", None, "wrong"),
    ]
    assert everything(ledger) != before
    for place in (1, 2, 0):
        undo(ledger, numbers[place])
    assert everything(ledger) == before
    ledger.connection.execute("INSERT INTO report_fts (report_fts) VALUES ('integrity-check')")


def test_undone_in_a_script_without_spaces(ledger: Ledger) -> None:
    before = everything(ledger)
    report = TOKYO.reports[0].id
    start = TOKYO.document.text.index("橋")
    said = msgspec.json.encode(Roles((), (), (Span(start, start + 3),), "indirect")).decode()
    number = say(ledger, "span", said, report=report)
    assert find(ledger.connection, Filter("東京")).numbers == ()
    assert len(find(ledger.connection, Filter("橋が安")).numbers) == 1
    undo(ledger, number, report)
    assert everything(ledger) == before


def test_every_copy_of_the_text_follows(ledger: Ledger) -> None:
    copy = entry(FERRY.document.text, outlet="The Courier", url="https://courier.example/copy")
    store(ledger, msgspec.structs.replace(copy, reports=FERRY.reports, actors=FERRY.actors))
    say(ledger, "report", None, "wrong")
    assert [lines(ledger, one.document.id)[0].status for one in (FERRY, copy)] == ["rejected", "rejected"]
