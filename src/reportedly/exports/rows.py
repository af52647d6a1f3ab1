"""A line of the ledger as a row: the columns of CSV, XLSX and Parquet."""

from reportedly.columns import COLUMNS, row
from reportedly.ledger.lines import Line

# What a ledger adds to the columns of `reportedly read --format csv`.
LEDGER_COLUMNS = ("actor_id", "statement", "status", "language", "program", "weights")
EXPORTED = (*COLUMNS, *LEDGER_COLUMNS)


def cells(line: Line) -> tuple[str | None, ...]:
    """The line's words for each of EXPORTED; None where it has none."""
    report = line.report
    return (
        *row(report),
        report.actor.id if report.actor else None,
        report.statement,
        line.status,
        line.language,
        report.provenance.program,
        report.provenance.weights,
    )
