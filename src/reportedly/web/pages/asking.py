"""What every page begins with: a connection to the ledger, and what the address asks for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.ledger.connection import open_to_read

LONGEST = 2000  # characters of a value in an address: as long as a question may be


@contextmanager
def asking(request: Request) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, for one request: to open it takes 0.2 ms, and nobody waits for another."""
    with closing(open_to_read(request.app.state.ledger)) as connection:
        yield connection


def value(request: Request, name: str) -> str | None:
    """A value of the query, trimmed; None where it is missing or empty."""
    return request.query_params.get(name, "")[:LONGEST].strip() or None


def part(request: Request, name: str) -> str:
    """A part of the path."""
    return str(request.path_params[name])[:LONGEST]


def missing(what: str) -> HTTPException:
    """To be raised where the ledger does not have what the address names."""
    return HTTPException(404, f"The ledger has no {what}. It may have been erased, or the address was cut short.")
