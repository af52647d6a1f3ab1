"""CSV, XLSX and Parquet: the same columns, read back with other people's programs."""

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.columns import COLUMNS, FORMULA
from reportedly.errors import RunError
from reportedly.exports import xlsx
from reportedly.exports.csv import write_csv
from reportedly.exports.export import export
from reportedly.exports.parquet import write_parquet
from reportedly.exports.reported import one_by_one
from reportedly.exports.rows import EXPORTED, cells
from reportedly.exports.xlsx import LONGEST_CELL, fitted, write_xlsx
from reportedly.ledger.filter import Filter
from reportedly.ledger.lines import Line
from reportedly.records import LedgerReport, Link, Passage
from reportedly.span import Span
from tests.exports.conftest import ALL, ENTRIES

REPORT = LedgerReport(**msgspec.structs.asdict(ENTRIES[0].reports[0]), statement="s:1")


def line(words: str) -> Line:
    """A line with the words wherever there can be any."""
    head = msgspec.structs.replace(REPORT.document, title=words, outlet=words, byline=(words,), origin=words)
    passage = Passage(words, (Span(0, 1),))
    report = msgspec.structs.replace(
        REPORT, document=head, source=passage, content=passage, chain=(Link("publisher", words),), occasion=passage
    )
    return Line(1, report, "found", words)


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def written(write: Any, lines: list[Line], **options: bool) -> bytes:
    out = io.BytesIO()
    write(lines, out, **options)
    return out.getvalue()


def read_xlsx(data: bytes) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_columns_are_those_of_reading_and_the_ledgers_own() -> None:
    assert EXPORTED[: len(COLUMNS)] == COLUMNS
    assert {"url", "outlet", "language", "title", "published", "statement", "status", "actor_id"} <= set(EXPORTED)
    assert len(set(EXPORTED)) == len(EXPORTED)


class TestCsv:
    def test_it_comes_back(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        export(connection, Filter(), "csv", tmp_path / "out.csv", raw=True)
        rows = read_csv((tmp_path / "out.csv").read_bytes())
        kept = one_by_one(connection, range(1, 100))
        assert [tuple(row.values()) for row in rows] == [tuple(word or "" for word in cells(one)) for one in kept]
        assert rows[0]["url"] == "https://post.example/1?a=ü b"
        assert rows[0]["content"] == "“No 🌊 ever,” “not before May.”"
        assert [rows[0][name] for name in ("language", "statement", "status", "actor_id")] == [
            "en",
            "s:1",
            "found",
            "a:b0",
        ]

    def test_no_cell_begins_a_formula(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        export(connection, Filter(), "csv", tmp_path / "out.csv")
        rows = read_csv((tmp_path / "out.csv").read_bytes())
        assert not [cell for row in rows for cell in row.values() if cell[:1] in FORMULA]
        assert rows[0]["title"] == '\'=1+1 "No, ever"'

    @given(st.text())
    def test_raw_is_exact(self, words: str) -> None:
        words = "".join(character for character in words if not "\ud800" <= character <= "\udfff")
        (row,) = read_csv(written(write_csv, [line(words)], raw=True))
        assert [row[name] for name in ("content", "source", "title", "outlet", "chain", "language")] == [words] * 6

    @given(st.text(), st.sampled_from(sorted(FORMULA)))
    def test_guarded_it_is_the_words_behind_an_apostrophe(self, words: str, first: str) -> None:
        words = first + "".join(character for character in words if not "\ud800" <= character <= "\udfff")
        (row,) = read_csv(written(write_csv, [line(words)]))
        assert row["content"] == "'" + words

    def test_a_lone_surrogate_is_one_character(self) -> None:
        assert read_csv(written(write_csv, [line("a\ud800b")], raw=True))[0]["content"] == "a\ufffdb"

    def test_the_stream_stays_open(self) -> None:
        out = io.BytesIO()
        write_csv([], out)
        assert not out.closed


class TestXlsx:
    def test_it_comes_back(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        export(connection, Filter(), "xlsx", tmp_path / "out.xlsx")
        rows = read_xlsx((tmp_path / "out.xlsx").read_bytes())
        kept = list(one_by_one(connection, range(1, 100)))
        assert len(rows) == len(ALL)
        for row, one in zip(rows, kept, strict=True):
            assert row["confidence"] == one.report.confidence
            for name, words in zip(EXPORTED, cells(one), strict=True):
                if name != "confidence":
                    assert row[name] == (words or None)

    @pytest.mark.parametrize("first", sorted(FORMULA))
    def test_nothing_is_a_formula_or_a_link(self, first: str) -> None:
        book = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, [line(first + "1+1"), line("https://a.example")])))
        cells = [cell for row in book.active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
        assert not [cell for cell in cells if cell.hyperlink]

    @pytest.mark.parametrize("words", ["a\x00b", "\x1b[2J", "_x0041_", "\ufffe", "<b>&amp;]]>", " a ", "שלום", "🌊"])
    def test_no_character_breaks_it(self, words: str) -> None:
        (row,) = read_xlsx(written(write_xlsx, [line(words)]))
        assert row["content"].replace("_x005F_", "_") in (words, *(words.replace(c, f"_x{ord(c):04X}_") for c in words))

    def test_a_lone_surrogate_is_one_character(self) -> None:
        assert read_xlsx(written(write_xlsx, [line("a\ud800b")]))[0]["content"] == "a\ufffdb"

    def test_a_cell_that_is_too_long_says_so(self) -> None:
        (row,) = read_xlsx(written(write_xlsx, [line("a" * 40_000)]))
        assert len(row["content"]) == LONGEST_CELL
        assert row["content"].endswith(
            "a [cut here: 40,000 characters, and a cell of a worksheet holds 32,767; CSV has them all]"
        )

    def test_the_longest_cell_is_whole(self) -> None:
        assert fitted("a" * LONGEST_CELL) == "a" * LONGEST_CELL

    def test_excel_counts_utf_16(self) -> None:
        assert len(fitted("🌊" * 20_000).encode("utf-16-le")) <= 2 * LONGEST_CELL
        assert "cut here" in fitted("🌊" * 20_000)

    def test_too_many_reports_are_refused_in_words(
        self, connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(xlsx, "ROWS", 1 + len(ALL))
        export(connection, Filter(), "xlsx", tmp_path / "all.xlsx")
        monkeypatch.setattr(xlsx, "ROWS", len(ALL))
        with pytest.raises(RunError, match=r"no more than 8 reports.*CSV"):
            export(connection, Filter(), "xlsx", tmp_path / "out.xlsx")
        assert [path.name for path in tmp_path.iterdir()] == ["all.xlsx"]


class TestParquet:
    def test_it_comes_back_with_types(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        export(connection, Filter(), "parquet", tmp_path / "out.parquet")
        rows = pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()
        kept = list(one_by_one(connection, range(1, 100)))
        assert [list(row) for row in rows] == [list(EXPORTED)] * len(ALL)
        for row, one in zip(rows, kept, strict=True):
            assert row["content"] == one.report.content.text
            assert [(s["start"], s["end"]) for s in row["content_spans"]] == [
                (s.start, s.end) for s in one.report.content.spans
            ]
            assert [(link["role"], link["name"]) for link in row["chain"]] == [
                (k.role, k.name) for k in one.report.chain
            ]
            assert row["confidence"] == one.report.confidence
            assert row["byline"] == list(one.report.document.byline)
        assert rows[3]["content"] == "-5 per cent agree"
        assert rows[6]["url"] == "https://post.example/2"
        assert rows[5]["speaker"] is None

    def test_an_empty_one_has_the_same_types(self) -> None:
        empty, full = (
            pyarrow.parquet.read_schema(io.BytesIO(written(write_parquet, lines))) for lines in ([], [line("a")])
        )
        assert empty.equals(full)

    def test_many_row_groups(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reportedly.exports.parquet.GROUP", 2)
        file = pyarrow.parquet.ParquetFile(io.BytesIO(written(write_parquet, [line(str(n)) for n in range(5)])))
        assert file.num_row_groups == 3
        assert file.read()["content"].to_pylist() == ["0", "1", "2", "3", "4"]

    def test_a_lone_surrogate_is_one_character(self) -> None:
        table = pyarrow.parquet.read_table(io.BytesIO(written(write_parquet, [line("a\ud800b")])))
        assert table["content"].to_pylist() == ["a\ufffdb"]

    def test_without_pyarrow_the_extra_is_named(
        self, connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        with pytest.raises(RunError, match=r"reportedly\[parquet\]"):
            export(connection, Filter(), "parquet", tmp_path / "out")
        assert list(tmp_path.iterdir()) == []
