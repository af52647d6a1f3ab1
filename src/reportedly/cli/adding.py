"""`reportedly add`, `reportedly reread` and `reportedly failures`: documents into a ledger."""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import MEGABYTE, IsoDate, ledger_option
from reportedly.cli.telling import SOME_FAILED, counted, tell
from reportedly.config import Config
from reportedly.errors import DocumentError

if TYPE_CHECKING:
    from rich.progress import Progress

    from reportedly.adding import Adding, Event

processes_option = click.option(
    "--processes", metavar="N", type=click.IntRange(min=0), default=0, show_default=True,
    help="How many documents to read side by side, each in a process of some 250 MB; 0: one for each processor core.",
)  # fmt: skip
tagger_option = click.option(
    "--tagger", type=click.Choice(["model", "rules"]), default="model", show_default=True,
    help="What finds the statements: the trained model, or plain rules.",
)  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  reportedly add articles/ --ledger news.ledger
  reportedly add crawl.warc.gz feed.xml https://example.org/article --ledger news.ledger
  reportedly add archive.jsonl --text-field body --ledger news.ledger
  reportedly add 'archive/**/*.html' --outlet "Larkspur Tribune" --ledger news.ledger

\b
A run that was stopped, however, is taken up again by the same command: what is stored is
not read twice. Exit status: 0 all is in the ledger, 1 something could not be read (the
rest is stored; `reportedly failures` lists it), 2 the run could not go on, 130 interrupted."""
)
@click.argument("origins", metavar="PATH|URL|-...", nargs=-1, required=True)
@ledger_option(exists=False)
@click.option("--outlet", metavar="NAME", help="Who published the articles, where they do not say so themselves.")
@click.option("--published", metavar="DATE", type=IsoDate(), help="When they were published, as an ISO date.")
@click.option("--text-field", metavar="NAME", default="text", show_default=True,
              help="JSON Lines: the field that holds the text.")  # fmt: skip
@click.option("--no-body", is_flag=True, help="Do not keep the raw bytes that the texts were made from.")
@processes_option
@tagger_option
@click.option("--max-mb", metavar="N", type=click.IntRange(min=1), default=16, show_default=True,
              help="Refuse an article larger than this, in megabytes.")  # fmt: skip
def add(
    origins: tuple[str, ...], ledger: Path, outlet: str | None, published: str | None, text_field: str,
    no_body: bool, processes: int, tagger: str, max_mb: int,
) -> int:  # fmt: skip
    """Read articles into a ledger: files, folders, feeds, web archives, URLs, or "-" for standard input.

    Reads text, HTML, JSON Lines, RSS and Atom feeds, WARC and WACZ archives and ninjs; folders with all that is
    below them. The same document twice is one; a changed article at the same address is a new version beside the
    old. People, bodies and outlets are then linked over all documents.
    """
    from reportedly.adding import Adding
    from reportedly.readers import Metadata

    config = Config(tagger=tagger, max_bytes=max_mb * MEGABYTE, text_field=text_field)
    adding = Adding(config, Metadata(outlet=outlet, published=published), _processes(processes), not no_body)
    return _add(ledger, origins, adding)


@click.command(
    epilog="""\b
Examples:
  reportedly reread --ledger news.ledger

\b
Exit status: 0 all were read again, 1 some could not be (`reportedly failures` lists them)."""
)
@ledger_option(exists=True)
@processes_option
@tagger_option
def reread(ledger: Path, processes: int, tagger: str) -> int:
    """Read the stored articles again that an older model or version has read.

    What people have judged stays as they judged it; everything else is found anew.
    """
    from reportedly.adding import Adding
    from reportedly.adding import reread as read_again
    from reportedly.ledger.connection import writing
    from reportedly.resolve import resolve
    from reportedly.tracing import trace_new
    from reportedly.version import program

    with writing(ledger) as opened, _bar() as bar:
        told = _Telling(bar, None)
        told.tell_all(read_again(opened, Adding(Config(tagger=tagger), processes=_processes(processes))))
        resolve(opened, program())
        trace_new(opened, program(), _processes(processes))
    click.echo(f"{counted(told.counts['added'], 'document')} read again, {told.failed:,} failed")
    return SOME_FAILED if told.failed else 0


@click.command(
    epilog="""\b
Examples:
  reportedly failures --ledger news.ledger
  reportedly failures --retry --ledger news.ledger

\b
Exit status: 0 there are none, 1 there are some."""
)
@ledger_option(exists=True)
@click.option("--retry", is_flag=True, help="Try them again, by the arguments that led to them.")
@processes_option
@tagger_option
def failures(ledger: Path, retry: bool, processes: int, tagger: str) -> int:
    """List what could not be read into a ledger, with the reasons."""
    from reportedly.adding import Adding
    from reportedly.ledger.connection import open_to_read
    from reportedly.ledger.origins import failures as listed
    from reportedly.text.controls import visible

    connection = open_to_read(ledger)
    found = listed(connection)
    connection.close()
    if retry and found:
        given = tuple(dict.fromkeys(failure.given for failure in found))
        return _add(ledger, given, Adding(Config(tagger=tagger), processes=_processes(processes)))
    for failure in found:
        tries = f" (tried {failure.times} times)" if failure.times > 1 else ""
        click.echo(visible(f"{failure.origin}: {failure.reason}{tries}, last at {failure.last}"))
    click.echo(counted(len(found), "failure"), err=True)
    return SOME_FAILED if found else 0


def _processes(asked: int) -> int:
    return asked or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))


def _add(path: Path, origins: Iterable[str], adding: "Adding") -> int:
    from reportedly.adding import add as read_in
    from reportedly.ledger.connection import writing
    from reportedly.ledger.origins import note_failure
    from reportedly.readers.origins import expand
    from reportedly.resolve import resolve
    from reportedly.tracing import trace_new
    from reportedly.version import program

    with writing(path) as ledger, _bar() as bar:
        told = _Telling(bar, None)
        try:
            listed: list[str] = []
            for one in expand(origins):
                if isinstance(one, str):
                    listed.append(one)
                    continue
                if isinstance(one, DocumentError):
                    note_failure(ledger, one.origin, one.origin, one.reason)
                told.tell(one)
            told.expect(listed)
            told.tell_all(read_in(ledger, listed, adding))
        finally:
            resolve(ledger, program())
            trace_new(ledger, program(), adding.processes)
            told.sum_up()
    return SOME_FAILED if told.failed else 0


def _bar() -> "Progress":
    """A progress bar on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn(), TimeRemainingColumn(),
        console=console, disable=not console.is_terminal, transient=True,
    )  # fmt: skip


class _Telling:
    """Counts what happens in a run, moves the bar, and tells what went wrong."""

    def __init__(self, bar: "Progress", total: int | None) -> None:
        self.bar, self.task = bar, bar.add_task("reading", total=total)
        self.counts: Counter[str] = Counter()
        self.failed = self.reports = 0
        self.left: dict[str, int] = {}  # bytes of each origin that the bar has not moved by yet
        self.began = time.monotonic()

    def expect(self, origins: Iterable[str]) -> None:
        """Let the bar measure the bytes of these origins."""
        self.left = {origin: _size(origin) for origin in origins}
        self.bar.update(self.task, total=sum(self.left.values()) or None)

    def tell_all(self, events: "Iterator[Event]") -> None:
        """Count and tell what happens, until nothing more does."""
        for event in events:
            self.tell(event)

    def tell(self, event: "Event") -> None:
        """Count one event; a failure or a note goes to standard error."""
        from reportedly.adding import Finished, Stored

        if isinstance(event, Stored):
            self.counts[event.outcome] += 1
            self.reports += event.reports
            for note in event.document.notes if event.outcome != "unchanged" else ():
                tell(f"note: {event.document.origin}: {note}")
            self._move(event.given, event.size)
        elif isinstance(event, Finished):
            self.counts["finished before"] += event.before
            self._move(event.given, self.left.get(event.given, 0))
        elif isinstance(event, DocumentError):
            self.failed += 1
            tell(f"reportedly: {event}")
        else:
            tell(f"note: {event}")

    def _move(self, origin: str, size: int) -> None:
        """Move the bar by bytes of an origin, but not beyond its end: what is compressed holds more than its size."""
        step = min(size, self.left.get(origin, 0))
        self.left[origin] = self.left.get(origin, 0) - step
        documents = sum(self.counts[outcome] for outcome in ("added", "version", "unchanged"))
        rate = documents / max(time.monotonic() - self.began, 1.0) * 60
        words = f"{counted(documents, 'document')}, {counted(self.reports, 'report')}, {rate:,.0f} documents a minute"
        self.bar.update(self.task, advance=step, description=words)

    def sum_up(self) -> None:
        """The run in one line."""
        parts = [
            f"{self.counts['added']:,} added", counted(self.counts["version"], "new version"),
            f"{self.counts['unchanged']:,} unchanged", f"{self.failed:,} failed",
        ]  # fmt: skip
        if before := self.counts["finished before"]:
            parts.insert(3, f"{counted(before, 'file')} not changed since last read")
        click.echo(f"{', '.join(parts)}; {counted(self.reports, 'new report')}")


def _size(origin: str) -> int:
    try:
        return os.stat(origin).st_size
    except (OSError, ValueError):
        return 0
