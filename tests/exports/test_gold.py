"""What people corrected comes back as gold: export, then the reader that training and measuring use."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldLink, GoldReport, read_gold
from reportedly.exports.export import export
from reportedly.ledger.connection import open_to_read, transaction, writing
from reportedly.ledger.effect import Roles
from reportedly.ledger.filter import Filter
from reportedly.records import Passage
from reportedly.span import Span
from tests.exports.conftest import NASTY, PLAIN, at, judge
from training.gold import read_corpus


def gold(own: Path, filter: Filter = Filter()) -> list[GoldDocument]:  # noqa: B008
    target = own.with_name("gold.jsonl")
    with closing(open_to_read(own)) as connection:
        count = export(connection, filter, "jsonl", target, gold=True)
    documents = list(read_gold(target))
    assert count == sum(len(document.reports) for document in documents)
    assert all(document.unanchored == 0 for document in documents)
    return documents


def by_id(document: GoldDocument) -> dict[str, GoldReport]:
    return {report.id: report for report in document.reports}


def correct(own: Path, report: str, **roles: Any) -> None:
    passages: dict[str, Passage] = {name: at(NASTY, *words) for name, words in roles.items() if name != "kind"}
    spans = {name: passage.spans for name, passage in passages.items()}
    right = Roles(spans.get("source", ()), spans.get("cue", ()), spans["content"], roles["kind"])
    judge(own, "span", report, msgspec.json.encode(right).decode())


def test_without_judgements_there_is_no_gold(own: Path) -> None:
    assert gold(own) == []


def test_a_document_comes_with_all_its_reports(own: Path) -> None:
    judge(own, "report", "r:4")
    (document,) = gold(own)
    assert document.document.id == "d:1"
    assert document.document.text == NASTY
    assert document.layers == {"actor", "chain", "when", "parent", "kind", "stance"}
    assert [report.id for report in document.reports] == ["r:1", "r:2", "r:3", "r:4", "r:5"]


def test_every_field_comes_back(own: Path) -> None:
    judge(own, "report", "r:1")
    reports = by_id(gold(own)[0])
    first = reports["r:1"]
    assert first.attribution.source == at(NASTY, "Ada\tBrandt").spans
    assert first.attribution.cue == at(NASTY, "said").spans
    assert first.attribution.content == at(NASTY, "“No 🌊 ever,”", "“not before May.”").spans
    assert first.actor == GoldActor("Ada Brandt", "person", ("Ada\tBrandt",))
    assert first.links == (GoldLink("relayer", "Io Venn"), GoldLink("venue", "a rally"))  # from the actor outward
    assert (first.when, first.kind, first.stance, first.parent) == ("2025-05-11", "direct", "denies", None)
    inner = reports["r:3"]
    assert (inner.parent, inner.kind, inner.stance) == ("r:2", "direct", None)
    assert inner.attribution.content == at(NASTY, "\"=cmd()|'x'!A1, or\nworse\"").spans
    assert inner.links == (GoldLink("outlet", "the Sun"),)
    assert reports["r:5"].actor is None


def test_corrected_spans_and_kind_come_back(own: Path) -> None:
    correct(own, "r:1", source=("Brandt",), cue=("said",), content=("🌊 ever,”", "before May.”"), kind="mixed")
    report = by_id(gold(own)[0])["r:1"]
    assert report.kind == "mixed"
    assert [span.of(NASTY) for span in report.attribution.source] == ["Brandt"]
    assert [span.of(NASTY) for span in report.attribution.content] == ["🌊 ever,”", "before May.”"]


def test_a_corrected_speaker_comes_back(own: Path) -> None:
    judge(own, "speaker", "r:5", "a:b0")
    report = by_id(gold(own)[0])["r:5"]
    assert report.actor is not None
    assert report.actor.name == "Ada Brandt"


def test_a_speaker_whom_the_document_does_not_show_comes_back_by_name(own: Path) -> None:
    judge(own, "speaker", "r:7", "a:50")
    actors = [by_id(document)["r:7"].actor for document in gold(own)]
    assert actors == [GoldActor("Sun", "outlet")] * 2  # copies of one text: the judgement is about both


def test_nobody_comes_back_as_nobody(own: Path) -> None:
    judge(own, "speaker", "r:1", None)
    assert by_id(gold(own)[0])["r:1"].actor is None


def test_rejected_reports_are_left_out(own: Path) -> None:
    judge(own, "report", "r:4", verdict="wrong")
    (document,) = gold(own)
    assert [report.id for report in document.reports] == ["r:1", "r:2", "r:3", "r:5"]


def test_a_text_in_which_all_is_wrong_teaches_that(own: Path) -> None:
    judge(own, "report", "r:6", verdict="wrong")
    judge(own, "report", "r:7", verdict="wrong")
    documents = gold(own)
    assert [(document.document.text, document.reports) for document in documents] == [(PLAIN, ())] * 2


def test_what_was_nested_in_a_rejected_report_stands_alone(own: Path) -> None:
    judge(own, "report", "r:2", verdict="wrong")
    reports = by_id(gold(own)[0])
    assert "r:2" not in reports
    assert reports["r:3"].parent is None


def test_nesting_may_be_deep(own: Path) -> None:
    with writing(own) as ledger, transaction(ledger) as connection:
        connection.execute("UPDATE report SET parent = 'r:3' WHERE id = 'r:4'")
    judge(own, "report", "r:1")
    with writing(own) as ledger, transaction(ledger) as connection:
        connection.execute("UPDATE report SET parent = 'r:3' WHERE id = 'r:4'")
    (document,) = gold(own)
    assert [(report.id, report.parent) for report in document.reports] == [
        ("r:1", None), ("r:2", None), ("r:3", "r:2"), ("r:4", "r:3"), ("r:5", None),
    ]  # fmt: skip


def test_an_actor_goes_by_the_name_that_the_document_has(own: Path) -> None:
    """Over all documents it may have a fuller one."""
    with writing(own) as ledger, transaction(ledger) as connection:
        connection.execute("UPDATE profile SET name = 'Dame Ada Maria Brandt' WHERE id = 'a:b0'")
    judge(own, "report", "r:1")
    actor = by_id(gold(own)[0])["r:1"].actor
    assert actor is not None
    assert actor.name == "Ada Brandt"


@pytest.mark.parametrize(
    ("filter", "documents"),
    [
        (Filter(outlet="Post"), ["d:1"]),
        (Filter(status="confirmed"), ["d:1"]),
        (Filter(status="rejected"), ["d:2", "d:3"]),
        (Filter(status="found"), ["d:1", "d:2", "d:3"]),
        (Filter(document="d:3"), ["d:3"]),
        (Filter(kind="direct"), []),
    ],
)
def test_the_filter_says_which_judged_reports_count(own: Path, filter: Filter, documents: list[str]) -> None:
    judge(own, "report", "r:4")
    judge(own, "report", "r:7", verdict="wrong")
    assert [document.document.id for document in gold(own, filter)] == documents


def test_training_takes_it(own: Path) -> None:
    judge(own, "report", "r:4")
    gold(own)
    (example,) = read_corpus(own.with_name("gold.jsonl"))
    assert example.text == NASTY
    assert [relation.content[0] for relation in example.relations] == [
        Span(0, 12), at(NASTY, "critics had written").spans[0].__class__(78, 123), Span(126, 143), Span(160, 171),
    ]  # fmt: skip


def test_a_row_has_the_fields_of_the_corpora(own: Path) -> None:
    judge(own, "report", "r:1")
    gold(own)
    row = json.loads(own.with_name("gold.jsonl").read_text("utf-8"))
    assert {"id", "split", "outlet", "published", "title", "author", "credit", "text", "reports", "nested"} <= set(row)
    first = row["reports"][0]
    assert first["actor"] == {"name": "Ada Brandt", "kind": "person", "aliases": ["Ada\tBrandt"], "roles": ["minister"]}
    assert first["via"] == [{"text": "Io Venn", "role": "person"}, {"text": "a rally", "role": "venue"}]
    assert first["when"] == {"text": "Sunday", "value": "2025-05-11"}
    assert first["occasion"] == "May"
