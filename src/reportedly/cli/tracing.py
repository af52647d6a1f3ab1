"""`reportedly trace`: one statement through many outlets."""

from contextlib import closing
from pathlib import Path

import click

from reportedly.cli.options import ledger_option
from reportedly.cli.output import standard_output

NOTHING_FOUND = 1


@click.command(
    epilog="""\b
Examples:
  reportedly trace "the ferry was never safe" --ledger news.ledger
  reportedly trace s:4b1f0c92d7aa --ledger news.ledger
  reportedly trace s:4b1f0c92d7aa --format json --ledger news.ledger

\b
TEXT is looked for in all statements. Where several hold its words, or none holds all of
them, the best are listed with their ids instead.
An origin is independent as far as is known: that nothing shows where a report is from
does not prove that its outlet was there.
Exit status: 0 a statement was traced or several are listed, 1 there is none."""
)
@click.argument("what", metavar="TEXT|ID")
@ledger_option(exists=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How to print it.")  # fmt: skip
def trace(what: str, ledger: Path, form: str) -> int:
    """Who had a statement first, who has it from whom, how its words changed, and when else it was said.

    ID is that of a statement or of one of its reports.
    """
    import msgspec

    from reportedly.cli.traced import write_matches, write_trace
    from reportedly.ledger.connection import open_to_read
    from reportedly.text.json_line import json_line
    from reportedly.trace import matches
    from reportedly.trace import trace as traced

    with closing(open_to_read(ledger)) as connection, standard_output(plain=form == "text") as out:
        found = traced(connection, what)
        listed = None if found else matches(connection, what)
        if listed and listed.all_words and len(listed.matches) == 1:
            found = traced(connection, listed.matches[0].statement.id)
        if form == "json" and (found or (listed and listed.matches)):
            out.write(msgspec.json.format(json_line(found or listed)) + "\n")
        elif found:
            write_trace(found, out)
        elif listed and listed.matches:
            write_matches(listed, out)
        else:
            click.echo("no such statement found", err=True)
            return NOTHING_FOUND
    return 0
