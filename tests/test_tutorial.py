"""The tutorial says what its commands print."""

import runpy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.cli import cli

ROOT = Path(__file__).resolve().parents[1]
WRONG = ("Traceback", "Usage: ", "command not found", "no actor a:", "no document d:", "No such file")


@pytest.fixture(scope="module")
def make() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "make_tutorial.py"))


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "grep"))), reason="needs a shell with curl and grep")
def test_every_command_prints_what_the_tutorial_shows(make: dict[str, Any]) -> None:
    written = make["PAGE"].read_text(encoding="utf-8")
    page: Callable[[str], str] = make["page"]
    assert page(written) == written, "run python docs/make_tutorial.py"


def test_it_shows_no_mishap(make: dict[str, Any]) -> None:
    blocks = [block for kind, block in make["BLOCK"].findall(make["PAGE"].read_text(encoding="utf-8"))]
    assert [wrong for wrong in WRONG if any(wrong in block for block in blocks)] == []


def test_it_shows_every_command_for_ledgers(make: dict[str, Any]) -> None:
    written = make["PAGE"].read_text(encoding="utf-8")
    shown = {name for name in cli.commands if f"$ reportedly {name} " in written or f"$ reportedly {name}\n" in written}
    assert set(cli.commands) - shown <= {"read", "mcp"}
