"""The shipped model from text to reports; the texts are written for this file and in no training set."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import reportedly
from reportedly.config import Config
from reportedly.errors import WeightsError
from reportedly.reading import tagger
from reportedly.records import Document, Report
from reportedly.weights import digest, open_weights


def said(report: Report) -> tuple[str | None, str | None, str]:
    source, cue = (field.text if field else None for field in (report.source, report.cue))
    return source, cue, report.content.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The quay was empty. “We sold the last crane in March,” said Ottilie Brandt, who runs the yard.",
            [("Ottilie Brandt, who runs the yard", "said", "“We sold the last crane in March,”")],
        ),
        (
            "“The cranes,” Mr Adeyemi said, “were never ours.”",
            [("Mr Adeyemi", "said", "“The cranes,” “were never ours.”")],
        ),
        (
            "The port authority denied that any crane had been sold.",
            [("The port authority", "denied", "that any crane had been sold")],
        ),
        (
            "The yard lost two million crowns last year, according to its annual report.",
            [("its annual report", "according to", "The yard lost two million crowns last year")],
        ),
        ("The crane, nicknamed “Big Ada”, was built in 1931 and painted blue.", []),
    ],
)
def test_plain_news_sentences(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [said(report) for report in reportedly.read(text).reports] == expected


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = "Ottilie Brandt said:\n\n“The first crane went in March.\n\n“The second went in May.”\n\nIt rained."
    (report,) = reportedly.read(text).reports
    assert report.content.text == text[text.index("“") : text.rindex("”") + 1]
    assert report.kind == "direct"


def test_a_longer_text_gives_the_same_reports_wherever_windows_and_segments_fall() -> None:
    filler = "The quay was empty and the cranes stood still in the rain all that afternoon. " * 12
    line = "“We sold the last crane in March,” said Ottilie Brandt."
    text = "\n\n".join([filler, line] * 320)
    assert len(text) > 2 * 150_000
    reports = [report for report in reportedly.read(text).reports if "last crane" in report.content.text]
    assert len(reports) == 320
    assert all(text[span.start : span.end] in line for report in reports for span in report.content.spans)


def test_documents_come_out_in_order_whatever_their_length_and_their_reader_may_stop_early() -> None:
    line = "“We sold the last crane in March,” said Ottilie Brandt."
    long = "\n\n".join([line] + ["The quay was empty and the cranes stood still in the rain. " * 30] * 100)
    texts = [line, "", long, line, long]
    tag = tagger(Config())
    tagged = list(tag(Document(str(place), text, "") for place, text in enumerate(texts)))
    assert [annotation.document.text for annotation in tagged] == texts
    assert [len(annotation.attributions) for annotation in tagged] == [1, 0, 1, 1, 1]
    assert next(iter(tag(Document("", text, "") for text in texts))).attributions == tagged[0].attributions


def test_readings_are_the_same_from_many_threads_and_survive_pickling() -> None:
    text = "The port authority denied that any crane had been sold."
    alone = reportedly.read(text)
    with ThreadPoolExecutor(8) as pool:
        assert all(reading == alone for reading in pool.map(reportedly.read, [text] * 16))
    assert pickle.loads(pickle.dumps(alone)) == alone


def test_a_report_names_the_weights_that_made_it() -> None:
    (report,) = reportedly.read("The port authority denied that any crane had been sold.").reports
    assert report.provenance.weights == digest()
    assert 0 <= report.confidence <= 1


def test_damaged_or_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="no weights at"):
        reportedly.read("A text.", config=Config(weights=str(tmp_path / "none")))
    bad = tmp_path / "bad.weights"
    bad.write_bytes(b"PK\x03\x04 not a model")
    with pytest.raises(WeightsError, match="damaged"):
        open_weights(bad)
