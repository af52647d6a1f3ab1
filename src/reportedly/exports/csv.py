"""CSV: RFC 4180 in UTF-8, one row a report under a header."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from reportedly.columns import cell
from reportedly.exports.rows import EXPORTED, cells
from reportedly.ledger.lines import Line


def write_csv(lines: Iterable[Line], out: BinaryIO, *, raw: bool = False) -> None:
    """A cell that a spreadsheet would run gets a leading ' unless `raw`, which gives every word as it is."""
    text = io.TextIOWrapper(out, "utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(EXPORTED)
        for line in lines:
            writer.writerow(cell(words, raw) for words in cells(line))
    finally:
        text.detach()
