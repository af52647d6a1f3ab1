"""The door: kinds, folders, missing files, standard input, and what is loaded when."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.config import Config
from reportedly.errors import DocumentError, NotText, TooLarge
from reportedly.readers import READERS, Metadata, digest, read_origin
from reportedly.readers.sniff import sniff
from reportedly.records import Document

PAGE = "<html><body>" + "<p>The mayor said on Sunday that the bridge was closed.</p>" * 6 + "</body></html>"


def read(origin: str | Path, config: Config | None = None) -> list[Document | DocumentError]:
    return list(read_origin(str(origin), config or Config(), Metadata()))


@pytest.mark.parametrize(
    ("name", "written", "start"),
    [
        ("a.txt", "<p>kept</p>", "<p>kept</p>"),
        ("a.TXT", "kept", "kept"),
        ("a.html", PAGE, "The mayor"),
        ("a.HTM", PAGE, "The mayor"),
        ("a.jsonl", '{"text": "x"}', "x"),
        ("a.ndjson", '{"text": "x"}', "x"),
        ("a", PAGE, "The mayor"),
        ("a", "  <!-- c --> <!DOCTYPE html>" + PAGE, "The mayor"),
        ("a.json", '{"text": "x"}', "x"),
        ("a.md", "# kept\r\n", "# kept\r\n"),
        ("a.d/b", "x <p> y", "x <p> y"),
    ],
)
def test_kinds(tmp_path: Path, name: str, written: str, start: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(written.encode())
    (document,) = read(path)
    assert isinstance(document, Document), document
    assert document.text.startswith(start)
    assert document.origin.startswith(str(path))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "text"),
        (b"<3 she wrote", "text"),
        (b"<p>a", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>', "html"),
        (b'{"text": "a"}\n{', "jsonl"),
        (b'{"text": "' + b"a" * 4000, "jsonl"),
        (b'{"pretty":\n', "text"),
        (b"{We} won", "text"),
        (b'{"We" won}', "text"),
        (b"<!--" * 1000, "text"),
        (b"[" * 4096, "text"),
        (b'<?xml version="1.0"?>\n<!-- c --><rss version="2.0">', "feed"),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "]b">\n<!ENTITY c "d">]><rss>', "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", "feed"),
        (b"<feedback>", "text"),
        (b"WARC/1.1\r\n", "warc"),
        (b"\x1f\x8b\x08\0", "gzip"),
    ],
)
def test_sniffing(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_a_folder_and_what_is_not_there(tmp_path: Path) -> None:
    (folder,) = read(tmp_path)
    (missing,) = read(tmp_path / "none.txt")
    (odd,) = read("a\0b.txt")
    assert isinstance(folder, DocumentError)
    assert folder.reason == "is a folder: name the files in it"
    assert isinstance(missing, DocumentError)
    assert missing.origin == str(tmp_path / "none.txt")
    assert missing.reason == "no such file or directory"
    assert isinstance(odd, DocumentError)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    (error,) = read(path)
    assert isinstance(error, DocumentError)
    assert error.reason == "permission denied"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("x")
    (document,) = read(os.fsdecode(path))
    assert isinstance(document, Document)
    assert document.origin == f"{tmp_path}/caf\ufffd.txt"


def test_caps_are_met_before_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room
    (error,) = read(path)
    assert isinstance(error, TooLarge)
    assert error.reason.startswith("larger than 16 MB")


def test_an_endless_file() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no /dev/zero here")
    (error,) = read("/dev/zero", Config(max_bytes=1 << 20))
    assert isinstance(error, TooLarge | NotText)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("“We won,” she said.\r\n".encode(), ["“We won,” she said.\r\n"]),
        (b'{"text": "a"}\n{"text": "b"}\n' * 5000, ["a", "b"] * 5000),
        (b"\xff\xfea\0b\0", ["ab"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = read("-")
    assert [document.text for document in found if isinstance(document, Document)] == texts
    assert found[0].origin in ("-", "-#1")


def test_standard_input_without_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("said"))
    (document,) = read("-")
    assert isinstance(document, Document)
    assert document.text == "said"


def test_the_id_is_the_digest_of_address_and_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("said")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.id == digest(None, "said") == "d:833c6c3a66916be5"
    assert digest("https://h.example/", "said") != document.id


def test_errors_can_be_sent_between_processes(tmp_path: Path) -> None:
    import pickle

    (error,) = read(tmp_path)
    assert isinstance(error, DocumentError)
    assert pickle.loads(pickle.dumps(error)).reason == error.reason


def test_nothing_heavy_is_loaded_at_import() -> None:
    names = "feedparser fastwarc zipfile lxml trafilatura resiliparse httpx2 multiprocessing asyncio email numpy"
    program = f"import sys, reportedly.readers\nprint([n for n in {names!r}.split() if n in sys.modules])"
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_table_names_readers() -> None:
    assert {".txt", ".html", ".htm", ".jsonl", ".ndjson"} <= READERS.keys()
