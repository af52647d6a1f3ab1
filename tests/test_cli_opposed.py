"""What `reportedly trace` tells of statements that may contradict the one it traces."""

from contextlib import closing
from io import StringIO

from rich.console import Console

from reportedly.cli.opposed import write_opposed
from reportedly.judging import contradiction
from reportedly.ledger.connection import Ledger, open_to_read
from reportedly.trace import trace
from tests.ledger.conftest import FERRY, QUAY, ledger, whole_ledger  # noqa: F401  # fixtures
from tests.ledger.doubts import doubt

OWN, OTHER = FERRY.reports[0].id, QUAY.reports[1].id


def told(ledger: Ledger) -> str:  # noqa: F811
    with closing(open_to_read(ledger.path)) as connection:
        found = trace(connection, OWN)
    assert found
    out = StringIO()
    write_opposed(found, Console(file=out, width=100, highlight=False, markup=False))
    return out.getvalue()


def test_nothing_where_there_is_none(ledger: Ledger) -> None:  # noqa: F811
    assert told(ledger) == ""


def test_a_candidate_is_told_as_one(ledger: Ledger) -> None:  # noqa: F811
    doubt(ledger, "contradiction", OWN, OTHER, "Who knows.")
    statement = ledger.connection.execute("SELECT statement FROM report WHERE id = ?", (OTHER,)).fetchone()[0]
    assert told(ledger) == (
        "Harbour Board  2024-04-02, may contradict it: a candidate to look at\n"
        f"  two more cranes\n  Who knows. · {statement}\n\n"
    )


def test_what_a_person_found_has_that_persons_name(ledger: Ledger) -> None:  # noqa: F811
    contradiction(ledger, OTHER, OWN, "Io\n[bold]")
    assert "contradicts it, says Io [bold]\n" in told(ledger)
