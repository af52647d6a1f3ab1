"""Measure tracing: `python -m benchmarks.tracing_scale BASE [--reports N ...] [--large FILE] [--keep]`.

BASE is a ledger of 20,000 reports or more, as `reportedly add` makes it. So many of its articles as N needs are
replicated to N reports, in which five outlets tell each story within days (`benchmarks/replicate.py`), and traced from
nothing; then some articles more are added and traced, one by one.
Prints a line for each N: the reports, seconds, reports a second, peak memory of all processes, wordings, those near
each (mean, 99th percentile, most), the statements and the reports of the largest, and the milliseconds of the article.
"""

import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.replicate import replicate
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

    def line(self) -> str:
        """The figures in one line."""
        mean, high, most = self.near
        return (
            f"{self.reports:>9,} reports  {self.seconds:7.1f} s  {self.reports / self.seconds:6,.0f}/s"
            f"  {self.memory:5,} MB"
            f"  {self.wordings:,} wordings, near each {mean:.1f} (99%: {high}, most {most})"
            f"  {self.statements:,} statements, largest {self.largest}"
            f"  one article: {self.article[0]:.0f} ms, worst {self.article[1]:.0f} ms"
        )


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
    documents = "SELECT document FROM report GROUP BY document ORDER BY document LIMIT ?"
    for (document,) in ledger.connection.execute(documents, (ARTICLES,)).fetchall():
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
    """Leave only the first documents of a ledger, with about so many reports; raise ValueError if it has fewer."""
    with closing(sqlite3.connect(small)) as base, base:
        counted = "SELECT document, sum(count(*)) OVER (ORDER BY document) AS upto FROM report GROUP BY document"
        row = base.execute(f"SELECT min(document) FROM ({counted}) WHERE upto >= ?", (reports,)).fetchone()
        if row[0] is None:
            raise ValueError(f"the base has fewer than {reports:,} reports")
        base.execute("DELETE FROM link WHERE report IN (SELECT number FROM report WHERE document > ?)", row)
        base.execute("DELETE FROM mention WHERE appearance IN (SELECT number FROM appearance WHERE document > ?)", row)
        for table in ("report", "attribution", "appearance", "sighting"):
            base.execute(f"DELETE FROM {table} WHERE document > ?", row)
        base.execute("DELETE FROM document WHERE number > ?", row)


@click.command(help=__doc__)
@click.argument("base", type=click.Path(exists=True, path_type=Path))
@click.option("--reports", multiple=True, type=int, default=(10_000, 100_000, 1_000_000), show_default=True)
@click.option("--large", type=click.Path(path_type=Path), help="Where the large ledger is made.")
@click.option("--processes", type=int, default=2, show_default=True)
@click.option("--keep", is_flag=True, help="Leave the large ledger where it is.")
def main(base: Path, reports: tuple[int, ...], large: Path | None, processes: int, keep: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in reports:
            small, target = Path(folder, f"small{number}.ledger"), large or Path(folder, "large.ledger")
            shutil.copy(base, small)
            with writing(small):
                pass  # brought to the newest schema
            thin(small, min(number // RETOLD, MOST))
            replicate(small, target, number, RETOLD)
            click.echo(measure(target, processes).line())
            if not keep:
                target.unlink()


if __name__ == "__main__":
    sys.exit(main())
