"""Measure `reportedly add` beside `reportedly read`: `python -m benchmarks.ledger_add [--write] [--keep FILE]`.

Both commands read the same JSON Lines file (PolNeAR train and dev and MEANTIME, with outlet and date) in processes of
their own, one after the other. Then every page and question of a ledger that size is asked TIMES times over HTTP, of
the server in a process of its own.
"""

import datetime
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import click

from benchmarks.speed import machine, measure, own_command
from reportedly.ledger.actors import find_actors
from reportedly.ledger.connection import open_to_read

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ("polnear.train.jsonl", "polnear.dev.jsonl", "meantime_en.jsonl")
TIMES = 40
PAGE_LIMIT = 100.0  # milliseconds, 95th percentile
STORING_LIMIT = 0.20  # of the throughput of reading alone


class Asked(NamedTuple):
    """What one address took, in milliseconds."""

    name: str
    median: float
    p95: float


def lay_out(corpora: Path, target: Path, limit: int | None) -> int:
    """Write the articles as JSON Lines without any annotation; how many."""
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for name in CORPORA:
            for line in (corpora / name).read_text(encoding="utf-8").splitlines()[:limit]:
                given = json.loads(line)
                fields = {key: given[key] for key in ("id", "text", "title", "outlet", "published") if given.get(key)}
                out.write(json.dumps(fields) + "\n")
                count += 1
    return count


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address of a server on the ledger, while it runs."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (*own_command(), "serve", "--ledger", str(ledger), "--port", str(port))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address, timeout=1).read()
                break
            except OSError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait()


def ask(address: str, name: str) -> Asked:
    """Get one address TIMES times."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        urllib.request.urlopen(address, timeout=30).read()
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return Asked(name, statistics.median(took), took[int(len(took) * 0.95)])


def addresses(ledger: Path) -> Iterator[tuple[str, str]]:
    """Name and path of each page and question, about what the ledger has most of."""
    with closing(open_to_read(ledger)) as connection:
        rows = connection.execute(
            "SELECT d.id, (SELECT count(*) FROM report AS r WHERE r.document = d.number) AS reports"
            " FROM document AS d ORDER BY reports"
        ).fetchall()
        ((speaker,),) = connection.execute(
            "SELECT p.actor FROM report AS r JOIN profile AS p ON p.number = r.profile GROUP BY p.actor"
            " ORDER BY count(*) DESC LIMIT 1"
        )
        ((outlet,),) = connection.execute(
            "SELECT o.name FROM document AS d JOIN outlet AS o ON o.number = d.outlet GROUP BY o.number"
            " ORDER BY count(*) DESC LIMIT 1"
        )
        ((statement,),) = connection.execute(
            "SELECT statement FROM report GROUP BY statement ORDER BY count(DISTINCT document) DESC, statement LIMIT 1"
        )
        name = find_actors(connection, "Clinton", 1)[0].name
    yield "start page", "/"
    yield "article, median", f"/article/{rows[len(rows) // 2]['id']}"
    yield "article with most reports", f"/article/{rows[-1]['id']}"
    yield "speaker with most reports", f"/speaker/{speaker}"
    yield "outlet with most articles", f"/outlet/{quote(outlet, safe='')}"
    yield "search, a rare word", "/search?q=helicopter"
    yield "search, a common word", "/search?q=said"
    yield "search, a phrase and a speaker", f"/search?q={quote('tax OR economy')}&speaker={quote(name)}"
    yield "statement in most documents", f"/statement/{statement}"
    yield "review queue", "/review"
    yield "API: search", "/api/v1/search?q=economy"
    yield "API: an actor", f"/api/v1/actors/{speaker}"
    yield "API: a statement", f"/api/v1/statements/{statement}"


def page(documents: int, read: float, add: float, size: int, peak: float, asked: list[Asked]) -> str:
    """The figures as Markdown."""
    cost = 1 - read / add
    lines = [
        "<!-- made by python -m benchmarks.ledger_add --write; do not edit -->",
        "# Benchmarks of the ledger",
        "",
        f"{datetime.date.today().isoformat()}, {machine()}. {documents:,} articles: PolNeAR train and dev, MEANTIME.",
        "",
        "| what | measured | wanted |",
        "| --- | --- | --- |",
        f"| `reportedly read` | {documents / read * 60:,.0f} documents a minute | |",
        f"| `reportedly add` | {documents / add * 60:,.0f} documents a minute | |",
        f"| what storing costs of the throughput | {cost:.0%} | at most {STORING_LIMIT:.0%} |",
        f"| the ledger, bytes kept | {size / documents / 1024:,.1f} KB a document | |",
        f"| peak memory of `add`'s own process | {peak:,.0f} MB | |",
        "",
        f"Each page and question, {TIMES} times over HTTP, in milliseconds; wanted: 95th percentile at most"
        f" {PAGE_LIMIT:.0f}.",
        "",
        "| what | median | 95th percentile |",
        "| --- | --- | --- |",
        *(f"| {one.name} | {one.median:,.0f} | {one.p95:,.0f} |" for one in asked),
        "",
    ]
    return "\n".join(lines)


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), default=ROOT.parent / "shared", help="Folder of gold data.")
@click.option("--limit", type=int, help="Articles of each corpus, for a trial run.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where to leave the ledger.")
@click.option("--write", is_flag=True, help="Write docs/benchmarks-ledger.md.")
def main(shared: Path, limit: int | None, keep: Path | None, write: bool) -> None:
    """Measure what storing costs, and how fast a ledger of a thousand articles answers."""
    with tempfile.TemporaryDirectory() as folder:
        news, ledger = Path(folder) / "news.jsonl", keep or Path(folder) / "news.ledger"
        documents = lay_out(shared / "corpora", news, limit)
        read = measure((*own_command(), "read", str(news), "--format", "jsonl")).seconds
        added = measure((*own_command(), "add", str(news), "--ledger", str(ledger)))
        click.echo(added.output)
        with served(ledger) as address:
            asked = [ask(address + path, name) for name, path in addresses(ledger)]
        found = page(documents, read, added.seconds, ledger.stat().st_size, added.megabytes, asked)
    click.echo(found)
    if write:
        (ROOT / "docs" / "benchmarks-ledger.md").write_text(found, encoding="utf-8")
    if any(one.p95 > PAGE_LIMIT for one in asked):
        sys.exit(1)


if __name__ == "__main__":
    main()
