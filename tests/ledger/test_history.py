import pytest

from reportedly.errors import BadQuestion
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.history import history, of_report, remark
from reportedly.ledger.judgements import append, withdraw
from reportedly.records import Judgement, Subject, Verdict

DAY = "2024-05-01T10:00:00.000Z"


def say(ledger: Ledger, about: Subject, left: str, right: str | None, verdict: Verdict, judge: str = "person") -> int:
    said = Judgement(about, left, right, verdict, None, (), judge, "Ada", DAY)  # type: ignore[arg-type]
    with transaction(ledger) as connection:
        return append(connection, said)


def one(ledger: Ledger, words: str) -> str:
    return str(ledger.connection.execute(words).fetchone()[0])


def a_report(ledger: Ledger) -> tuple[str, str]:
    row = ledger.connection.execute("SELECT id, content FROM report ORDER BY number LIMIT 1").fetchone()
    return row["id"], row["content"]


def test_a_judgement_can_be_read_without_looking_anything_up(ledger: Ledger) -> None:
    report, content = a_report(ledger)
    lena = one(ledger, "SELECT id FROM profile WHERE name = 'Lena Maro'")
    number = say(ledger, "speaker", report, lena, "right")
    found = remark(ledger.connection, number)
    assert found
    assert (found.words, found.other, found.by, found.undone) == (content, "Lena Maro", "Ada", None)
    assert found.document == one(ledger, "SELECT d.id FROM report AS r JOIN document AS d ON d.number = r.document")


def test_of_corrected_words_both_are_told(ledger: Ledger) -> None:
    report, content = a_report(ledger)
    number = say(ledger, "span", report, '{"source":[],"cue":[],"content":[[0,3],[4,6]],"kind":"indirect"}', "right")
    found = remark(ledger.connection, number)
    text = one(ledger, "SELECT d.text FROM report AS r JOIN document AS d ON d.number = r.document ORDER BY r.number")
    assert found
    assert (found.words, found.other) == (content, f"{text[:3]} … {text[4:6]}")


def test_people_s_are_listed_newest_first_those_taken_back_too(ledger: Ledger) -> None:
    report, _ = a_report(ledger)
    numbers = [say(ledger, "report", report, None, verdict) for verdict in ("right", "wrong", "right")]
    say(ledger, "actor", "a:x", "a:y", "same", "model")
    with transaction(ledger) as connection:
        withdraw(connection, numbers[1], "Bo", "2024-05-02T00:00:00.000Z")
    listed = history(ledger.connection)
    assert [one.number for one in listed.remarks] == numbers[::-1]
    assert [one.undone_by for one in listed.remarks] == [None, "Bo", None]
    assert [one.number for one in of_report(ledger.connection, report)] == numbers[::-1]


def test_it_goes_on_page_by_page(ledger: Ledger) -> None:
    report, _ = a_report(ledger)
    numbers = [say(ledger, "report", report, None, "right") for _ in range(5)]
    found, after = list[int](), None
    for _ in range(3):
        some = history(ledger.connection, 2, after)
        found += [one.number for one in some.remarks]
        after = some.after
    assert (found, after) == (numbers[::-1], None)
    with pytest.raises(BadQuestion):
        history(ledger.connection, 2, "xyz")


def test_what_is_gone_is_called_by_its_id(ledger: Ledger) -> None:
    number = say(ledger, "actor", "a:gone", "a:lost", "same")
    found = remark(ledger.connection, number)
    assert found
    assert (found.words, found.other) == ("a:gone", "a:lost")
    assert remark(ledger.connection, 999) is None
