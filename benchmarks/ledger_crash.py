"""Kill `reportedly add` again and again, or let many add at once: is the ledger whole, and the same as after one run?

`python -m benchmarks.ledger_crash kills SOURCE... [--kills 50] [--tagger model]` and
`python -m benchmarks.ledger_crash crowd SOURCE... [--adders 8] [--readers 4]`. Linux only.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click

from reportedly.ledger.connection import open_to_read, writing
from reportedly.ledger.doctor import examine

ROOT = Path(__file__).resolve().parents[1]
# A run is killed within this share of the time that a whole one takes, so that a ledger sees several kills.
SHARE = 0.4
WORKER_KILLS = 0.25  # the share of kills that hit a worker; the run then goes on, and is killed itself a little later
# What two ledgers of the same articles must have in common: questions whose answers name rows by their ids.
QUESTIONS = {
    "documents": "SELECT id, url, title, published FROM document",
    "reports": "SELECT d.id, r.id, r.kind, r.stance, r.content, p.actor, r.status FROM report AS r"
    " JOIN document AS d ON d.number = r.document LEFT JOIN profile AS p ON p.number = r.profile",
    "links": "SELECT d.id, r.id, l.place, l.role, l.name, l.spans FROM link AS l JOIN report AS r"
    " ON r.number = l.report JOIN document AS d ON d.number = r.document",
    "profiles": "SELECT id, name, kind, sense, judged FROM profile",
    "keys": "SELECT k.key, p.id FROM profile_key AS k JOIN profile AS p ON p.number = k.profile",
    "descriptions": "SELECT p.id, words FROM description JOIN profile AS p ON p.number = profile",
    "appearances": "SELECT id, name, kind, descriptions FROM appearance",
    "mentions": "SELECT a.id, start, end FROM mention JOIN appearance AS a ON a.number = appearance",
    "actors": "SELECT id, actor FROM profile",
    "judgements": "SELECT DISTINCT min(left, right), max(left, right), verdict, block FROM judgement_in_force",
    "bodies": "SELECT sha256, size FROM body",
    "failures": "SELECT origin, reason FROM failure",
}
READS = (
    "SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM attribution)",  # 0 in every snapshot
    "SELECT count(*) FROM document AS d WHERE NOT EXISTS (SELECT 1 FROM sighting WHERE document = d.number)",  # 0 too
    "SELECT count(*) FROM profile AS p LEFT JOIN profile AS a ON a.id = p.actor WHERE a.id IS NULL",  # and 0
)
SEARCHES = (
    "SELECT count(*) FROM report_fts WHERE report_fts MATCH 'said OR the'",
    "SELECT speaker, words, chain FROM report_view LIMIT 50",
)


class Run(NamedTuple):
    """How a ledger is added to: by what, and how many processes read."""

    sources: tuple[str, ...]
    tagger: str = "rules"
    processes: int = 2

    def start(self, ledger: Path, sources: Sequence[str] | None = None) -> "subprocess.Popen[str]":
        """Begin `reportedly add`, in a process group of its own."""
        line = (sys.executable, "-m", "reportedly.cli", "add", *(sources or self.sources), "--ledger", str(ledger))
        told = ("--tagger", self.tagger, "--processes", str(self.processes))
        path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
        return subprocess.Popen(
            (*line, *told), env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def whole(self, ledger: Path) -> float:
        """Add everything, undisturbed; how many seconds that took."""
        began = time.perf_counter()
        finish(self.start(ledger))
        return time.perf_counter() - began


def finish(process: "subprocess.Popen[str]") -> str:
    """Wait for a run's end; what it printed. Raises ClickException if it failed."""
    out, err = process.communicate()
    if error := _failure(process.returncode, err):
        raise click.ClickException(f"exit status {process.returncode}: {error}")
    return out


def _failure(status: int, err: str) -> str:
    """What went wrong in a run; exit status 1 is well: some articles could not be read, and it is compared which."""
    return err[-2000:] if status not in (0, 1) or "locked" in err or "Traceback" in err else ""


def content(ledger: Path) -> dict[str, set[tuple[object, ...]]]:
    """What is in a ledger, without what may differ from run to run: numbers and times."""
    with closing(open_to_read(ledger)) as connection:
        return {what: {tuple(row) for row in connection.execute(question)} for what, question in QUESTIONS.items()}


def differences(ledger: Path, other: Path) -> list[str]:
    """How two ledgers differ, in words; empty where they do not."""
    left, right = content(ledger), content(other)
    return [
        f"{what}: {len(left[what] - right[what])} only in {ledger.name}, {len(right[what] - left[what])} only in"
        f" {other.name}, such as {sorted(left[what] ^ right[what], key=repr)[:2]}"
        for what in QUESTIONS
        if left[what] != right[what]
    ]


def faults(ledger: Path) -> list[str]:
    """What `reportedly doctor` calls broken."""
    if not ledger.exists():
        return []
    with writing(ledger) as opened:
        return [finding.words for finding in examine(opened, "", "") if finding.grade == "ill"]


def kills(run: Run, ledger: Path, seconds: float, chance: random.Random) -> Iterator[list[str]]:
    """Kill runs at random moments until one reaches its end before that; yield the ledger's faults after each kill."""
    while True:
        process = run.start(ledger)
        wait = chance.uniform(0, seconds * SHARE)
        if chance.random() < WORKER_KILLS:
            time.sleep(wait / 2)
            _kill_worker(process.pid, chance)
            wait /= 2
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            yield faults(ledger)
        else:
            finish(process)
            return


def _kill_worker(parent: int, chance: random.Random) -> None:
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        workers = [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):
        pass  # the run or its worker has just ended


def crowd(run: Run, ledger: Path, adders: int, readers: int, chance: random.Random) -> list[str]:
    """Let several add overlapping parts of the sources at once while others read; what went wrong, in words.

    Each source is added by at least two, in different orders. A reader asks again and again until all have added.
    """
    parts: list[list[str]] = [[] for _ in range(adders)]
    for place, source in enumerate(run.sources):
        for adder in {place % adders, *chance.sample(range(adders), 1), (place + 1) % adders}:
            parts[adder].append(source)
    for part in parts:
        chance.shuffle(part)
    with writing(ledger):
        pass  # made, so that readers find it
    asking = [_reader(ledger) for _ in range(readers)]
    adding = [run.start(ledger, part) for part in parts if part]
    wrong = []
    for process in adding:
        _, err = process.communicate()
        if error := _failure(process.returncode, err):
            wrong.append(f"an adder: {error}")
    for process in asking:
        out, err = process.communicate(input="")  # the end of its input is its end
        click.echo(f"a reader asked {out.strip()} times", err=True)
        if process.returncode:
            wrong.append(f"a reader: {err[-2000:]}")
    return wrong + faults(ledger)


def _reader(ledger: Path) -> "subprocess.Popen[str]":
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        (sys.executable, "-m", "benchmarks.ledger_crash", "read", str(ledger)), text=True,
        env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@click.group()
def cli() -> None:
    """Kill `reportedly add`, or crowd it."""


@cli.command("read")
@click.argument("ledger", type=click.Path(path_type=Path))
def read(ledger: Path) -> None:
    """Ask until standard input ends; print how often. Fails where a snapshot is not whole."""
    import select

    asked = 0
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        with closing(open_to_read(ledger)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")  # a reader never waits
            connection.execute("BEGIN")
            for question in READS:
                ((count,),) = connection.execute(question)
                if count:
                    raise click.ClickException(f"{count}: {question}")
            for question in SEARCHES:
                connection.execute(question).fetchall()
        asked += 1
    click.echo(asked)


@cli.command("kills")
@click.argument("sources", nargs=-1, required=True)
@click.option("--kills", "wanted", default=50, show_default=True)
@click.option("--tagger", type=click.Choice(["model", "rules"]), default="rules", show_default=True)
@click.option("--seed", default=1, show_default=True)
def kill_again(sources: tuple[str, ...], wanted: int, tagger: str, seed: int) -> None:
    """Kill runs over SOURCES, two workers each, until so many have been killed; compare with a run left alone."""
    run, chance, done, wrong = Run(sources, tagger), random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.ledger")
        seconds = run.whole(whole)
        click.echo(f"undisturbed: {seconds:.1f} s, {len(content(whole)['documents'])} documents")
        for number in range(sys.maxsize):
            ledger, before = Path(folder, f"killed-{number}.ledger"), done
            for found in kills(run, ledger, seconds, chance):
                done += 1
                wrong += len(found)
                click.echo("".join(f"kill {done}: {fault}\n" for fault in found), nl=False)
            found = differences(ledger, whole)
            wrong += len(found)
            click.echo(f"ledger {number}: {done - before} kills; {'; '.join(found) or 'equal to the undisturbed run'}")
            if done >= wanted:
                break
    click.echo(f"{done} kills, {wrong} faults")
    sys.exit(1 if wrong else 0)


@cli.command("crowd")
@click.argument("sources", nargs=-1, required=True)
@click.option("--adders", default=8, show_default=True)
@click.option("--readers", default=4, show_default=True)
@click.option("--tagger", type=click.Choice(["model", "rules"]), default="rules", show_default=True)
@click.option("--seed", default=1, show_default=True)
def crowd_it(sources: tuple[str, ...], adders: int, readers: int, tagger: str, seed: int) -> None:
    """Add SOURCES by several at once while others read; compare with one run alone."""
    run = Run(sources, tagger, processes=1)
    with tempfile.TemporaryDirectory() as folder:
        whole, crowded = Path(folder, "whole.ledger"), Path(folder, "crowded.ledger")
        seconds = run.whole(whole)
        began = time.perf_counter()
        wrong = crowd(run, crowded, adders, readers, random.Random(seed)) + differences(crowded, whole)
        click.echo(
            f"{len(content(crowded)['documents'])} documents by {adders} adders beside {readers} readers in"
            f" {time.perf_counter() - began:.1f} s (alone {seconds:.1f} s): {'; '.join(wrong) or 'equal to one run'}"
        )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    cli()
