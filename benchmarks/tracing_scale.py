"""Measure tracing: `python -m benchmarks.tracing_scale BASE [--reports N ...] [--write FILE]`.

BASE is a ledger of 20,000 reports or more, as `reportedly add` makes it. So many of its articles as N needs are
replicated to N reports, in which five outlets tell each story within days (`benchmarks/replicate.py`), and traced from
nothing; then some articles more are added and traced, one by one.
Prints a line for each N: seconds, peak memory of all processes that trace, the wordings near each, the statements, and
the milliseconds that such an article takes.
"""

import datetime
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.replicate import replicate
from benchmarks.speed import machine
from reportedly.ledger import likeness
from reportedly.ledger.connection import Ledger, transaction, writing
from reportedly.tracing import trace_new

RETOLD = 5  # outlets that tell each story
ARTICLES = 20  # added one by one at the end
MOST = 20_000  # reports of the base that are used: the same for all large ledgers


class Scaled(NamedTuple):
    """What tracing a ledger of so many reports took, and found."""

    reports: int
    seconds: float
    memory: int  # of the whole process, in megabytes
    wordings: int
    near: tuple[float, int, int]
    statements: int
    largest: int
    article: tuple[float, float]  # milliseconds: median and worst

    def row(self) -> str:
        """The figures as a row of the table."""
        mean, high, most = self.near
        median, worst = self.article
        return (
            f"| {self.reports:,} | {self.seconds:,.0f} s | {self.reports / self.seconds:,.0f} | {self.memory:,} MB"
            f" | {self.wordings:,} | {mean:.1f} / {high} / {most} | {self.statements:,} | {self.largest}"
            f" | {median:.0f} / {worst:.0f} ms |"
        )


HEADER = """\
| reports | time | a second | peak memory | wordings | near each: mean / 99% / most | statements \
| reports of the largest | one article more: median / worst |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""


@contextmanager
def counting() -> Iterator[list[int]]:
    """How many neighbours each wording had, as they are looked up."""
    counts: list[int] = []
    asked = likeness.near

    def counted(*arguments: object) -> likeness.Near:
        found = asked(*arguments)  # type: ignore[arg-type]
        counts.extend(map(len, found.wordings.values()))
        return found

    likeness.near = counted  # type: ignore[assignment]
    try:
        yield counts
    finally:
        likeness.near = asked


def measure(large: Path, processes: int) -> Scaled:
    """Trace the ledger of `large`, in which nothing has been traced."""
    with writing(large) as ledger, counting() as counts:
        started = time.perf_counter()
        traced = trace_new(ledger, "benchmark", processes)
        seconds = time.perf_counter() - started
        counts.sort()
        near = (sum(counts) / len(counts), counts[int(len(counts) * 0.99)], counts[-1])
        ((wordings,),) = ledger.connection.execute("SELECT count(*) FROM wording")
        ((statements, largest),) = ledger.connection.execute(
            "SELECT count(*), max(reports) FROM (SELECT count(*) AS reports FROM report GROUP BY statement)"
        )
        # The largest of the helping processes stands for each of them.
        mine, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        memory = (mine + (processes * others if processes > 1 else 0)) // 1024
        article = _articles(ledger)
    return Scaled(traced, seconds, memory, wordings, near, statements, largest, article)


def _articles(ledger: Ledger) -> tuple[float, float]:
    """Milliseconds of tracing one article again as if it were new: the median and the worst of some."""
    times = []
    rows = ledger.connection.execute("SELECT DISTINCT document FROM report ORDER BY document")
    documents = [number for (number,) in rows]
    for document in documents[:: max(1, len(documents) // ARTICLES)]:
        with transaction(ledger) as connection:
            rows = connection.execute("SELECT number FROM report WHERE document = ?", (document,))
            numbers = [number for (number,) in rows]
            connection.executemany("DELETE FROM rendering WHERE report = ?", [(number,) for number in numbers])
        trace_new(ledger, "benchmark")
        with transaction(ledger) as connection:
            connection.executemany("INSERT INTO untraced VALUES (?, NULL)", [(number,) for number in numbers])
        started = time.perf_counter()
        trace_new(ledger, "benchmark")
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    return times[len(times) // 2], times[-1]


def thin(small: Path, reports: int) -> None:
    """Leave only some documents of a ledger, drawn by their numbers, with about so many reports.

    Raises ValueError if it has fewer.
    """
    with closing(sqlite3.connect(small)) as base, base:
        drawn: dict[int, int] = {}
        counted = "SELECT document, count(*) FROM report GROUP BY document"
        for document, count in sorted(base.execute(counted), key=lambda row: random.Random(row[0]).random()):
            if sum(drawn.values()) < reports:
                drawn[document] = count
        if sum(drawn.values()) < reports:
            raise ValueError(f"the base has fewer than {reports:,} reports")
        kept = ", ".join(map(str, drawn))
        base.execute(f"CREATE TEMP TABLE left_out AS SELECT number FROM document WHERE number NOT IN ({kept})")
        gone = "document IN (SELECT number FROM left_out)"
        base.execute(f"DELETE FROM link WHERE report IN (SELECT number FROM report WHERE {gone})")
        base.execute(f"DELETE FROM mention WHERE appearance IN (SELECT number FROM appearance WHERE {gone})")
        for table in ("report", "attribution", "appearance", "sighting"):
            base.execute(f"DELETE FROM {table} WHERE {gone}")
        base.execute("DELETE FROM document WHERE number IN (SELECT number FROM left_out)")


def alone(large: Path, processes: int) -> Scaled:
    """`measure` in a process of its own: its memory is that of tracing."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure, large, processes).result()


def page(found: list[Scaled], processes: int) -> str:
    """The figures as Markdown."""
    lines = [
        "<!-- made by python -m benchmarks.tracing_scale BASE --write FILE; do not edit -->",
        "# Statements of a million reports",
        "",
        f"{datetime.date.today().isoformat()}, {machine()}; {processes} processes compare. PolNeAR train and dev and"
        " MEANTIME, replicated with other names, days and outlets; each story is told by"
        f" {RETOLD} outlets within days, who leave of what is said two fifths as it was, cut three, edit three"
        " (`benchmarks/replicate.py`). Wanted for a million reports: 900 s, 4,096 MB, one article more in 1,000 ms.",
        "",
        HEADER,
        *(one.row() for one in found),
        "",
        "*Near each* counts the wordings that share an anchor with one within its 21 days and those beside them: what"
        " it is compared with. An anchor of more than 100 wordings in 21 days counts no longer, which bounds them.",
        "",
    ]
    return "\n".join(lines)


@click.command(help=__doc__)
@click.argument("base", type=click.Path(exists=True, path_type=Path))
@click.option("--reports", multiple=True, type=int, default=(10_000, 100_000, 1_000_000), show_default=True)
@click.option("--processes", type=int, default=2, show_default=True)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path))
def main(base: Path, reports: tuple[int, ...], processes: int, write: Path | None) -> None:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number in reports:
            small, target = Path(folder, f"small{number}.ledger"), Path(folder, "large.ledger")
            shutil.copy(base, small)
            with writing(small):
                pass  # brought to the newest schema
            thin(small, min(number // RETOLD, MOST))
            replicate(small, target, number, RETOLD)
            found.append(alone(target, processes))
            click.echo(found[-1].row())
            target.unlink()
    if write:
        write.write_text(page(found, processes), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
