"""`reportedly search` and `reportedly who`: ask a ledger."""

from contextlib import closing
from pathlib import Path

import click

from reportedly.cli.options import filter_of, filter_options, ledger_option
from reportedly.cli.output import standard_output

NOTHING_FOUND = 1


@click.command(
    epilog="""\b
Examples:
  reportedly search 'ferry AND (strike OR "pay offer")' --ledger news.ledger
  reportedly search 'sanction*' --speaker "Lena Maro" --stance denies --ledger news.ledger
  reportedly search --outlet "Larkspur Tribune" --from 2025-05-01 --ledger news.ledger

\b
Words are looked for in what was said and in the words for who said it, whatever their
case and accents. All must be there; OR, NOT, -word, "a phrase", begin* and parentheses
are understood.
Exit status: 0 something was found, 1 nothing."""
)
@click.argument("query", metavar="[QUERY]", required=False, default="")
@ledger_option(exists=True)
@filter_options
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]),
              help="[default: relevance with a query, newest without]")  # fmt: skip
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most."
)
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True,
              help="How to print them.")  # fmt: skip
@click.option("--raw", is_flag=True, help="CSV only: leave cells that a spreadsheet would run as formulas as they are.")
def search(query: str, ledger: Path, sort: str | None, limit: int, form: str, raw: bool, **asked: str | None) -> int:
    """Find reports in a ledger."""
    import msgspec

    from reportedly.cli.found import write_found
    from reportedly.exports.csv import write_csv
    from reportedly.exports.jsonl import write_jsonl
    from reportedly.ledger.connection import open_to_read
    from reportedly.ledger.filter import Sort
    from reportedly.ledger.lines import lines
    from reportedly.ledger.search import find

    order: Sort = msgspec.convert(sort or ("relevance" if query.strip() else "newest"), Sort)
    with closing(open_to_read(ledger)) as connection, standard_output(plain=form == "table") as out:
        found = find(connection, filter_of(query, asked), order, limit)
        reports = lines(connection, found.numbers)
        if form == "csv":
            write_csv(reports, out.buffer, raw=raw)
        elif form == "jsonl":
            write_jsonl(reports, out.buffer)
        else:
            write_found(reports, query, out)
        if found.after and form == "table":
            click.echo(f"the first {limit:,}; --limit asks for more", err=True)
    if not found.numbers:
        click.echo("no report found", err=True)
    return 0 if found.numbers else NOTHING_FOUND


@click.command(
    epilog="""\b
Examples:
  reportedly who Maro --ledger news.ledger
  reportedly who "transport minister" --format json --ledger news.ledger"""
)
@click.argument("name")
@ledger_option(exists=True)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How to print them.")  # fmt: skip
def who(name: str, ledger: Path, limit: int, form: str) -> int:
    """Who is called NAME: names, offices, how often and by whom reported, and what was said last."""
    import msgspec

    from reportedly.cli.found import write_cards
    from reportedly.ledger.actors import find_actors
    from reportedly.ledger.connection import open_to_read

    with closing(open_to_read(ledger)) as connection, standard_output(plain=form == "text") as out:
        cards = find_actors(connection, name, limit)
        if form == "json":
            out.write(msgspec.json.format(msgspec.json.encode(cards)).decode() + "\n")
        else:
            write_cards(cards, out)
    if not cards:
        click.echo(f"nobody called {name!r} is credited in this ledger", err=True)
    return 0 if cards else NOTHING_FOUND
