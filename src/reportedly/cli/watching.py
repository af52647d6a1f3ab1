"""`reportedly watch`: new reports of watched speakers and statements."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from reportedly.cli.options import ledger_option
from reportedly.cli.output import standard_output
from reportedly.cli.telling import counted, tell
from reportedly.records import LedgerReport

if TYPE_CHECKING:
    from reportedly.ledger.watching import Fresh

UNDECIDED = 1  # exit status: several may be meant, or nobody
PREFIXES = ("a:", "s:", "r:")


class WatchedAs(msgspec.Struct, frozen=True):
    """Which of those watched a report is of."""

    id: str
    about: str
    name: str | None


class Alert(msgspec.Struct, frozen=True):
    """A line of `watch run`: a new report, which of those watched it is of, and when it came into the ledger."""

    watched: tuple[WatchedAs, ...]
    added: str
    report: LedgerReport


@click.group(
    epilog="""\b
Examples:
  reportedly watch add "Lena Maro" --ledger news.ledger
  reportedly watch run --format atom -o news.atom --ledger news.ledger

\b
Exit status: see each command's --help."""
)
def watch() -> None:
    """Follow speakers and statements: what was newly reported since the last look."""


@watch.command(
    epilog="""\b
Examples:
  reportedly watch add "Lena Maro" --ledger news.ledger
  reportedly watch add s:4b1f0c92d7aa --ledger news.ledger
  reportedly watch add "the ferry was never safe" --ledger news.ledger

\b
Told of is what is added from now on. Exit status: 0 it is watched, 1 several may be meant
(they are listed with their ids) or nobody."""
)
@click.argument("what", metavar="SPEAKER|STATEMENT")
@ledger_option(exists=True)
def add(what: str, ledger: Path) -> int:
    """Watch a speaker (a name or an id) or a statement (an id, or words of it)."""
    from reportedly.ledger.connection import writing
    from reportedly.ledger.watching import watch as begin

    with writing(ledger) as opened:
        ids = _meant(opened.connection, what)
        if len(ids) != 1:
            tell(f"{what!r} may be any of these: name one by its id" if ids else f"nothing here is called {what!r}")
            for id, words in ids.items():
                tell(f"  {id}  {words}")
            return UNDECIDED
        watched = begin(opened, next(iter(ids)))
    tell(f"watching {watched.about} {watched.id}: {watched.name}")
    return 0


@watch.command(name="list")
@ledger_option(exists=True)
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
              help="How to print them.")  # fmt: skip
def list_(ledger: Path, form: str) -> int:
    """List what is watched, and since when."""
    from reportedly.ledger.connection import open_to_read
    from reportedly.ledger.watching import watched
    from reportedly.text.controls import visible
    from reportedly.text.json_line import json_line

    with closing(open_to_read(ledger)) as connection, standard_output(plain=form == "text") as out:
        for one in watched(connection):
            name = one.name or "(no longer in the ledger)"
            text = f"{one.id}  {one.about}  since {one.since[:10]}  {name}"
            out.write((json_line(one) if form == "jsonl" else visible(text)) + "\n")
    return 0


@watch.command()
@click.argument("what", metavar="SPEAKER|STATEMENT")
@ledger_option(exists=True)
def remove(what: str, ledger: Path) -> int:
    """Watch it no longer: its id as `watch list` gives it, or its name."""
    from reportedly.ledger.connection import writing
    from reportedly.ledger.watching import unwatch, watched
    from reportedly.text.folding import fold

    with writing(ledger) as opened:
        named = [one.id for one in watched(opened.connection) if one.name and fold(one.name) == fold(what)]
        unwatch(opened, named[0] if len(named) == 1 else what)
    return 0


@watch.command(
    epilog="""\b
Examples:
  reportedly watch run --ledger news.ledger
  reportedly watch run --ledger news.ledger -o alerts.jsonl
  reportedly watch run --ledger news.ledger --format atom -o /srv/www/watch.xml

\b
FILE is added to: JSON Lines at the end, a feed at its head, where the newest 200 entries stay.
Each report is told of at least once, and twice only if a run was stopped while it wrote: then
the next one tells all of it again, with the same ids. Of two runs at once the second waits.
Exit status: 0, whether or not there was anything new."""
)
@ledger_option(exists=True)
@click.option("--format", "form", type=click.Choice(["jsonl", "atom"]), default="jsonl", show_default=True,
              help="A line of JSON for each, or an Atom feed.")  # fmt: skip
@click.option("--output", "-o", "target", metavar="FILE", default="-", type=click.Path(path_type=Path, dir_okay=False),
              help="Where to; - is standard output.  [default: -]")  # fmt: skip
def run(ledger: Path, form: str, target: Path) -> int:
    """Tell of the reports that came since the last run."""
    from reportedly.ledger.connection import writing
    from reportedly.ledger.watching import telling
    from reportedly.tracing import trace_new
    from reportedly.version import program

    with writing(ledger) as opened:
        trace_new(opened, program())  # of what a run of `add` that was stopped has left
        with telling(opened) as found:
            to = None if str(target) == "-" else target
            if form == "atom":
                _write_feed(found.reports, ledger, to)
            else:
                _write_lines(found.reports, to)
    tell(counted(len(found.reports), "new report"))
    return 0


def _write_lines(fresh: Sequence["Fresh"], target: Path | None) -> None:
    from reportedly.exports.append import append_lines
    from reportedly.text.json_line import json_line

    written = "".join(json_line(_alert(one)) + "\n" for one in fresh)
    if target is None:
        with standard_output() as out:
            out.write(written)
    else:
        append_lines(target, written.encode())


def _write_feed(fresh: Sequence["Fresh"], ledger: Path, target: Path | None) -> None:
    from reportedly.exports.atom import entries_of, write_atom
    from reportedly.exports.whole import whole
    from reportedly.ledger.write import now

    earlier = entries_of(target) if target and target.is_file() else []
    with standard_output(), whole(target, streams=True) as out:
        write_atom(fresh, earlier, ledger, now(), out)


def _alert(one: "Fresh") -> Alert:
    return Alert(tuple(WatchedAs(of.id, of.about, of.name) for of in one.of), one.added, one.line.report)


def _meant(connection: sqlite3.Connection, what: str) -> dict[str, str]:
    """What may be meant, and its words: an id is itself; a name those who bear it; else statements in these words."""
    from reportedly.ledger.actors import actor_card, find_actors
    from reportedly.ledger.statements import current_statement
    from reportedly.text.folding import fold
    from reportedly.trace import matches

    card = actor_card(connection, what)
    if card:
        return {card.id: card.name}
    if what.startswith(PREFIXES):
        statement = current_statement(connection, what)
        return {statement: what} if statement else {}
    cards = find_actors(connection, what)
    bearers = [card for card in cards if fold(what) in map(fold, card.names)]
    found = matches(connection, what)
    statements = {match.statement.id: match.words for match in found.matches} if found.all_words else {}
    if bearers or (cards and not statements):
        return {card.id: f"{card.name}, {counted(card.reports, 'report')}" for card in bearers or cards[:10]}
    return statements
