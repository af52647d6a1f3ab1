"""`reportedly mcp`: assistants ask a ledger."""

from pathlib import Path

import click

from reportedly.cli.options import ledger_option


@click.command(
    name="mcp",
    epilog="""\b
Examples:
  reportedly mcp --ledger news.ledger
  claude mcp add reportedly -- reportedly mcp --ledger /home/io/news.ledger

\b
Needs the optional extra: pip install 'reportedly[mcp]'. Nothing is listened on and nothing is
fetched; the program that starts this command talks to it.""",
)
@ledger_option(exists=True)
def mcp(ledger: Path) -> None:
    """Let an assistant ask a ledger over MCP, on standard input and output: it may search and read, not change."""
    from reportedly.mcp.start import start

    start(ledger)
