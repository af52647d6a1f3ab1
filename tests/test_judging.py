"""What people say of reports and actors takes effect, outranks the model, and can be taken back."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.adding import Adding, add, reread
from reportedly.config import Config
from reportedly.errors import LedgerError
from reportedly.judging import confirm, credit, credit_name, different, reject, respan, same, split, undo, unsure
from reportedly.ledger.connection import Ledger, open_to_read, writing
from reportedly.ledger.lines import Line, lines
from reportedly.resolve import resolve
from reportedly.span import Span

RULES = Adding(Config(tagger="rules"))
TEXTS = (
    "“The ferry sails on Friday,” said Ada Brandt, the harbour master.\n\n“Not before May,” said Jo Lund.\n",
    "“We need a second ferry,” said Brandt.\n",
    "“The goats are well,” said Ada Brandt, a farmer.\n",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    paths = [tmp_path / f"{number}.txt" for number in range(len(TEXTS))]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text, encoding="utf-8")
    with writing(tmp_path / "news.ledger") as opened:
        list(add(opened, map(str, paths), RULES))
        resolve(opened, "0.0-test")
        yield opened


def saying(ledger: Ledger, words: str) -> Line:
    """The report whose content holds these words."""
    with closing(open_to_read(ledger.path)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM report ORDER BY number")]
        (line,) = (line for line in lines(connection, numbers) if words in line.report.content.text)
    return line


def speaker(ledger: Ledger, words: str) -> str | None:
    actor = saying(ledger, words).report.actor
    return actor.id if actor else None


def test_a_rejected_report_is_marked_until_that_is_taken_back(ledger: Ledger) -> None:
    report = saying(ledger, "Friday").report.id
    number = reject(ledger, report, "Io")
    assert saying(ledger, "Friday").status == "rejected"
    undo(ledger, number, "Io")
    assert saying(ledger, "Friday").status == "found"
    confirm(ledger, report, "Io")
    assert saying(ledger, "Friday").status == "confirmed"


def test_a_report_is_credited_to_another(ledger: Ledger) -> None:
    report, jo = saying(ledger, "Friday").report, speaker(ledger, "May")
    before = report.chain[-1]
    number = credit(ledger, report.id, jo, "Io")
    line = saying(ledger, "Friday")
    assert (line.status, line.report.actor and line.report.actor.name) == ("corrected", "Jo Lund")
    assert line.report.chain[-1].name == "Jo Lund"
    undo(ledger, number, "Io")
    assert saying(ledger, "Friday").report.chain[-1] == before
    credit(ledger, report.id, None, "Io")
    assert saying(ledger, "Friday").report.actor is None
    assert all(link.role != "speaker" for link in saying(ledger, "Friday").report.chain)


def test_a_name_that_the_ledger_does_not_know_can_be_typed(ledger: Ledger) -> None:
    credit_name(ledger, saying(ledger, "Friday").report.id, "  Nia  Okoro ", "person", "Io")
    actor = saying(ledger, "Friday").report.actor
    assert actor is not None
    assert (actor.name, actor.kind) == ("Nia Okoro", "person")


def test_spans_are_corrected_and_the_words_follow(ledger: Ledger) -> None:
    report = saying(ledger, "Friday").report
    number = respan(ledger, report.id, report.document.id, (), (), (Span(1, 10),), "Io")
    line = saying(ledger, "The ferry")
    assert (line.report.content.text, line.report.source, line.status) == ("The ferry", None, "corrected")
    undo(ledger, number, "Io")
    assert saying(ledger, "Friday").report == report


def test_actors_are_joined_kept_apart_and_let_go(ledger: Ledger) -> None:
    ada, jo = speaker(ledger, "Friday"), speaker(ledger, "May")
    assert ada
    assert jo
    joined = same(ledger, ada, jo, "Io")
    assert speaker(ledger, "Friday") == speaker(ledger, "May")
    undo(ledger, joined, "Io")
    assert (speaker(ledger, "Friday"), speaker(ledger, "May")) == (ada, jo)


def test_a_person_outranks_the_model(ledger: Ledger) -> None:
    brandt, ada = speaker(ledger, "second ferry"), speaker(ledger, "Friday")
    assert brandt
    assert ada
    if brandt == ada:  # the model has joined them: name the profile that it joined
        ((brandt,),) = ledger.connection.execute("SELECT id FROM profile WHERE name = 'Brandt'")
        ((ada,),) = ledger.connection.execute("SELECT min(id) FROM profile WHERE name = 'Ada Brandt'")
    different(ledger, brandt, ada, "Io")
    resolve(ledger, "0.0-test")
    assert speaker(ledger, "second ferry") != speaker(ledger, "Friday")


def test_what_cannot_be_told_is_not_joined(ledger: Ledger) -> None:
    ada, jo = speaker(ledger, "Friday"), speaker(ledger, "May")
    assert ada
    assert jo
    unsure(ledger, ada, jo, "Io")
    same(ledger, ada, jo, "Io")
    assert speaker(ledger, "Friday") == speaker(ledger, "May")
    unsure(ledger, ada, jo, "Io")
    assert speaker(ledger, "Friday") != speaker(ledger, "May")


def test_one_appearance_is_split_from_a_name_and_put_back(ledger: Ledger) -> None:
    farmer = saying(ledger, "goats").report
    ((appearance, whole),) = ledger.connection.execute(
        "SELECT a.id, p.actor FROM appearance AS a JOIN document AS d ON d.number = a.document"
        " JOIN profile AS p ON p.number = a.profile WHERE d.id = ?",
        (farmer.document.id,),
    )
    number = split(ledger, appearance, "Io")
    assert speaker(ledger, "goats") == appearance
    assert speaker(ledger, "Friday") != appearance
    undo(ledger, number, "Io")
    assert speaker(ledger, "goats") == whole


def test_judgements_survive_another_reading(ledger: Ledger) -> None:
    kept = saying(ledger, "Friday").report
    respan(ledger, kept.id, kept.document.id, (), (), (Span(1, 10),), "Io")
    rejected = saying(ledger, "May").report
    reject(ledger, rejected.id, "Io")
    ledger.connection.execute("UPDATE provenance SET program = '0.0-older'")
    list(reread(ledger, RULES))
    resolve(ledger, "0.0-test")
    assert saying(ledger, "The ferry").report.id == kept.id
    assert saying(ledger, "May").status == "rejected"
    assert saying(ledger, "goats").status == "found"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda ledger, _: confirm(ledger, "r:none", "Io"), "no report r:none"),
        (lambda ledger, report: credit(ledger, report.id, "a:none", "Io"), "no actor a:none"),
        (lambda ledger, report: credit_name(ledger, report.id, "  ", "person", "Io"), "a name is needed"),
        (lambda ledger, report: same(ledger, "a:none", report.actor.id, "Io"), "no actor a:none"),
        (lambda ledger, report: same(ledger, report.actor.id, report.actor.id, "Io"), "named twice"),
        (lambda ledger, _: split(ledger, "a:none", "Io"), "no appearance a:none"),
        (lambda ledger, _: undo(ledger, 10**6, "Io"), "no judgement 1000000"),
        (lambda ledger, report: respan(ledger, report.id, "d:none", (), (), (Span(0, 1),), "Io"), "no document d:none"),
        (lambda ledger, report: respan(ledger, report.id, report.document.id, (), (), (), "Io"), "needs the words"),
        (
            lambda ledger, report: respan(ledger, report.id, report.document.id, (), (), (Span(0, 9999),), "Io"),
            "must lie in the text",
        ),
    ],
)
def test_what_does_not_hold_is_refused_in_words(ledger: Ledger, wrong, said: str) -> None:  # type: ignore[no-untyped-def]
    report = saying(ledger, "Friday").report
    before = ledger.connection.execute("SELECT count(*) FROM judgement").fetchone()[0]
    with pytest.raises(LedgerError, match=said):
        wrong(ledger, report)
    assert ledger.connection.execute("SELECT count(*) FROM judgement").fetchone()[0] == before
