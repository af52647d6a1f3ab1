"""The command line: parse, call, print. A file for each group of commands; this one joins them."""

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import click

from reportedly.cli.adding import add, failures, reread
from reportedly.cli.asking import search, who
from reportedly.cli.exporting import export
from reportedly.cli.keeping import doctor, erase
from reportedly.cli.mcp_server import mcp
from reportedly.cli.output import ClosedPipeError
from reportedly.cli.reading import read
from reportedly.cli.serving import serve
from reportedly.cli.tracing import trace
from reportedly.cli.watching import watch
from reportedly.errors import RunError

STOPPED, INTERRUPTED, PIPE_CLOSED = 2, 130, 141  # the last two as shells report SIGINT and SIGPIPE


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reportedly", message="reportedly %(version)s")
def cli() -> None:
    """Who said what, according to whom: news in, a ledger of attributed statements out."""


for command in (read, add, failures, reread, who, search, trace, watch, export, serve, mcp, doctor, erase):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0, 1 some documents failed, 2 stopped, 130 interrupted, 141 pipe closed."""
    sys.exit(_status(lambda: cli.main(arguments, prog_name="reportedly", standalone_mode=False)))


def _status(command: Callable[[], object]) -> int:
    try:
        status = command()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except RunError as error:
        click.echo(f"reportedly: {error}", err=True)
        return STOPPED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except ClosedPipeError:
        return PIPE_CLOSED
    return status if isinstance(status, int) else 0
