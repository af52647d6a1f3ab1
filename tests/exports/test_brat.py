import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.brat import LINE_END, fragments
from reportedly.exports.export import export
from reportedly.ledger.connection import open_to_read
from reportedly.ledger.filter import Filter
from reportedly.span import Span
from tests.exports.conftest import NASTY, PLAIN, judge


@pytest.fixture
def archive(connection: sqlite3.Connection, tmp_path: Path) -> zipfile.ZipFile:
    export(connection, Filter(), "brat", tmp_path / "out.zip")
    return zipfile.ZipFile(tmp_path / "out.zip")


def annotation(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return [line.split("\t") for line in archive.read(name).decode().split("\n") if line]


def test_each_document_is_a_pair_of_files(archive: zipfile.ZipFile) -> None:
    assert archive.namelist() == ["annotation.conf", "d_1.txt", "d_1.ann", "d_2.txt", "d_2.ann", "d_3.txt", "d_3.ann"]
    assert archive.testzip() is None
    assert archive.read("d_1.txt").decode() == NASTY
    assert archive.read("d_2.txt").decode() == PLAIN


def test_offsets_equal_the_text(archive: zipfile.ZipFile) -> None:
    text, bound = archive.read("d_1.txt").decode(), 0
    for id, what, *words in annotation(archive, "d_1.ann"):
        if id.startswith("T"):
            bound += 1
            offsets = [tuple(map(int, pair.split())) for pair in what.split(" ", 1)[1].split(";")]
            assert " ".join(text[start:end] for start, end in offsets) == words[0]
            assert "\r" not in words[0]
    assert bound == 15


def test_an_interrupted_content_is_one_annotation(archive: zipfile.ZipFile) -> None:
    assert annotation(archive, "d_1.ann")[0] == ["T1", "Content 0 12;43 60", "“No 🌊 ever,” “not before May.”"]


def test_relations_and_attributes_say_the_rest(archive: zipfile.ZipFile) -> None:
    rows = annotation(archive, "d_1.ann")
    bound = {id: words[0] for id, _, *words in rows if id.startswith("T")}
    related = [what.split() for id, what in (row[:2] for row in rows) if id.startswith("R")]
    named = [(name, *(bound[end.split(":")[1]] for end in ends)) for name, *ends in related]
    inner = "\"=cmd()|'x'!A1, or worse\""
    assert ("Said_by", "“No 🌊 ever,” “not before May.”", "Ada Brandt") in named
    assert ("Tied_by", inner, "had written") in named
    assert ("Nested_in", inner, f"critics had written {inner}") in named
    assert {row[1] for row in rows if row[0].startswith("A")} >= {
        "Kind T1 direct",
        "Stance T1 denies",
        "Status T1 found",
    }
    assert ["#3", "AnnotatorNotes T1", "Ada Brandt (person) | Post < a rally < Io Venn < Ada Brandt"] in rows


def test_ids_are_used_once(archive: zipfile.ZipFile) -> None:
    ids = [row[0] for row in annotation(archive, "d_1.ann")]
    assert len(set(ids)) == len(ids)


def test_the_configuration_knows_every_name(archive: zipfile.ZipFile) -> None:
    configuration = archive.read("annotation.conf").decode()
    for name in ("d_1.ann", "d_2.ann"):
        for id, what, *_ in annotation(archive, name):
            if id[0] in "TRA":
                assert re.search(rf"^{what.split()[0]}\b", configuration, re.MULTILINE)


def test_a_status_is_an_attribute(own: Path, tmp_path: Path) -> None:
    judge(own, "report", "r:7")
    with closing(open_to_read(own)) as connection:
        export(connection, Filter(status="confirmed"), "brat", tmp_path / "out.zip")
    assert "Status T1 confirmed" in zipfile.ZipFile(tmp_path / "out.zip").read("d_2.ann").decode()


@given(st.text(alphabet="ab \t\r\n\x85\u2028", min_size=1), st.data())
def test_fragments_hold_all_words_and_no_line_end(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = fragments([span], text)
    assert all(span.holds(one) for one in found)
    if span.of(text).strip():
        assert "".join(one.of(text) for one in found).split() == "".join(
            part.strip() for part in LINE_END.split(span.of(text))
        ).split()  # fmt: skip
        assert not any(LINE_END.search(one.of(text)) for one in found)
