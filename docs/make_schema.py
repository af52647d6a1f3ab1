"""Write `docs/schema.md` and `docs/schema.svg` from the migrations: `python docs/make_schema.py`; a test holds both.

Names and types are read off a fresh ledger, explanations off the comments in the SQL; the examples are asked of a
ledger of `examples/news.jsonl`.
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from html import escape
from pathlib import Path
from typing import NamedTuple

from reportedly.ledger.connection import open_to_read, writing
from reportedly.ledger.migrate import migrations

ROOT = Path(__file__).resolve().parents[1]
PAGE, PICTURE = ROOT / "docs" / "schema.md", ROOT / "docs" / "schema.svg"
NEWS = ROOT / "examples" / "news.jsonl"
# Where the tables stand in the picture: columns from left to right, in each from top to bottom.
PLACES = (
    ("outlet", "body", "provenance", "finished", "failure"),
    ("document", "sighting", "erased", "erasing"),
    ("appearance", "mention", "profile", "profile_key", "description"),
    ("attribution", "judgement", "likeness", "opposition", "crowded"),
    ("report", "link", "rendering", "wording", "anchor"),
    ("untraced", "renamed", "watched"),
)
WIDTH, GAP, LINE, MARGIN = 190, 60, 17, 20  # of the picture's boxes, in pixels
QUESTIONS = (
    (
        "Who is reported most, and by how many outlets?",
        "SELECT speaker, count(*) AS reports, count(DISTINCT outlet) AS outlets FROM report_view"
        " WHERE actor IS NOT NULL GROUP BY actor ORDER BY reports DESC, speaker LIMIT 3",
    ),
    (
        "What was denied, by whom, and where?",
        "SELECT date, outlet, speaker, words FROM report_view WHERE stance = 'denies' ORDER BY date, words",
    ),
    (
        "Who said something about bread or flour? (Full text; case, accents and order do not matter.)",
        "SELECT v.speaker, v.words FROM report_fts AS f JOIN report AS r ON r.number = f.rowid"
        " JOIN report_view AS v ON v.id = r.id WHERE report_fts MATCH 'bread OR flour' ORDER BY v.date, v.words",
    ),
    (
        "Through whom did words come that did not come from the speaker alone?",
        "SELECT words, chain FROM report_view WHERE chain LIKE '%<%<%' ORDER BY date, words LIMIT 4",
    ),
    (
        "Which articles have several versions?",
        "SELECT article, count(*) AS versions, max(title) AS title FROM document GROUP BY article HAVING count(*) > 1",
    ),
    (
        "Under which names is one actor known?",
        "SELECT a.name AS actor, group_concat(p.name, ', ') AS names FROM profile AS p JOIN actor AS a"
        " ON a.id = p.actor GROUP BY a.id HAVING count(*) > 1 ORDER BY actor",
    ),
    (
        "What has the model decided on names, and why? (`reasons` is a JSON list.)",
        "SELECT l.name AS one, r.name AS other, j.verdict, json_extract(j.reasons, '$[0]') AS reason"
        " FROM judgement_in_force AS j JOIN profile AS l ON l.id = j.left JOIN profile AS r ON r.id = j.right"
        " ORDER BY verdict, one, other LIMIT 4",
    ),
)


class Column(NamedTuple):
    """A column of a table or view; `refers` is the table that it points to."""

    name: str
    type: str
    required: bool
    key: int
    refers: str | None


def comments() -> dict[str, str]:
    """Each table, view, index or trigger's name with the comment above it."""
    found = {}
    for script in _scripts():
        for match in re.finditer(r"((?:^--.*\n)+)CREATE (?:VIRTUAL |UNIQUE )?\w+ (\w+)", script, re.M):
            found[match[2]] = " ".join(line.removeprefix("--").strip() for line in match[1].splitlines())
    return found


def column_comments() -> dict[tuple[str, str], str]:
    """Each table and column with the comment behind it."""
    found = {}
    for script in _scripts():
        for match in re.finditer(r"CREATE TABLE (\w+) \(\n(.*?)^\)", script, re.M | re.S):
            for line in match[2].splitlines():
                if column := re.match(r" {4}([a-z_0-9]+) .*?-- (.*)", line):
                    found[match[1], column[1]] = column[2]
    return found


def _scripts() -> Iterator[str]:
    for step in migrations():
        yield step.read_text(encoding="utf-8")


def introduction() -> list[str]:
    """The paragraphs at the head of the first migration."""
    head = next(_scripts()).split("\n\n")[0]
    paragraphs = "\n".join(line.removeprefix("--").strip() for line in head.splitlines()).split("\n\n")
    return [" ".join(paragraph.split()) for paragraph in paragraphs][1:]


class Schema:
    """The tables, views and indexes of a fresh ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
        virtual = [name for kind, name, _, sql in rows if kind == "table" and sql.startswith("CREATE VIRTUAL")]
        shadows = tuple(f"{name}_" for name in virtual)
        self.virtual = virtual
        self.tables = [
            name
            for kind, name, _, _ in rows
            if kind == "table" and name not in virtual and not name.startswith(shadows)
        ]
        self.views = [name for kind, name, _, _ in rows if kind == "view"]
        self.indexes = [(name, table, sql) for kind, name, table, sql in rows if kind == "index" and sql]
        self.columns = {name: _columns(connection, name) for name in (*self.tables, *self.views, *virtual)}


def _columns(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    refers = {row["from"]: row["table"] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
    return tuple(
        Column(row["name"], row["type"], bool(row["notnull"]), row["pk"], refers.get(row["name"]))
        for row in connection.execute(f"PRAGMA table_info({table})")
    )


def page() -> str:
    """The page, in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = example(Path(folder))
        with closing(open_to_read(ledger)) as connection:
            schema, said = Schema(connection), comments()
            examples = [_example(connection, *question) for question in QUESTIONS]
    parts = [
        "# The ledger's tables",
        "*Made by `python docs/make_schema.py`; do not edit.*",
        "A ledger is one SQLite file. Any program that reads SQLite can read it, `sqlite3` and Datasette too, at any"
        " time: who reads does not wait for writers, and sees one state of the whole. Let Reportedly do the writing.",
        *introduction(),
        "![The tables and how they refer to each other](schema.svg)",
        "## Questions",
        "Asked of a ledger made by `reportedly add examples/news.jsonl --ledger news.ledger`. Begin with `report_view`:"
        " a line a report, in plain words.",
        *examples,
        "## Tables",
        *(_table(name, schema, said.get(name, "")) for name in schema.tables),
        "## Views",
        *(_view(name, schema, said.get(name, "")) for name in schema.views),
        "## Full-text indexes",
        *(_index(name, schema, said.get(name, "")) for name in schema.virtual),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(name: str, schema: Schema, said: str) -> str:
    explained = column_comments()
    rows = ["| column | type | means |", "|---|---|---|"]
    for column in schema.columns[name]:
        words = [explained.get((name, column.name), "")]
        if column.refers:
            words.append(f"→ [{column.refers}](#{column.refers})")
        kind = " ".join(filter(None, (column.type, "" if column.required or column.key else "or null")))
        rows.append(f"| `{column.name}`{' (key)' if column.key else ''} | {kind} | {' '.join(filter(None, words))} |")
    indexes = [f"`{_on(sql)}`" for _, table, sql in schema.indexes if table == name]
    listed = f"Indexes: {', '.join(indexes)}." if indexes else ""
    return "\n\n".join(filter(None, (f"### {name}", said, "\n".join(rows), listed)))


def _on(sql: str) -> str:
    """What an index is on: all behind the table's name."""
    return " ".join(sql.split(" ON ", 1)[1].split(" ", 1)[1].split())


def _view(name: str, schema: Schema, said: str) -> str:
    columns = ", ".join(f"`{column.name}`" for column in schema.columns[name])
    return f"### {name}\n\n{said}\n\nColumns: {columns}."


def _index(name: str, schema: Schema, said: str) -> str:
    columns = ", ".join(f"`{column.name}`" for column in schema.columns[name])
    return "\n\n".join(filter(None, (f"### {name}", said, f"Columns: {columns}; `rowid` is the row's `number`.")))


def example(folder: Path) -> Path:
    """A ledger of the examples, made by the command itself."""
    ledger = folder / "news.ledger"
    line = (sys.executable, "-m", "reportedly.cli", "add", str(NEWS), "--ledger", str(ledger), "--processes", "1")
    subprocess.run(line, check=True, capture_output=True)
    return ledger


def _example(connection: sqlite3.Connection, asked: str, question: str) -> str:
    return f'{asked}\n\n```sh\nsqlite3 -markdown news.ledger "{question}"\n```\n\n{answered(connection, question)}'


def answered(connection: sqlite3.Connection, question: str) -> str:
    """The answer as a table in Markdown."""
    cursor = connection.execute(question)
    names = [name for name, *_ in cursor.description]
    rows = [["" if cell is None else str(cell).replace("|", "\\|") for cell in row] for row in cursor]
    return "\n".join(f"| {' | '.join(row)} |" for row in (names, ["---"] * len(names), *rows))


class Box(NamedTuple):
    """A table in the picture."""

    x: int
    y: int
    columns: tuple[Column, ...]

    @property
    def height(self) -> int:
        """That of its name and columns, in pixels."""
        return LINE * (len(self.columns) + 1) + 10


def boxes(schema: Schema) -> dict[str, Box]:
    """Every table's place in the picture."""
    found: dict[str, Box] = {}
    for across, names in enumerate(PLACES):
        y = MARGIN
        for name in names:
            found[name] = Box(MARGIN + across * (WIDTH + GAP), y, schema.columns[name])
            y += found[name].height + GAP // 2
    return found


def picture() -> str:
    """The tables with their columns, and a line from each column that refers to a table to that table."""
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder, "empty.ledger")) as ledger:
        schema = Schema(ledger.connection)
    placed = boxes(schema)
    width = max(box.x for box in placed.values()) + WIDTH + MARGIN
    height = max(box.y + box.height for box in placed.values()) + MARGIN
    lines = [line for name in placed for line in _lines(placed, name)]
    drawn = [shape for name, box in placed.items() for shape in _drawn(name, box)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            ' font-family="sans-serif" font-size="12" role="img">',
            "<title>The tables of a ledger and how they refer to each other</title>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
            ' orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6b7b"/></marker></defs>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *lines,
            *drawn,
            "</svg>\n",
        )
    )


def _lines(placed: dict[str, Box], name: str) -> Iterator[str]:
    box = placed[name]
    for place, column in enumerate(box.columns):
        if column.refers and column.refers != name:
            target = placed[column.refers]
            y, to_y = box.y + LINE * (place + 1) + 12, target.y + LINE // 2 + 2
            leftward = target.x < box.x
            x, to_x = (box.x, target.x + WIDTH) if leftward else (box.x + WIDTH, target.x)
            if target.x == box.x:
                x = to_x = box.x  # round the left side
            bend = GAP * 2 // 3
            ends = (x - bend, to_x - bend if target.x == box.x else to_x + bend) if leftward or target.x == box.x else (
                x + bend, to_x - bend
            )  # fmt: skip
            yield (
                f'<path d="M{x} {y}C{ends[0]} {y} {ends[1]} {to_y} {to_x} {to_y}" fill="none" stroke="#5b6b7b"'
                ' marker-end="url(#tip)"/>'
            )


def _drawn(name: str, box: Box) -> Sequence[str]:
    rows = [
        f'<text x="{box.x + 8}" y="{box.y + LINE * (place + 1) + 16}"'
        f' font-weight="{"bold" if column.key else "normal"}">{escape(column.name)}</text>'
        for place, column in enumerate(box.columns)
    ]
    return [
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" fill="#f7f9fb" stroke="#5b6b7b"/>',
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{LINE + 3}" fill="#dfe7ee" stroke="#5b6b7b"/>',
        f'<text x="{box.x + 8}" y="{box.y + 14}" font-weight="bold">{escape(name)}</text>',
        *rows,
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
