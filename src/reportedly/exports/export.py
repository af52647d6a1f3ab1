"""The door to the exports: which forms there are, and one function that writes a ledger's reports in one of them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reportedly.errors import LedgerError, RunError
from reportedly.exports.brat import write_brat
from reportedly.exports.csv import write_csv
from reportedly.exports.followthemoney import write_followthemoney
from reportedly.exports.gold import Corrected, corrected, write_gold
from reportedly.exports.jsonl import write_jsonl
from reportedly.exports.label_studio import write_label_studio
from reportedly.exports.parquet import write_parquet
from reportedly.exports.prov import write_prov
from reportedly.exports.reported import Reported, by_document, one_by_one
from reportedly.exports.schema_org import write_schema_org
from reportedly.exports.web_annotation import STANDARD, write_web_annotation
from reportedly.exports.whole import whole
from reportedly.exports.xlsx import write_xlsx
from reportedly.ledger.filter import Filter
from reportedly.ledger.lines import Line
from reportedly.ledger.search import every

JSON_LD = "application/ld+json"


class ByLine(NamedTuple):
    """A form that takes reports one at a time; `streams` tells whether it can be written to a pipe."""

    write: Callable[[Iterable[Line], BinaryIO], None]
    suffix: str
    media_type: str
    streams: bool = True


class ByDocument(NamedTuple):
    """A form that takes documents one at a time, with their texts and reports."""

    write: Callable[[Iterable[Reported], BinaryIO], None]
    suffix: str
    media_type: str
    streams: bool = True


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS: dict[str, ByLine | ByDocument] = {
    "csv": ByLine(write_csv, ".csv", "text/csv"),
    "xlsx": ByLine(write_xlsx, ".xlsx", XLSX, streams=False),
    "jsonl": ByLine(write_jsonl, ".jsonl", "application/jsonl"),
    "parquet": ByLine(write_parquet, ".parquet", "application/vnd.apache.parquet", streams=False),
    "web-annotation": ByDocument(write_web_annotation, ".jsonld", f'{JSON_LD};profile="{STANDARD}"'),
    "schema-org": ByDocument(write_schema_org, ".jsonld", JSON_LD),
    "prov": ByDocument(write_prov, ".jsonld", JSON_LD),
    "followthemoney": ByDocument(write_followthemoney, ".ftm.json", "application/jsonl"),
    "brat": ByDocument(write_brat, ".zip", "application/zip", streams=False),
    "label-studio": ByDocument(write_label_studio, ".json", "application/json"),
}


def export(
    connection: sqlite3.Connection,
    filter: Filter,
    form: str,
    target: Path | None,
    *,
    raw: bool = False,
    gold: bool = False,
) -> int:
    """Write the reports that the filter means to `target`, or to standard output; how many they were.

    All come from one state of the ledger, whatever is added meanwhile. A failed export leaves `target` as it was.
    `raw` gives CSV without the marks that guard a spreadsheet. `gold` gives, whatever the form, people's corrections in
    the corpora's own (see `gold.py`): whole documents, in which people judged a report that the filter means.
    Raises RunError for an unknown form, for `raw` with another form than CSV, and where `target` cannot be written.
    """
    chosen = _form(form)
    if raw and form != "csv":
        raise RunError(f"raw is for CSV: {form} has every word as it is")
    _spare_ledger(connection, target)
    count = _Count()
    with _one_state(connection), whole(target, streams=gold or chosen.streams) as out:
        if gold:
            write_gold(count.corrected(corrected(connection, filter)), out)
        elif isinstance(chosen, ByLine):
            write = partial(write_csv, raw=raw) if form == "csv" else chosen.write
            write(count.lines(one_by_one(connection, every(connection, filter))), out)
        else:
            chosen.write(count.documents(by_document(connection, every(connection, filter))), out)
    return count.reports


def _form(name: str) -> ByLine | ByDocument:
    if name not in EXPORTS:
        raise RunError(f"no export is called {name!r}; there are {', '.join(EXPORTS)}")
    return EXPORTS[name]


def _spare_ledger(connection: sqlite3.Connection, target: Path | None) -> None:
    """Raises RunError where the export would take the ledger's place."""
    (path,) = (row["file"] for row in connection.execute("PRAGMA database_list") if row["name"] == "main")
    if target and path and target.exists() and target.samefile(path):
        raise RunError(f"{target}: this is the ledger itself")


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything that is read inside is of one moment."""
    ours = not connection.in_transaction
    try:
        if ours:
            connection.execute("BEGIN")
        try:
            yield
        finally:
            if ours:
                connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise LedgerError(f"the ledger cannot be read: {error}") from error


class _Count:
    """How many reports have passed."""

    def __init__(self) -> None:
        self.reports = 0

    def lines(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            self.reports += 1
            yield line

    def documents(self, documents: Iterable[Reported]) -> Iterator[Reported]:
        for document in documents:
            self.reports += len(document.lines)
            yield document

    def corrected(self, documents: Iterable[Corrected]) -> Iterator[Corrected]:
        for document in documents:
            self.reports += len(document.lines)
            yield document
