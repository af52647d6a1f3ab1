"""Measure a large ledger: `python -m benchmarks.ledger_scale BASE [--reports N] [--large FILE] [--write FILE]`.

BASE is a small ledger, as `reportedly add` makes it; it is replicated to N reports (`benchmarks/replicate.py`), or the
FILE of an earlier run is measured again. Every question is asked several times, of connections that have just been
opened. Ends with status 1 where a 95th percentile exceeds 300 ms, or a question reads a table from end to end.
"""

import platform
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.replicate import replicate
from reportedly.ledger.actors import actor_card, cited_with, find_actors, timeline
from reportedly.ledger.connection import open_to_read
from reportedly.ledger.documents import documents, find_documents, outlet_card, outlets, stored
from reportedly.ledger.filter import SORTS, Filter, Sort
from reportedly.ledger.lines import Line, lines, of_document
from reportedly.ledger.overview import overview
from reportedly.ledger.review import doubtful_reports, unsure_actors
from reportedly.ledger.search import facets, find

LARGE = Path(tempfile.gettempdir()) / "large.ledger"
LIMIT = 300.0  # milliseconds
TIMES = 12
# Tables with a row for each report, document or profile; indexes and small tables may be read whole.
TABLES = ("report", "attribution", "link", "document", "appearance", "mention", "profile", "judgement")
Question = Callable[[sqlite3.Connection], object]


class Measured(NamedTuple):
    """Milliseconds of one question by the clock, those of the processor, and the tables that it reads whole."""

    name: str
    median: float
    p95: float
    processor: float
    scans: tuple[str, ...]


def questions(connection: sqlite3.Connection) -> Iterator[tuple[str, Question]]:
    """What is asked: names, words and days are taken from the ledger itself."""
    for name, filter in filters(connection):
        for sort in SORTS if filter.words else SORTS[1:]:
            yield f"{name}, {sort}", partial(shown, filter=filter, sort=sort)
        yield f"{name}, facets", partial(facets, filter=filter)
    for label, rank in (("the most reported", 0), ("a middling", 30), ("a little reported", 300)):
        actor, name = nth_actor(connection, rank)
        yield f"card of {label} actor", partial(actor_card, id=actor)
        yield f"timeline of {label} actor", partial(timeline, id=actor)
        yield f"cited with {label} actor", partial(cited_with, id=actor)
        yield f"{label} actor by name", partial(find_actors, name=name)
        yield f"{label} actor by surname", partial(find_actors, name=name.split()[-1])
        yield f"{label} actor, misspelled", partial(find_actors, name=name[:-3] + name[-2:])
    yield "actors that begin with Jo", partial(find_actors, name="Jo")
    ((outlet, document),) = connection.execute(
        "SELECT o.name, d.id FROM document AS d JOIN outlet AS o ON o.number = d.outlet LIMIT 1 OFFSET 10"
    )
    yield "documents by day", documents
    yield "documents as added", partial(documents, order="added")
    yield "documents of an outlet", partial(documents, outlet=outlet)
    yield "documents with a common word", partial(find_documents, words="the")
    yield "documents with two words", partial(find_documents, words="tax cut")
    yield "one document", partial(stored, id=document)
    yield "reports of one document", partial(of_document, document=document)
    yield "outlets", outlets
    yield "card of an outlet", partial(outlet_card, name=outlet)
    yield "overview", overview
    yield "pairs to review", unsure_actors
    yield "reports to review", doubtful_reports


def shown(connection: sqlite3.Connection, filter: Filter, sort: Sort) -> list[Line]:
    """A page of reports, as it is printed."""
    return list(lines(connection, find(connection, filter, sort).numbers))


def filters(connection: sqlite3.Connection) -> Iterator[tuple[str, Filter]]:
    """Filters alone and together."""
    rare, middling, common = words_of(connection)
    speaker, name = nth_actor(connection, 0)
    surname = name.split()[-1]
    outlet = outlets(connection)[0].name
    ((last,),) = connection.execute("SELECT max(day) FROM report")
    year = str(int(last[:4]) - 3)
    yield "everything", Filter()
    for label, words in (
        ("a rare word", rare), ("a middling word", middling), ("a very common word", common),
        ("a common phrase", '"of the"'), ("a beginning", "pre*"),
        ("and, or, not", f"({middling} OR tax) {common} -{rare}"), ("two common words", f"{common} of"),
        ("a word that is nowhere", "xqzzyx"),
    ):  # fmt: skip
        yield label, Filter(words=words)
    yield "a speaker", Filter(speaker=speaker)
    yield "a speaker by surname", Filter(speaker=surname)
    yield "an outlet", Filter(outlet=outlet)
    yield "a kind", Filter(kind="direct")
    yield "a stance", Filter(stance="denies")
    yield "a year", Filter(since=year, until=year)
    yield "confirmed ones", Filter(status="confirmed")
    for label, words in (("middling", middling), ("very common", common)):
        yield f"a {label} word, a speaker", Filter(words=words, speaker=speaker)
        yield f"a {label} word, an outlet", Filter(words=words, outlet=outlet)
        yield f"a {label} word, a stance", Filter(words=words, stance="denies")
        yield f"a {label} word, a year", Filter(words=words, since=year, until=year)
        yield f"a {label} word, rejected ones", Filter(words=words, status="rejected")
    yield "all filters", Filter(speaker=speaker, outlet=outlet, kind="direct", stance="denies", since=year, until=last)
    yield "all filters and a word", Filter(common, speaker, outlet, "direct", "denies", year, last)


def words_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """A word that one report in 10,000 holds, one in a hundred, and the most common one."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, report_fts, row)")
    ((reports,),) = connection.execute("SELECT count(*) FROM report")
    nearest = "SELECT term FROM temp.vocabulary WHERE length(term) > 2 ORDER BY abs(doc - ?) LIMIT 1"
    shares = (reports // 10_000, reports // 100, reports)
    return tuple(connection.execute(nearest, (share,)).fetchone()["term"] for share in shares)


def nth_actor(connection: sqlite3.Connection, rank: int) -> tuple[str, str]:
    """Id and name of the actor with the most reports but `rank`."""
    row = connection.execute(
        "SELECT a.id, a.name FROM report AS r JOIN profile AS p ON p.number = r.profile JOIN profile AS a"
        " ON a.id = p.actor GROUP BY a.id ORDER BY count(*) DESC, a.id LIMIT 1"
        " OFFSET min(?, (SELECT count(DISTINCT actor) - 1 FROM profile))",
        (rank,),
    ).fetchone()
    return row["id"], row["name"]


def measure(path: Path, name: str, ask: Question) -> Measured:
    """Ask one question `TIMES` times, each of a new connection; then once more, to see how SQLite goes about it."""
    took = []
    busy = []
    for _ in range(TIMES):
        with closing(open_to_read(path)) as connection:
            began, worked = time.perf_counter(), time.process_time()
            ask(connection)
            took.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - worked))
    with closing(open_to_read(path)) as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        ask(connection)
        connection.set_trace_callback(None)
        scans = {scan for statement in statements for scan in scans_of(connection, statement)}
    took.sort()
    p95 = took[-1 - TIMES // 20]
    return Measured(name, statistics.median(took), p95, statistics.median(busy), tuple(sorted(scans)))


def scans_of(connection: sqlite3.Connection, statement: str) -> Iterator[str]:
    """The large tables that a statement reads row by row, as SQLite plans it. An index read whole is none."""
    if not statement.lstrip().startswith("SELECT"):  # FTS5's own begin with "--"
        return
    for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
        match = re.fullmatch(r"SCAN (\w+)", row["detail"])
        named = match and re.search(rf"\b(\w+) AS {match[1]}\b", statement)
        table = named[1] if named else match[1] if match else ""
        if table in TABLES:
            yield f"{table} in {' '.join(statement.split())[:200]}"


@click.command()
@click.argument("base", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reports", default=1_000_000, show_default=True)
@click.option("--large", type=click.Path(dir_okay=False, path_type=Path), default=LARGE, show_default=True)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path))
def main(base: Path, reports: int, large: Path, write: Path | None) -> None:
    """Measure the questions that the pages and the API ask."""
    if not large.exists():
        began = time.perf_counter()
        made = replicate(base, large, reports)
        click.echo(f"{made:,} reports made in {time.perf_counter() - began:.0f} s", err=True)
    with closing(sqlite3.connect(large)) as connection:
        connection.row_factory = sqlite3.Row
        asked = list(questions(connection))
        ((held,),) = connection.execute("SELECT count(*) FROM report")
    found = []
    for name, ask in asked:
        found.append(measure(large, name, ask))
        _, median, p95, processor, _ = found[-1]
        click.echo(f"{median:8.1f} {p95:8.1f} ({processor:6.1f}) ms  {name}", err=True)
    text = page(found, held, large.stat().st_size)
    if write:
        write.write_text(text, encoding="utf-8")
    else:
        click.echo(text)
    slow = [f"{one.name}: {one.p95:.0f} ms" for one in found if one.p95 > LIMIT]
    scans = [f"{one.name}: {scan}" for one in found for scan in one.scans]
    for line in (*slow, *scans):
        click.echo(line, err=True)
    sys.exit(1 if slow or scans else 0)


def page(found: list[Measured], reports: int, size: int) -> str:
    """The figures as a table in Markdown."""
    head = (
        f"{reports:,} reports, {size / 1e9:.2f} GB; SQLite {sqlite3.sqlite_version}, Python"
        f" {platform.python_version()}, {platform.machine()}. Each question {TIMES} times, milliseconds.\n\n"
        "| question | median | 95th percentile | processor |\n|---|---:|---:|---:|\n"
    )
    rows = (f"| {one.name} | {one.median:.1f} | {one.p95:.1f} | {one.processor:.1f} |\n" for one in found)
    return head + "".join(rows)


if __name__ == "__main__":
    main()
