"""Benchmarks: the arithmetic, the page, and that what is committed was made from docs/benchmarks.json."""

import sys
from pathlib import Path

import click
import msgspec
import pytest

from benchmarks.speed import cut, lengthen, measure
from benchmarks.table import Benchmarks, Run, page

ROOT = Path(__file__).resolve().parents[2]


def run(name: str, words: int, *seconds: float) -> Run:
    return Run(name, words, seconds, 100.0)


FOUND = Benchmarks(
    date="2024-03-10",
    machine="2 cores",
    tagger="model",
    documents=84,
    command=run("command", 60_000, 6.0, 7.5, 100.0),
    help_seconds=(0.1, 0.2, 0.3),
    long=run("long", 1000, 2.0),
    short=run("short", 1000, 1.6),
    contenders=(run("own", 1000, 0.1), run("other", 1000, 0.2)),
)


def test_page() -> None:
    words = page(FOUND)
    assert "8,000 words a second" in words
    assert "| 0.20 s |" in words
    assert "| 1.25 times |" in words
    assert "| other | 5,000 | 0.50 | 100 |" in words


def test_parts_are_the_text() -> None:
    long = lengthen(["one\ntwo\n", "three"], 1000)
    assert len(long) == 1000
    parts = cut(long, 10)
    assert "".join(parts) == long
    assert all(part.endswith("\n") for part in parts[:-1])
    assert max(map(len, parts)) < 120


def test_a_process_is_measured() -> None:
    finished = measure((sys.executable, "-c", "print('x' * len(bytearray(50_000_000)) and 'ice')"))
    assert finished.output == "ice\n"
    assert finished.megabytes > 50
    assert finished.seconds > 0


def test_a_process_that_fails_is_named() -> None:
    with pytest.raises(click.ClickException, match="broken"):
        measure((sys.executable, "-c", "raise SystemExit('broken')"))


def test_what_is_committed_is_in_step() -> None:
    """docs/benchmarks.md is what `python -m benchmarks.speed --write` makes of docs/benchmarks.json."""
    found = msgspec.json.decode((ROOT / "docs" / "benchmarks.json").read_bytes(), type=Benchmarks)
    assert (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8") == page(found)
