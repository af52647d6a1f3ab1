"""The page on the schema is what the migrations say, and its examples work with plain SQLite."""

import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reportedly.ledger.connection import open_to_read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def make() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "make_schema.py"))


@pytest.fixture(scope="module")
def news(make: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The ledger that the examples are asked of."""
    return make["example"](tmp_path_factory.mktemp("news"))  # type: ignore[no-any-return]


def test_the_page_and_the_picture_are_current(make: dict[str, Any]) -> None:
    assert make["PAGE"].read_text(encoding="utf-8") == make["page"](), "run python docs/make_schema.py"
    assert make["PICTURE"].read_text(encoding="utf-8") == make["picture"](), "run python docs/make_schema.py"


def test_every_table_view_and_index_is_explained(make: dict[str, Any], news: Path) -> None:
    with closing(open_to_read(news)) as connection:
        schema = make["Schema"](connection)
    said = make["comments"]()
    unexplained = {"document_fts", "document_cjk"}  # stand under one comment with the index before them
    assert {name for name in (*schema.tables, *schema.views, *schema.virtual) if not said.get(name)} == unexplained
    placed = [name for names in make["PLACES"] for name in names]
    assert sorted(placed) == sorted(schema.tables)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs the program sqlite3")
def test_plain_sqlite3_gives_the_answers_that_the_page_shows(make: dict[str, Any], news: Path) -> None:
    version = subprocess.run(["sqlite3", "-version"], check=True, capture_output=True, text=True).stdout
    if tuple(map(int, version.split()[0].split("."))) < (3, 33):
        pytest.skip("sqlite3 has -markdown from 3.33 on")
    with closing(open_to_read(news)) as connection:
        for _, question in make["QUESTIONS"]:
            line = ["sqlite3", "-markdown", "-readonly", str(news), question]
            shown = subprocess.run(line, check=True, capture_output=True, text=True, encoding="utf-8").stdout
            assert _cells(shown) == _cells(make["answered"](connection, question))


def _cells(table: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]
    return [row for row in rows if set("".join(row)) != {"-"}]


def test_a_program_without_our_code_can_read_a_ledger(news: Path) -> None:
    script = (
        "import sqlite3, sys\n"
        "found = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)\n"
        "print(found.execute('SELECT count(*) FROM report_view WHERE date IS NOT NULL').fetchone()[0])\n"
    )
    line = [sys.executable, "-I", "-c", script, str(news)]
    assert int(subprocess.run(line, check=True, capture_output=True, text=True).stdout) > 50
