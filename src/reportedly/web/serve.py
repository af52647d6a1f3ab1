"""Serving a ledger: the application in a server, until it is stopped."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from reportedly.config import Config
from reportedly.errors import RunError
from reportedly.ledger.connection import open_to_read
from reportedly.web.api.routes import DEFAULTS, routes
from reportedly.web.app import application
from reportedly.web.rendering import environment
from reportedly.web.settings import Serving

AT_ONCE = 200  # connections that are answered; more are told to come again, so that memory stays bounded
IDLE_SECONDS = 10  # that a connection may stay open without a request


def serve(ledger: Path, settings: Serving, ready: Callable[[str], object], config: Config = DEFAULTS) -> None:
    """Serve the ledger until interrupted; `ready` is told the address as soon as it answers.

    `config` says what the API's `POST /read` reads with.
    Raises RunError where the ledger cannot be read, the settings would lay it open, or the address is taken.
    """
    open_to_read(ledger).close()
    made = application(ledger, settings, routes(config))
    for template in environment().list_templates():
        environment().get_template(template)  # compiled now (0.1 s), not while the first reader waits
    with _listening(settings) as listening:
        host, port = settings.host, listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        running = uvicorn.Config(
            made, log_level="warning", access_log=False, server_header=False, limit_concurrency=AT_ONCE,
            timeout_keep_alive=IDLE_SECONDS, proxy_headers=False, lifespan="off", ws="none",
        )  # fmt: skip
        ready(f"http://{shown}:{port}/")
        uvicorn.Server(running).run(sockets=[listening])


def _listening(settings: Serving) -> socket.socket:
    """A socket that names its protocol: only of such a one asyncio sends every answer at once (TCP_NODELAY)."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((settings.host, settings.port))
        made.listen(AT_ONCE)
    except (OSError, OverflowError) as error:
        made.close()
        raise RunError(f"cannot listen on {settings.host}, port {settings.port}: {error}") from error
    return made
