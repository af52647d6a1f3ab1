"""Starting the server, where the SDK is installed."""

from pathlib import Path

from reportedly.errors import RunError
from reportedly.ledger.connection import open_to_read


def start(ledger: Path) -> None:
    """Serve the ledger on standard input and output until the client goes away.

    Raises RunError where the ledger cannot be read or the SDK is not installed.
    """
    open_to_read(ledger).close()
    try:
        import mcp.server.mcpserver  # noqa: F401
    except ImportError as error:
        raise RunError("`reportedly mcp` needs the MCP SDK, version 2: pip install 'reportedly[mcp]'") from error
    from reportedly.mcp.server import server

    server(ledger).run("stdio")
