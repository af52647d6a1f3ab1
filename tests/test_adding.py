"""Origins into a ledger: what is stored, what is not read twice, what is listed as failed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.adding import Adding, Event, Finished, Stored, add, reread
from reportedly.config import Config
from reportedly.errors import DocumentError
from reportedly.ledger.connection import open_to_read, writing
from reportedly.ledger.origins import failures
from reportedly.readers import Metadata
from reportedly.resolve import resolve

RULES = Adding(Config(tagger="rules"), processes=2)


def article(number: int, speaker: str = "Ada Brandt") -> str:
    return f"“Ferry number {number} sails on Friday,” said {speaker}.\n\n“It is late,” said Jo Lund of ship {number}.\n"


def run(ledger: Path, *origins: Path, adding: Adding = RULES) -> list[Event]:
    with writing(ledger) as opened:
        events = list(add(opened, [str(origin) for origin in origins], adding))
        resolve(opened, "0.0-test")
    return events


def outcomes(events: list[Event]) -> list[str]:
    return sorted(event.outcome for event in events if isinstance(event, Stored))


def column(ledger: Path, question: str) -> list[object]:
    with closing(open_to_read(ledger)) as connection:
        return [value for (value,) in connection.execute(question)]


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "articles"
    folder.mkdir()
    paths = [folder / f"{number}.txt" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(article(number), encoding="utf-8")
    return paths


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "news.ledger"


def test_every_article_is_stored_with_its_reports_and_bytes(ledger: Path, articles: list[Path]) -> None:
    events = run(ledger, *articles)
    assert outcomes(events) == ["added"] * 4
    assert column(ledger, "SELECT count(*) FROM report") == [8]
    assert column(ledger, "SELECT size FROM body ORDER BY size") == sorted(path.stat().st_size for path in articles)
    assert "Ada Brandt" in column(ledger, "SELECT DISTINCT speaker FROM report_view")


def test_what_is_stored_is_not_read_again(ledger: Path, articles: list[Path]) -> None:
    run(ledger, *articles[:3])
    events = run(ledger, *articles)
    assert outcomes(events) == ["added"]
    assert [event.before for event in events if isinstance(event, Finished)].count(True) == 3


def test_the_same_text_under_another_name_is_one_document_with_two_sightings(
    ledger: Path, articles: list[Path], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(articles[0].read_bytes())
    assert outcomes(run(ledger, articles[0], copy)) == ["added", "unchanged"]
    assert column(ledger, "SELECT count(*) FROM document") == [1]
    assert sorted(map(str, column(ledger, "SELECT origin FROM sighting"))) == sorted(map(str, (articles[0], copy)))


def test_a_changed_article_is_a_new_version_and_both_stay(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    for number in (1, 2):
        path.write_text(json.dumps({"text": article(number), "url": "https://post.example/ferry"}), encoding="utf-8")
        events = run(ledger, path)
    assert outcomes(events) == ["version"]
    assert column(ledger, "SELECT article FROM document") == ["https://post.example/ferry"] * 2


def test_failures_are_listed_and_forgotten_once_mended(ledger: Path, articles: list[Path]) -> None:
    articles[1].write_bytes(b"")
    events = run(ledger, *articles)
    assert [type(event) for event in events if isinstance(event, DocumentError)] == [DocumentError]
    with closing(open_to_read(ledger)) as connection:
        (failed,) = failures(connection)
    assert (failed.origin, failed.times) == (str(articles[1]), 1)
    assert "empty" in failed.reason
    run(ledger, articles[1])
    with closing(open_to_read(ledger)) as connection:
        assert failures(connection)[0].times == 2
    articles[1].write_text(article(9), encoding="utf-8")
    run(ledger, articles[1])
    with closing(open_to_read(ledger)) as connection:
        assert failures(connection) == ()


def test_without_bodies_none_are_kept(ledger: Path, articles: list[Path]) -> None:
    run(ledger, *articles, adding=Adding(Config(tagger="rules"), keep_body=False))
    assert column(ledger, "SELECT count(*) FROM body") == [0]
    assert column(ledger, "SELECT count(*) FROM document") == [4]


def test_what_the_command_line_says_reaches_the_chain(ledger: Path, articles: list[Path]) -> None:
    metadata = Metadata(outlet="Harbour Post", published="2024-03-10")
    run(ledger, articles[0], adding=Adding(Config(tagger="rules"), metadata))
    assert column(ledger, "SELECT DISTINCT chain FROM report_view WHERE speaker = 'Ada Brandt'") == [
        "Harbour Post < Ada Brandt"
    ]


def test_a_process_that_dies_costs_only_its_document(
    ledger: Path, articles: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The processes read this module in place of the tagger's own: it dies on one of the articles.
    deadly = tmp_path / "sitecustomize.py"
    deadly.write_text(
        "import os\nfrom reportedly.attribution import rules\nread = rules.tag\n"
        "def tag(documents):\n"
        "    for document in documents:\n"
        "        if 'ship 2' in document.text:\n            os._exit(9)\n"
        "        yield from read((document,))\n"
        "rules.tag = tag\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]))
    events = run(ledger, *articles)
    assert outcomes(events) == ["added"] * 3
    (failed,) = (event for event in events if isinstance(event, DocumentError))
    assert (failed.origin, failed.reason) == (
        str(articles[2]),
        "the process that read it died (out of memory, or killed)",
    )


def test_reading_again_keeps_the_documents(ledger: Path, articles: list[Path]) -> None:
    run(ledger, *articles)
    with writing(ledger) as opened:
        assert list(reread(opened, RULES)) == []
        opened.connection.execute("UPDATE provenance SET program = '0.0-older'")
        assert outcomes(list(reread(opened, RULES))) == ["added"] * 4
    assert column(ledger, "SELECT count(*) FROM report") == [8]


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_killed_at_any_point_it_goes_on_where_it_was(ledger: Path, tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    source.write_text("".join(json.dumps({"text": article(n), "id": n}) + "\n" for n in range(40)), encoding="utf-8")
    line = [sys.executable, "-m", "reportedly.cli", "add", str(source), "--tagger", "rules", "--processes", "1"]
    for documents in (1, 5, 20):
        child = subprocess.Popen([*line, "--ledger", str(ledger)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while child.poll() is None and _stored(ledger) < documents:
            pass
        child.send_signal(signal.SIGKILL)
        child.communicate()
    subprocess.run([*line, "--ledger", str(ledger)], check=True, capture_output=True)
    whole = tmp_path / "whole.ledger"
    subprocess.run([*line, "--ledger", str(whole)], check=True, capture_output=True)
    for question in ("SELECT id FROM document", "SELECT id FROM report", "SELECT id || actor FROM profile"):
        assert sorted(map(str, column(ledger, question))) == sorted(map(str, column(whole, question)))
    assert column(ledger, "PRAGMA integrity_check") == ["ok"]


def _stored(ledger: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=10)) as connection:
            ((count,),) = connection.execute("SELECT count(*) FROM document")
        return int(count)
    except sqlite3.OperationalError:  # not made yet
        return 0
