"""Write reports: JSON Lines, one JSON document, CSV, or a table for the terminal; memory holds one document.

Text streams are opened by the caller: UTF-8 and `newline=""` for all but the table.
"""

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TextIO, get_args

import msgspec

from reportedly.columns import COLUMNS, cell, chain_text, row
from reportedly.records import Appearance, Document, Kind, Report, Stance, When
from reportedly.reporting.when import dates_in
from reportedly.span import Span
from reportedly.text.controls import visible
from reportedly.text.json_line import json_line
from reportedly.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Readings = Iterable[tuple[Document, Sequence[Report], Sequence[Appearance]]]

NOBODY = "—"
UNRESOLVED = "(unresolved)"  # beside the words of a source that nobody could be named for
HOW = get_args(Kind) + get_args(Stance)  # what the column of that name may say
PIPED_WIDTH = 100  # of a table that goes to a file: the same on every machine, and fits a page in landscape
CHAIN_COLUMN = 90  # from here on the chain gets a column; in a narrower one its names would break, so it goes below
NARROWEST = 48  # below this the columns would be single letters: let the terminal wrap instead
WIDEST = 160  # beyond this the eye loses the line


class DatedReport(Report, frozen=True):
    """A report and the dates that its content speaks of, in text order; none of them says when it was said."""

    dates: tuple[When, ...]


class ReadDocument(msgspec.Struct, frozen=True):
    """What `--format json` says of one document."""

    document: Document
    reports: tuple[DatedReport, ...]
    actors: tuple[Appearance, ...]


def write_jsonl(readings: Readings, out: TextIO) -> None:
    """One line a report: the object of the contract and nothing else."""
    for _, reports, _ in readings:
        for report in reports:
            out.write(json_line(report) + "\n")
        out.flush()


def write_json(readings: Readings, out: TextIO) -> None:
    """One JSON document: a list of `ReadDocument`, one line each."""
    mark = "[\n"
    for document, reports, actors in readings:
        dated = tuple(_dated(document, report) for report in reports)
        out.write(mark + json_line(ReadDocument(document, dated, tuple(actors))))
        out.flush()
        mark = ",\n"
    out.write("[]\n" if mark == "[\n" else "\n]\n")


def write_csv(readings: Readings, out: TextIO, *, raw: bool = False) -> None:
    """RFC 4180 with a header line; a cell that a spreadsheet would run gets a leading ' unless `raw`."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for _, reports, _ in readings:
        for report in reports:
            writer.writerow(cell(words, raw) for words in row(report))
        out.flush()


def write_table(readings: Readings, out: TextIO) -> None:
    """A table a document: as wide as the terminal, or `PIPED_WIDTH` and without colour when `out` is none."""
    from rich.console import Console

    terminal = out.isatty()
    console = Console(file=out, highlight=False, width=None if terminal else PIPED_WIDTH, force_terminal=terminal)
    console.width = min(max(console.width, NARROWEST), WIDEST)
    for place, (document, reports, _) in enumerate(readings):
        if place:
            console.print()
        console.print(_heading(document, len(reports)))
        if reports:
            console.print(_table(document, reports, console))
        out.flush()


WRITERS: dict[str, Callable[[Readings, TextIO], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
}


def _dated(document: Document, report: Report) -> DatedReport:
    return DatedReport(**msgspec.structs.asdict(report), dates=dates_in(document, report.content.spans))


def _heading(document: Document, count: int) -> "Text":
    """Outlet, title, date and origin of a document, and how many reports follow."""
    from rich.text import Text

    heading = Text(_line(document.title) or _line(document.origin), style="bold")
    found = "no attributed statement found" if not count else f"{count} report{'s' if count > 1 else ''}"
    day = (document.published or "")[:10]
    facts = (document.outlet, day, document.origin if document.title else None, found)
    heading.append("\n" + " · ".join(_line(fact) for fact in facts if fact), style="not bold dim")
    return heading


def _table(document: Document, reports: Sequence[Report], console: "Console") -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    wide = console.width >= CHAIN_COLUMN
    starts = [paragraph.start for paragraph in paragraphs(document.text)]
    numbers = {report.id: number for number, report in enumerate(reports, start=1)}
    places = [_where(report.content.spans, starts) for report in reports]
    # What has a fixed width gets it; of the rest, the words get half (measured by eye from 60 to 200 columns).
    table = Table(
        box=box.SIMPLE_HEAD, width=console.width, padding=(0, 1, 0, 0), pad_edge=False, leading=1, header_style="dim"
    )
    table.add_column("", width=len(str(len(reports))), justify="right", style="dim")
    table.add_column("speaker", ratio=4, overflow="fold")
    table.add_column("words", ratio=10, overflow="fold")
    table.add_column("how", width=max(map(len, HOW)), style="dim")
    if wide:
        table.add_column("chain", ratio=5, overflow="fold", style="dim")
    table.add_column("where", width=max(len(line) for place in places for line in place), style="dim", overflow="fold")
    for number, (report, place) in enumerate(zip(reports, places, strict=True), start=1):
        chain = _line(chain_text(report))
        facts = _circumstances(report) + ([f"chain: {chain}"] if chain and not wide else [])
        parent = [f"↳ in {numbers[report.parent]}"] if report.parent in numbers else []
        table.add_row(
            str(number),
            _below(_speaker(report), "bold", parent),
            _below(_line(report.content.text), "", facts),
            "\n".join(filter(None, (report.kind, report.stance))),
            *([Text(chain)] if wide else []),
            "\n".join(place),
        )
    return table


def _below(words: str, style: str, lines: Sequence[str]) -> "Text":
    """The words, and dim below them a line for each of `lines`."""
    from rich.text import Text

    return Text("\n").join([Text(words, style), *(Text(line, "dim") for line in lines)])


def _speaker(report: Report) -> str:
    """The actor's name; the words that credit somebody who could not be named, marked so; else a dash."""
    if report.actor:
        return _line(report.actor.name)
    return f"{_line(report.source.text)} {UNRESOLVED}" if report.source else NOBODY


def _circumstances(report: Report) -> list[str]:
    """When it was said, as the words have it and as a date, and on which occasion."""
    lines = []
    if report.when:
        lines.append(f"when: {_line(report.when.text)} ({report.when.value or 'date unknown'})")
    if report.occasion:
        lines.append(f"occasion: {_line(report.occasion.text)}")
    return lines


def _where(spans: Sequence[Span], starts: Sequence[int]) -> list[str]:
    """Number of the paragraph in which the words begin, and their offsets, one span a line."""
    number = max(1, bisect_right(starts, spans[0].start))
    return [f"¶{number}", *(f"{span.start}-{span.end}" for span in spans)]


def _line(words: str | None) -> str:
    """The words on one line, with nothing in them that a terminal obeys."""
    return visible(" ".join((words or "").split()))
