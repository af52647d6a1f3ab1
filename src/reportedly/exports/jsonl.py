"""JSON Lines: a line a report, the object of the contract with the fields that a ledger adds, and nothing else."""

from collections.abc import Iterable
from typing import BinaryIO

from reportedly.ledger.lines import Line
from reportedly.text.json_line import json_line


def write_jsonl(lines: Iterable[Line], out: BinaryIO) -> None:
    """One `LedgerReport` a line."""
    for line in lines:
        out.write(json_line(line.report).encode() + b"\n")
