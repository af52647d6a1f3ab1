"""`reportedly serve`: a ledger's pages and its REST API."""

import getpass
from pathlib import Path

import click

from reportedly.cli.options import ledger_option
from reportedly.web.settings import PORT


def _reader() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment and none in the user database
        return "reader"


@click.command(
    epilog="""\b
Examples:
  reportedly serve --ledger news.ledger
  reportedly serve --ledger news.ledger --read-only --port 9000
  REPORTEDLY_TOKEN=... reportedly serve --ledger news.ledger --host 0.0.0.0 --host-name news.example.org

\b
The REST API is under /api/v1, its description at /api/v1/openapi.json. Nothing is fetched from
anywhere. Stop it with Ctrl-C."""
)
@ledger_option(exists=True)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Where to listen. Beyond this computer a token is needed.")  # fmt: skip
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--token", envvar="REPORTEDLY_TOKEN", show_envvar=True,
              help="What everybody must show before they see anything; at least 16 characters.")  # fmt: skip
@click.option("--host-name", "hosts", multiple=True, metavar="NAME",
              help="Another name that browsers may call the server by; once for each name.")  # fmt: skip
@click.option("--read-only", is_flag=True, help="Let nobody judge.")
@click.option("--as", "by", metavar="NAME",
              help="The name that judgements made here are signed with.  [default: your user name]")  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open the start page in a browser.")
def serve(
    ledger: Path,
    host: str,
    port: int,
    token: str | None,
    hosts: tuple[str, ...],
    read_only: bool,
    by: str | None,
    show: bool,
) -> None:
    """Look at a ledger in a browser: articles, speakers, outlets, search, and a queue to review.

    On loopback only, unless told otherwise. What you confirm, reject or correct is kept as your judgement, can be
    undone, and is never overwritten by the model.
    """
    from reportedly.web.serve import serve as run
    from reportedly.web.settings import Serving

    def ready(address: str) -> None:
        click.echo(f"{ledger} is served at {address}", err=True)
        if show:
            click.launch(address)

    run(ledger, Serving(host=host, port=port, token=token, hosts=hosts, read_only=read_only, by=by or _reader()), ready)
