"""The whole entrance: bytes beside documents, packed files, and the kinds that only a look inside tells."""

import gc
import gzip
import io
import json
import os
import signal
import sys
import tracemalloc
from pathlib import Path

import msgspec
import pytest

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers import Delivery, Metadata, PassedOver, deliveries, read_origin
from reportedly.readers.confinement import CONTAINMENT
from reportedly.readers.delivery import Outcome
from reportedly.records import Document
from tests.readers.archive import PAGE, gzip_of_zeros, members, record, response

FEED = b"<rss version='2.0'><channel><item><description>She said so.</description></item></channel></rss>"
NINJS = b'{"uri": "urn:1", "body_text": "She said so."}'
WARC = record(response(b"She said so.", mime="text/plain"))


def outcomes(path: Path, config: Config | None = None) -> list[Outcome]:
    return list(deliveries(str(path), config or Config(), Metadata()))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_bodies_are_the_bytes_that_were_read(tmp_path: Path) -> None:
    (text,) = outcomes(write(tmp_path / "a.txt", "“Ça va”".encode("cp1252")))
    (page,) = outcomes(write(tmp_path / "a.html", PAGE))
    first, second = outcomes(write(tmp_path / "a.jsonl", b'{"text": "a"}\r\n{"text":"b"}'))
    assert isinstance(text, Delivery)
    assert (text.document.text, text.body, text.media_type) == ("“Ça va”", "“Ça va”".encode("cp1252"), "text/plain")
    assert isinstance(page, Delivery)
    assert (page.body, page.media_type) == (PAGE, "text/html")
    assert isinstance(first, Delivery)
    assert (first.body, first.media_type) == (b'{"text": "a"}', "application/json")
    assert isinstance(second, Delivery)
    assert second.body == b'{"text":"b"}'


def test_the_examples() -> None:
    examples = Path(__file__).parents[2] / "examples"
    pilots, crane = outcomes(examples / "harbour.rss")
    assert isinstance(pilots, Delivery)
    assert (pilots.document.outlet, pilots.document.byline) == ("Quayside Courier", ("Runa Feld",))
    assert isinstance(crane, Delivery)
    assert crane.document.notes == ("the feed holds only a summary of it",)
    (orchard,) = outcomes(examples / "orchard.ninjs.json")
    assert isinstance(orchard, Delivery)
    assert (orchard.document.outlet, orchard.document.title) == ("Ilse Wire", "Frost takes half of the cherries")
    reservoir, passed = outcomes(examples / "upland.warc")
    assert isinstance(reservoir, Delivery)
    assert (reservoir.document.outlet, reservoir.document.byline) == ("Upland Gazette", ("Silja Brook",))
    assert isinstance(passed, PassedOver)


def test_another_column_of_json_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"content": "a", "text": "no", "title": "T"}\n{"text": "b"}\n')
    good, bad = outcomes(path, Config(text_field="content"))
    assert isinstance(good, Delivery)
    assert (good.document.text, good.document.title) == ("a", "T")
    assert isinstance(bad, DocumentError)
    assert "missing required field `content`" in bad.reason
    (named,) = outcomes(write(tmp_path / "b.jsonl", b'{"title": "a"}'), Config(text_field="title"))
    assert isinstance(named, Delivery)
    assert (named.document.text, named.document.title) == ("a", None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(b"She said so.")),
        ("a.html.gz", gzip.compress(b"<p>She said so.</p>")),
        ("a.jsonl.gz", gzip.compress(b'{"text": ') + gzip.compress(b'"She said so."}\n')),
        ("a.rss", FEED),
        ("a.atom.gz", gzip.compress(FEED)),
        ("a.xml", b'<?xml version="1.0"?><?xml-stylesheet href="x"?><!-- c --><!DOCTYPE rss [<!ENTITY x "]">]>' + FEED),
        ("a.xml", b'<?xml version="1.0"?><!DOCTYPE html><html><body><p>She said so.</p></body></html>'),
        ("a.json", NINJS),
        ("a.json.gz", gzip.compress(NINJS)),
        ("a.json", b'{"text": "She said so."}'),
        ("a.warc", WARC),
        ("a.warc.gz", members(WARC)),
        ("a", FEED),
        ("a", WARC),
        ("a", members(WARC)),
        ("a.gz", gzip.compress(FEED)),
        ("a.bin", gzip.compress(b"She said so.")),
    ],
)
def test_kinds(tmp_path: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = read_origin(str(write(tmp_path / name, data)), Config(), Metadata())
    assert isinstance(found, Document), found
    assert found.text.strip() == "She said so."
    if name in ("a", "a.bin"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (piped,) = read_origin("-", Config(), Metadata())
        assert isinstance(piped, Document)
        assert piped.text == found.text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xml", b"<nitf><body>x</body></nitf>", "XML that is neither a feed nor a web page"),
        ("a.json", b'{"a": 1}', "neither ninjs nor JSON Lines"),
        ("a.txt.gz", gzip.compress(b"x" * 1000)[:-9], "its compression is damaged"),
        ("a.txt.gz", b"no gzip", "its compression is damaged"),
        ("a.jsonl.gz", b"", "its compression is damaged"),
        ("a.gz", gzip.compress(gzip.compress(b"x")), "gzip inside gzip"),
        ("a.txt.gz", gzip_of_zeros(1024), "larger than 16 MB"),
        ("a.jsonl.gz", gzip_of_zeros(1024), "NUL"),
        ("a.rss.gz", gzip_of_zeros(1024), "larger than 64 MB"),
        ("a.rss", b"", "empty"),
        ("a.warc", b"", "empty"),
        ("a.wacz", b"", "no WACZ"),
        ("a.json", b"", "empty"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (error,) = outcomes(write(tmp_path / name, data))
    assert isinstance(error, DocumentError), error
    assert error.origin == str(tmp_path / name)
    assert reason in error.reason


def test_lines_before_the_damage_are_read(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(20_000))
    *found, error = outcomes(write(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-1000]))
    assert len(found) > 10_000
    assert isinstance(error, DocumentError)
    assert "compression is damaged" in error.reason


def test_lines_that_expand_beyond_all_measure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(b'{"text": "a"}\n' + b"\n" * 1_000_000))
    *_, error = outcomes(path, Config(unpack_bytes=10_000))
    assert isinstance(error, TooLarge)
    assert "expands to more than 200 times its size" in error.reason


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_death_of_a_worker_costs_one_origin(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", WARC * 20_000)
    found = deliveries(str(path), Config(), Metadata())
    assert isinstance(next(found), Delivery)
    assert not CONTAINMENT._idle
    (child,) = [
        worker for worker in gc.get_objects() if type(worker).__name__ == "Worker" and worker.process.poll() is None
        and "containers" in worker.process.args
    ]  # fmt: skip
    os.kill(child.process.pid, signal.SIGKILL)
    *_, error = found
    assert isinstance(error, DocumentError)
    assert "crashed" in error.reason
    (after,) = outcomes(write(tmp_path / "b.warc", WARC))
    assert isinstance(after, Delivery)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to RLIMIT_AS")
def test_memory_is_capped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", b"[" + b"[],[],[],[],[],[],[],[],[],[],\n" * 500_000 + b"1]")
    (error,) = outcomes(path, Config(container_memory=150 << 20))
    assert isinstance(error, DocumentError)
    assert "memory" in error.reason
    assert len(outcomes(write(tmp_path / "b.json", NINJS))) == 1


def test_a_process_is_used_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", NINJS)
    CONTAINMENT.close()
    outcomes(path)
    (worker,) = CONTAINMENT._idle
    outcomes(path)
    assert CONTAINMENT._idle == [worker]
    left = deliveries(str(write(tmp_path / "a.warc", WARC * 2)), Config(), Metadata())
    next(left)
    left.close()  # type: ignore[attr-defined]
    assert CONTAINMENT._idle == []


def test_reading_lets_go_of_the_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"She said so. " * 500_000)
    tracemalloc.start()
    found = read_origin(str(path), Config(), Metadata())
    document = next(found)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(document, Document)
    assert len(document.text) == 6_500_000
    assert held < 8_000_000  # the text, and not its bytes as well


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", WARC + record(response(b"x", mime="image/png")))
    assert [type(outcome) for outcome in outcomes(path)] == [Delivery, PassedOver]
    assert len(list(read_origin(str(path), Config(), Metadata()))) == 1


def test_deliveries_can_be_sent_between_processes(tmp_path: Path) -> None:
    import pickle

    (delivery,) = outcomes(write(tmp_path / "a.txt", b"She said so."))
    assert pickle.loads(pickle.dumps(delivery)) == delivery
    assert isinstance(delivery, Delivery)
    assert json.loads(msgspec.json.encode(delivery))["media_type"] == "text/plain"
