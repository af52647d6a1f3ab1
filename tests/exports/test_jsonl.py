import json
import sqlite3
from pathlib import Path

import msgspec

from reportedly.exports.export import export
from reportedly.exports.reported import one_by_one
from reportedly.ledger.filter import Filter
from reportedly.records import LedgerReport
from tests.exports.conftest import ENTRIES


def test_a_line_is_the_object_of_the_contract_and_the_statement(connection: sqlite3.Connection, tmp_path: Path) -> None:
    export(connection, Filter(), "jsonl", tmp_path / "out")
    first = json.loads((tmp_path / "out").read_bytes().split(b"\n")[0])
    assert list(first) == [
        "id", "document", "kind", "source", "cue", "content", "actor", "chain", "when", "occasion", "parent", "stance",
        "confidence", "provenance", "statement",
    ]  # fmt: skip
    kept = msgspec.structs.asdict(ENTRIES[0].reports[0])
    assert msgspec.convert(first, LedgerReport) == LedgerReport(**kept, statement="s:1")


def test_it_comes_back(connection: sqlite3.Connection, tmp_path: Path) -> None:
    export(connection, Filter(), "jsonl", tmp_path / "out")
    read = [msgspec.json.decode(line, type=LedgerReport) for line in (tmp_path / "out").read_bytes().splitlines()]
    assert read == [line.report for line in one_by_one(connection, range(1, 100))]
