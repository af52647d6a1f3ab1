"""Measure speed and memory: `python -m benchmarks.speed [--checkpoint FILE] [--spacy-python EXE] [--write]`.

Every measured thing runs in a process of its own, one after the other; with no checkpoint or no spaCy, that
contender is left out. Peak memory is `ru_maxrss` of the process as Linux counts it (kilobytes).
"""

import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from benchmarks.table import Benchmarks, Run, page
from reportedly.evaluation.gate import NEWS
from reportedly.evaluation.gold import read_gold

ROOT = Path(__file__).resolve().parents[1]
LONG, PARTS = 1_000_000, 10  # characters of the long text, and into how many it is cut for comparison


class Finished(NamedTuple):
    """A process that ended well: its wall time, its peak memory, what it printed."""

    seconds: float
    megabytes: float
    output: str


def measure(command: Sequence[str]) -> Finished:
    """Run `command` from the project's root to its end; raises ClickException when it fails."""
    path = os.pathsep.join(str(place) for place in (ROOT / "src", ROOT))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            err.seek(0)
            raise click.ClickException(f"{' '.join(command[:4])} ...: {err.read().decode(errors='replace')[-2000:]}")
        out.seek(0)
        return Finished(seconds, usage.ru_maxrss / 1024, out.read().decode())


def contend(name: str, python: str, module: str, *options: str) -> Run:
    """Run one contender and read the line that it prints last."""
    click.echo(f"{name} ...", err=True)
    finished = measure((python, "-m", f"benchmarks.{module}", *options))
    found = json.loads(finished.output.splitlines()[-1])
    return Run(name, found["words"], tuple(found["seconds"]), finished.megabytes)


def own_command() -> tuple[str, ...]:
    """`reportedly` as installed beside this Python, or else the same entry point."""
    script = Path(sys.executable).with_name("reportedly")
    return (str(script),) if script.exists() else (sys.executable, "-c", "from reportedly.cli import main; main()")


def read_all(folder: Path, tagger: str, passes: int) -> Run:
    """The whole `reportedly read *.txt --format jsonl`."""
    click.echo("reportedly read ...", err=True)
    paths = sorted(map(str, folder.glob("*.txt")))
    runs = [measure((*own_command(), "read", *paths, "--format", "jsonl", "--tagger", tagger)) for _ in range(passes)]
    words = sum(len(Path(path).read_text(encoding="utf-8").split()) for path in paths)
    return Run("command", words, tuple(run.seconds for run in runs), max(run.megabytes for run in runs))


def lay_out(texts: Sequence[str], folder: Path) -> Path:
    """Write `texts` as numbered .txt files."""
    folder.mkdir()
    for place, text in enumerate(texts):
        (folder / f"{place:03}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def cut(text: str, parts: int) -> list[str]:
    """`text` in about equal parts, each ending with a line."""
    ends = [text.find("\n", len(text) * part // parts) + 1 or len(text) for part in range(1, parts)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def lengthen(texts: Sequence[str], characters: int) -> str:
    """The texts one after the other, over and over, up to a number of characters."""
    joined = "\n\n".join(texts) + "\n\n"
    return (joined * (characters // len(joined) + 1))[:characters]


def machine() -> str:
    """The processor and its cores, in words."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return f"{os.cpu_count()} cores of {names[0] if names else platform.machine()}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


class Setting(NamedTuple):
    """What to run, and with what."""

    tagger: str
    passes: int
    threads: int
    own_python: str
    checkpoint: Path | None
    torch_python: str
    spacy_python: str | None


def contenders(folder: Path, setting: Setting) -> list[Run]:
    """This program as a library, then those of the others that are there."""
    shared = ("--texts", str(folder), "--passes", str(setting.passes), "--threads", str(setting.threads))
    runs = [contend("reportedly, as a library", setting.own_python, "own", *shared, "--tagger", setting.tagger)]
    if setting.checkpoint:
        options = (*shared, "--checkpoint", str(setting.checkpoint.resolve()))
        runs.append(contend("PyTorch, float32", setting.torch_python, "torch_model", *options))
    if setting.spacy_python:
        runs.append(contend("spaCy, one process", setting.spacy_python, "spacy_pipeline", *shared))
        if setting.threads > 1:
            name, several = f"spaCy, {setting.threads} processes", ("--processes", str(setting.threads))
            runs.append(contend(name, setting.spacy_python, "spacy_pipeline", *shared, *several))
    return runs


def benchmark(texts: Sequence[str], folder: Path, setting: Setting) -> Benchmarks:
    """Measure everything, with files laid out under `folder`."""
    news = lay_out(texts, folder / "news")
    long = lengthen(texts, LONG)
    options = ("--passes", str(setting.passes), "--threads", str(setting.threads), "--tagger", setting.tagger)
    sizes = [
        contend(name, setting.own_python, "own", "--texts", str(lay_out(parts, folder / name)), *options)
        for name, parts in (("long", [long]), ("short", cut(long, PARTS)))
    ]
    return Benchmarks(
        date=datetime.date.today().isoformat(),
        machine=machine(),
        tagger=setting.tagger,
        documents=len(texts),
        command=read_all(news, setting.tagger, setting.passes),
        help_seconds=tuple(measure((*own_command(), "--help")).seconds for _ in range(setting.passes)),
        long=sizes[0],
        short=sizes[1],
        contenders=tuple(contenders(news, setting)),
    )


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), default=ROOT.parent / "shared", help="Folder of gold data.")
@click.option("--tagger", type=click.Choice(["model", "rules"]), default="model")
@click.option("--passes", type=click.IntRange(min=1), default=5, help="Times that each thing is measured.")
@click.option("--threads", type=click.IntRange(min=1), default=os.cpu_count() or 1)
@click.option("--limit", type=int, help="Documents, for a trial run.")
@click.option("--checkpoint", type=click.Path(path_type=Path, exists=True), help="Of training.train, for PyTorch.")
@click.option("--torch-python", default=sys.executable, help="A Python with the train extra.")
@click.option("--spacy-python", help="A Python with spaCy; without it spaCy is left out.")
@click.option("--write", is_flag=True, help="Write docs/benchmarks.json and docs/benchmarks.md.")
def main(
    shared: Path,
    tagger: str,
    passes: int,
    threads: int,
    limit: int | None,
    checkpoint: Path | None,
    torch_python: str,
    spacy_python: str | None,
    write: bool,
) -> None:
    """Measure Reportedly's speed and memory beside others'."""
    texts = [whole.document.text for whole in read_gold(shared / NEWS)][:limit]
    setting = Setting(tagger, passes, threads, sys.executable, checkpoint, torch_python, spacy_python)
    with tempfile.TemporaryDirectory() as folder:
        found = benchmark(texts, Path(folder), setting)
    click.echo(page(found))
    if write:
        (ROOT / "docs").mkdir(exist_ok=True)
        encoded = msgspec.json.format(msgspec.json.encode(found), indent=1)
        (ROOT / "docs" / "benchmarks.json").write_bytes(encoded + b"\n")
        (ROOT / "docs" / "benchmarks.md").write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
