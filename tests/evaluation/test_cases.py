"""Behaviour cases: how they are read, and whose relations are right."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from reportedly.errors import GoldError
from reportedly.evaluation.cases import BehaviourCase, is_right, read_cases
from reportedly.evaluation.fields import rendering
from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldLink, GoldReport
from reportedly.records import Document, Report

MakeReport = Callable[..., Report]
TEXT = "“We closed it,” she said. “It was late,” Bob added. Rain fell, “heavily”."
WHOLE = ("she", "said", ("We closed it",))


def case(*gold: Report) -> BehaviourCase:
    reports = tuple(
        GoldReport(str(place), rendering(report), parent=report.parent) for place, report in enumerate(gold)
    )
    return BehaviourCase(GoldDocument(Document("c", TEXT, "c"), reports), ("direct",))


def test_right(make_report: MakeReport) -> None:
    gold = case(make_report(TEXT, *WHOLE))
    assert is_right(gold, [make_report(TEXT, *WHOLE)])
    assert is_right(gold, [make_report(TEXT, "she said", "she said", ("“We closed it,”",))])


@pytest.mark.parametrize(
    "found",
    [
        [],
        [("Bob", "said", ("We closed it",))],
        [("", "said", ("We closed it",))],
        [("she", "added", ("We closed it",))],
        [("she", "", ("We closed it",))],
        [("she", "said", ("closed",))],
        [WHOLE, ("Bob", "added", ("It was late",))],
        [WHOLE, WHOLE],
    ],
)
def test_wrong(make_report: MakeReport, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert not is_right(case(make_report(TEXT, *WHOLE)), [make_report(TEXT, *one) for one in found])


def test_a_case_without_reports_is_right_when_nothing_is_found(make_report: MakeReport) -> None:
    assert is_right(case(), [])
    assert not is_right(case(), [make_report(TEXT, "", "", ("“heavily”",))])


def test_nested_reports_are_not_looked_at(make_report: MakeReport) -> None:
    nested = make_report(TEXT, "Bob", "added", ("It was late",), parent="r:1")
    top = make_report(TEXT, *WHOLE)
    assert is_right(case(top, nested), [top])
    assert is_right(case(top), [top, nested])


ROW = {
    "id": "c1",
    "phenomena": ["direct-postposed"],
    "title": None,
    "outlet": "Harbour Post",
    "published": None,
    "text": TEXT,
    "reports": [
        {
            "id": "1",
            "kind": "direct",
            "source": {"text": "she", "spans": [[16, 19]]},
            "cue": None,
            "content": {"text": "“We closed it,”", "spans": [[0, 15]]},
            "actor": {"name": "she", "kind": "person"},
            "chain": [
                {"role": "publisher", "name": "Harbour Post", "spans": []},
                {"role": "venue", "name": "a hearing", "spans": [[0, 1]]},
                {"role": "speaker", "name": "she", "spans": [[16, 19]]},
            ],
            "when": {"text": "Sunday", "spans": [[0, 1]], "value": None},
            "parent": None,
            "stance": "asserts",
        }
    ],
}


def test_cases_are_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(msgspec.json.encode(ROW))
    (found,) = read_cases(path)
    assert found.phenomena == ("direct-postposed",)
    assert found.gold.document.outlet == "Harbour Post"
    (report,) = found.gold.reports
    assert report.attribution.cue == ()
    assert (report.kind, report.stance, report.when) == ("direct", "asserts", None)
    assert report.actor == GoldActor("she", "person")
    assert report.links == (GoldLink("venue", "a hearing"),)


def test_a_bad_case_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(msgspec.json.encode({**ROW, "reports": [{"id": "1"}]}))
    with pytest.raises(GoldError, match="c1"):
        list(read_cases(path))
