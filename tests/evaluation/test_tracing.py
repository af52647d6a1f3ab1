"""Tracing measured: pairs in different documents, on gold contents and end to end, beside two baselines."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from reportedly.config import Config
from reportedly.coreference.resolve import resolve
from reportedly.errors import GoldError
from reportedly.evaluation.metrics import Count
from reportedly.evaluation.tracing import (
    GROUPINGS,
    OURS,
    Event,
    Found,
    end_to_end_count,
    gold_count,
    gold_pairs,
    measure_tracing,
    pairs_of,
    read_events,
    same_words,
    shared_shingles,
)
from reportedly.records import Annotation, Attribution, Document, Rendering, Report
from reportedly.reporting.reports import reports_of
from reportedly.span import Span

TEXTS = {
    "one": '"We will dredge the harbour at Quillon before winter," Orla Finch said. "Nobody likes it."',
    "two": 'Orla Finch said they would "dredge the harbour at Quillon before winter."',
    "three": "Orla Finch said the harbour at Quillon would be dredged before winter.",
}
HARBOUR = {"one": (1, 52), "two": (22, 72), "three": (17, 69)}


def written(path: Path) -> Path:
    row = {
        "event": "quay",
        "documents": [
            {
                "id": id,
                "outlet": id,
                "published": "2021-03-04",
                "title": "Quay",
                "url": f"https://{id}.test",
                "text": text,
            }
            for id, text in TEXTS.items()
        ],
        "statements": [
            {
                "speaker": "Orla Finch",
                "gist": "Harbour will be dredged",
                "reports": [
                    {
                        "document": id,
                        "content": [list(span)],
                        "kind": "direct" if id == "one" else "indirect",
                        "via": [],
                    }
                    for id, span in HARBOUR.items()
                ],
            }
        ],
    }
    path.write_bytes(msgspec.json.encode(row) + b"\n")
    return path


@pytest.fixture
def event(tmp_path: Path) -> Event:
    (event,) = read_events(written(tmp_path / "trace.jsonl"))
    return event


def test_events_are_read(event: Event) -> None:
    assert [document.outlet for document in event.documents] == ["one", "two", "three"]
    first = event.reports[0].rendering
    assert (first.content, first.actor, first.day) == (TEXTS["one"][1:52], "Orla Finch", "2021-03-04")
    assert len(gold_pairs(event.reports)) == 3


def test_damaged_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"event": "quay"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match="quay"):
        list(read_events(tmp_path / "bad.jsonl"))


def test_pairs_in_one_document_do_not_count(event: Event) -> None:
    again = event.reports[0].rendering
    twice = [again, msgspec.structs.replace(again, report="again")]
    assert pairs_of({one.report: "" for one in twice}, twice) == frozenset()


def test_on_gold_contents(event: Event) -> None:
    assert gold_count(event, GROUPINGS[OURS]) == Count(3, 3, 3)
    assert gold_count(event, same_words) == Count(0, 0, 3)
    assert gold_count(event, shared_shingles) == Count(3, 3, 3)


def found(document: str, at: int, start: int, end: int) -> Found:
    rendering = Rendering(
        at, f"r:{at}", TEXTS[document][start:end], "direct", "a:orla", document, document, "2021-03-04"
    )
    return Found(rendering, Attribution((), (), (Span(start, end),), 0.9))


def test_what_was_found_stands_for_gold_by_its_content(event: Event) -> None:
    whole = {"one": [found("one", 1, 0, 53)], "two": [found("two", 2, 22, 73)], "three": [found("three", 3, 0, 10)]}
    counted = end_to_end_count(event, whole, GROUPINGS[OURS])
    assert counted.known == counted.strict == Count(1, 1, 3)


def test_a_pair_that_gold_does_not_know_is_counted_apart(event: Event) -> None:
    unknown = {"one": [], "two": [found("two", 1, 0, 10)], "three": [found("three", 2, 0, 10)]}
    counted = end_to_end_count(event, unknown, same_words)
    assert (counted.known, counted.strict) == (Count(0, 0, 3), Count(0, 1, 3))


def read(documents: Iterable[Document], config: Config) -> Iterator[tuple[Annotation, tuple[Report, ...]]]:
    del config
    for document in documents:
        at = document.text.index("Orla Finch")
        gold = Attribution(
            (Span(at, at + 10),), (Span(at + 11, at + 15),), (Span(*HARBOUR[document.id]),), confidence=0.9
        )
        annotation = resolve(Annotation(document, (gold,), "test"))
        yield annotation, reports_of(annotation, "test")


def test_all_of_it(event: Event) -> None:
    figures = measure_tracing([event], read, Config())
    assert (figures.events, figures.pairs) == (1, 3)
    assert figures.gold.keys() == figures.end_to_end.keys() == figures.strict.keys() == GROUPINGS.keys()
    assert figures.end_to_end[OURS].f1 == figures.gold[OURS].f1 == 1
