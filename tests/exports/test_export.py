"""What all exports share: they are complete, true to the filter, whole or not there."""

import csv
import io
import json
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from reportedly.errors import LedgerError, ReportedlyError, RunError
from reportedly.exports import export as door
from reportedly.exports.export import EXPORTS, export
from reportedly.ledger.connection import open_to_read, transaction, writing
from reportedly.ledger.filter import Filter
from reportedly.ledger.lines import lines
from reportedly.ledger.search import every
from tests.exports.conftest import ALL, judge

Ids = list[str]


def _csv(path: Path) -> Ids:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def _xlsx(path: Path) -> Ids:
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
    return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def _json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def _ids(iris: list[str]) -> Ids:
    return [iri[iri.index("r:") :] for iri in iris if ":r:" in iri]


def _graph(path: Path) -> Ids:
    return _ids([node["@id"] for node in json.loads(path.read_text("utf-8"))["@graph"]])


def _annotations(path: Path) -> Ids:
    return _ids([node["id"] for node in json.loads(path.read_text("utf-8"))["first"]["items"]])


def _notes(path: Path) -> Ids:
    ids = [entity["id"] for entity in _json_lines(path) if entity["schema"] == "Note"]
    return ["r:" + id.split("-r-")[1] for id in ids]


def _brat(path: Path) -> Ids:
    """brat has no ids of ours: as many as there are contents."""
    with zipfile.ZipFile(path) as archive:
        annotations = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".ann")]
    return ["?"] * sum(line.split("\t")[1].startswith("Content") for ann in annotations for line in ann.splitlines()
                       if line.startswith("T"))  # fmt: skip


def _regions(path: Path) -> Ids:
    tasks = json.loads(path.read_text("utf-8"))
    results = [result for task in tasks for one in task["predictions"] for result in one["result"]]
    first = [result["id"] for result in results if result.get("value", {}).get("labels") == ["Content"]]
    return [id.removesuffix(":content") for id in first if id.endswith(":content")]


READ: dict[str, Callable[[Path], Ids]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": lambda path: [row["id"] for row in _json_lines(path)],
    "parquet": lambda path: pyarrow.parquet.read_table(path)["id"].to_pylist(),
    "web-annotation": _annotations,
    "schema-org": _graph,
    "prov": _graph,
    "followthemoney": _notes,
    "brat": _brat,
    "label-studio": _regions,
}
FILTERS = [
    Filter(),
    Filter(speaker="a:b0"),
    Filter(speaker="Ada Brandt", kind="direct"),
    Filter(outlet="Post", stance="asserts"),
    Filter(since="2025-01-01"),
    Filter(until="2025-01-01"),
    Filter(words="code"),
    Filter(document="d:2"),
    Filter(status="rejected"),
    Filter(status="confirmed"),
]


def same(form: str, found: Ids, asked: Ids) -> bool:
    return len(found) == len(asked) if form == "brat" else sorted(found) == sorted(asked)


# What refers to a report by its number.
TABLES = (
    ("link", "report"), ("untraced", "report"), ("rendering", "report"), ("report", "number"),
    ("attribution", "number"),
)  # fmt: skip


def test_every_form_is_tested() -> None:
    assert set(READ) == set(EXPORTS)


@pytest.mark.parametrize("form", EXPORTS)
class TestEveryForm:
    def test_all_reports_are_there_and_counted(self, connection: sqlite3.Connection, form: str, tmp_path: Path) -> None:
        target = tmp_path / "out"
        assert export(connection, Filter(), form, target) == len(ALL)
        assert same(form, READ[form](target), ALL)

    def test_it_holds_what_search_finds(self, own: Path, form: str, tmp_path: Path) -> None:
        judge(own, "report", "r:4", verdict="wrong")
        judge(own, "report", "r:6")
        target = tmp_path / "out"
        with closing(open_to_read(own)) as connection:
            for filter in FILTERS:
                found = [line.report.id for line in lines(connection, list(every(connection, filter)))]
                assert export(connection, filter, form, target) == len(found)
                assert same(form, READ[form](target), found), filter

    def test_rejected_reports_are_left_out(self, own: Path, form: str, tmp_path: Path) -> None:
        judge(own, "report", "r:3", verdict="wrong")
        with closing(open_to_read(own)) as connection:
            assert export(connection, Filter(), form, tmp_path / "out") == len(ALL) - 1
            assert export(connection, Filter(status="rejected"), form, tmp_path / "rejected") == 1
        assert same(form, READ[form](tmp_path / "out"), [id for id in ALL if id != "r:3"])
        assert same(form, READ[form](tmp_path / "rejected"), ["r:3"])

    def test_no_report_is_a_good_file_without_any(
        self, connection: sqlite3.Connection, form: str, tmp_path: Path
    ) -> None:
        assert export(connection, Filter(words="zeppelin"), form, tmp_path / "out") == 0
        assert READ[form](tmp_path / "out") == []

    def test_the_same_ledger_gives_the_same_bytes(
        self, connection: sqlite3.Connection, form: str, tmp_path: Path
    ) -> None:
        if form == "xlsx":
            pytest.skip("a workbook tells when it was made")
        export(connection, Filter(), form, tmp_path / "one")
        export(connection, Filter(), form, tmp_path / "two")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()

    def test_a_failure_leaves_the_older_file_and_nothing_else(
        self, connection: sqlite3.Connection, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "out"
        target.write_text("older")

        def broken(*_: object) -> object:
            yield from every(connection, Filter(document="d:1"))
            raise sqlite3.DatabaseError("database disk image is malformed")

        monkeypatch.setattr(door, "every", broken)
        with pytest.raises(LedgerError, match="malformed"):
            export(connection, Filter(), form, target)
        assert target.read_text() == "older"
        assert list(tmp_path.iterdir()) == [target]

    def test_it_goes_to_standard_output(
        self, connection: sqlite3.Connection, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out = Pipe()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BufferedWriter(out)))
        assert export(connection, Filter(), form, None) == len(ALL)
        (tmp_path / "out").write_bytes(out.taken)
        assert same(form, READ[form](tmp_path / "out"), ALL)

    def test_a_document_that_was_read_again_is_one_document(self, own: Path, form: str, tmp_path: Path) -> None:
        """Its judged report keeps its row, the others get new ones behind those of later documents."""
        with writing(own) as ledger, transaction(ledger) as connection:
            for table, column in TABLES:
                connection.execute("PRAGMA defer_foreign_keys = ON")
                connection.execute(f"UPDATE {table} SET {column} = 1000 WHERE {column} = 2")
        with closing(open_to_read(own)) as connection:
            assert export(connection, Filter(), form, tmp_path / "out") == len(ALL)
        found = READ[form](tmp_path / "out")
        assert same(form, found, ALL)
        if not isinstance(EXPORTS[form], door.ByLine) and form != "brat":
            assert found == ALL  # text order again


class Pipe(io.RawIOBase):
    """Takes bytes, and cannot go back."""

    def __init__(self) -> None:
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, some: object) -> int:
        self.taken += bytes(some)  # type: ignore[call-overload]
        return len(bytes(some))  # type: ignore[call-overload]


class TestTheTarget:
    def test_an_interruption_leaves_nothing(
        self, connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> object:
            yield 1
            raise KeyboardInterrupt

        monkeypatch.setattr(door, "every", interrupted)
        with pytest.raises(KeyboardInterrupt):
            export(connection, Filter(), "csv", tmp_path / "out.csv")
        assert list(tmp_path.iterdir()) == []

    def test_a_link_stays_a_link(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        (tmp_path / "real.csv").write_text("older")
        (tmp_path / "link.csv").symlink_to("real.csv")
        export(connection, Filter(), "csv", tmp_path / "link.csv")
        assert (tmp_path / "link.csv").is_symlink()
        assert (tmp_path / "real.csv").read_text("utf-8").startswith("id,")

    def test_permissions_stay(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        target = tmp_path / "out.csv"
        target.write_text("older")
        target.chmod(0o640)
        export(connection, Filter(), "csv", target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_a_new_file_can_be_read_by_others_as_any_new_file(
        self, connection: sqlite3.Connection, tmp_path: Path
    ) -> None:
        export(connection, Filter(), "csv", tmp_path / "out.csv")
        (tmp_path / "other").touch()
        assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "other").stat().st_mode

    def test_a_device_is_written_to(self, connection: sqlite3.Connection) -> None:
        for form in EXPORTS:
            assert export(connection, Filter(), form, Path("/dev/null")) == len(ALL)
        assert Path("/dev/null").is_char_device()

    @pytest.mark.parametrize("name", ["no/such/folder.csv", "."])
    def test_a_bad_target_is_told(self, connection: sqlite3.Connection, tmp_path: Path, name: str) -> None:
        with pytest.raises(RunError, match=str(tmp_path)):
            export(connection, Filter(), "csv", tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_the_ledger_itself_is_spared(self, own: Path) -> None:
        before = own.read_bytes()
        with closing(open_to_read(own)) as connection, pytest.raises(RunError, match="ledger itself"):
            export(connection, Filter(), "csv", own)
        assert own.read_bytes() == before

    def test_a_full_disk_is_told(self, connection: sqlite3.Connection) -> None:
        with pytest.raises(RunError, match="/dev/full: No space left"):
            export(connection, Filter(), "jsonl", Path("/dev/full"))

    def test_a_reader_that_has_enough_is_no_fault(
        self, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Closed(Pipe):
            def write(self, _: object) -> int:
                raise BrokenPipeError

        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(Closed()))  # type: ignore[type-var]
        with pytest.raises(BrokenPipeError):
            export(connection, Filter(), "csv", None)


class TestTheQuestion:
    def test_an_unknown_form_is_told(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        with pytest.raises(RunError, match="jsonl"):
            export(connection, Filter(), "docx", tmp_path / "out")

    def test_raw_is_for_csv(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        with pytest.raises(RunError, match="CSV"):
            export(connection, Filter(), "jsonl", tmp_path / "out", raw=True)

    def test_what_is_added_meanwhile_stays_out(
        self, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slow(connection: sqlite3.Connection, _: Filter) -> object:
            yield from list(every(connection, Filter(document="d:1")))
            judge(own, "report", "r:7", verdict="wrong")  # another program, in the middle of it
            yield from every(connection, Filter(document="d:2"))

        monkeypatch.setattr(door, "every", slow)
        with closing(open_to_read(own)) as connection:
            assert export(connection, Filter(), "jsonl", tmp_path / "out") == 7
            assert not connection.in_transaction

    def test_a_question_that_cannot_be_answered_leaves_no_file(
        self, connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: object) -> object:
            raise ReportedlyError("odd")
            yield

        monkeypatch.setattr(door, "every", refused)
        with pytest.raises(ReportedlyError, match="odd"):
            export(connection, Filter(), "csv", tmp_path / "out")
        assert list(tmp_path.iterdir()) == []
