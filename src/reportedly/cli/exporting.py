"""`reportedly export`: a ledger's reports in the forms that other programs read."""

from contextlib import closing
from pathlib import Path

import click

from reportedly.cli.options import filter_of, filter_options, ledger_option
from reportedly.cli.output import standard_output
from reportedly.cli.telling import counted

# The keys of exports.export.EXPORTS, which costs more to import than help is worth; a test holds them equal.
FORMS = (
    "csv", "xlsx", "jsonl", "parquet", "web-annotation", "schema-org", "prov", "followthemoney", "brat", "label-studio",
)  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  reportedly export --ledger news.ledger -o news.xlsx --format xlsx
  reportedly export 'ferry AND strike' --speaker "Lena Maro" --ledger news.ledger > maro.csv
  reportedly export --gold --ledger news.ledger -o corrected.jsonl

\b
FILE appears when it is complete; what fails or is interrupted leaves an older one as it was.
docs/exports.md explains every format."""
)
@click.argument("query", metavar="[QUERY]", required=False, default="")
@ledger_option(exists=True)
@filter_options
@click.option("--format", "form", type=click.Choice(FORMS), default="csv", show_default=True,
              help="Which of them.")  # fmt: skip
@click.option("--output", "-o", "target", metavar="FILE", default="-", type=click.Path(path_type=Path),
              help="Where to; - is standard output.  [default: -]")  # fmt: skip
@click.option("--raw", is_flag=True, help="CSV only: leave cells that a spreadsheet would run as formulas as they are.")
@click.option("--gold", is_flag=True, help="People's corrections instead, in the corpora's JSON Lines, for training.")
def export(query: str, ledger: Path, form: str, target: Path, raw: bool, gold: bool, **asked: str | None) -> int:
    """Write reports of a ledger for other programs."""
    from reportedly.exports.export import export as write
    from reportedly.ledger.connection import open_to_read

    if raw and (gold or form != "csv"):
        raise click.UsageError("--raw is for CSV: the other formats have every word as it is")
    to = None if str(target) == "-" else target
    with closing(open_to_read(ledger)) as connection, standard_output():
        count = write(connection, filter_of(query, asked), form, to, raw=raw, gold=gold)
    click.echo(f"{counted(count, 'report')} written to {to or 'standard output'}", err=True)
    return 0
