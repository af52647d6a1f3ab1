"""XLSX: one worksheet, one row a report under a header. Nothing in it is a formula or a link.

A worksheet has its limits. A cell that would pass them ends with a note that says so; a ledger that would, is refused.
"""

import tempfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import RunError
from reportedly.exports.rows import EXPORTED, cells
from reportedly.ledger.lines import Line
from reportedly.text.controls import scalar

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits; characters are counted in UTF-16.
LONGEST_CELL = 32_767
ROWS = 1_048_576
WIDTHS = {"content": 70, "source": 30, "speaker": 24, "chain": 40, "title": 40, "url": 30}  # in characters, by eye
WIDTH = 14
# One row at a time goes to the disk, and words are never anything but words.
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(lines: Iterable[Line], out: BinaryIO) -> None:
    """Memory holds one row. Raises RunError for more reports than a worksheet has rows."""
    from xlsxwriter import Workbook

    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(out, OPTIONS | {"tmpdir": folder})
        sheet = book.add_worksheet("Reports")
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(EXPORTED):
            sheet.set_column(place, place, WIDTHS.get(name, WIDTH))
        sheet.write_row(0, 0, EXPORTED, book.add_format({"bold": True}))
        for number, line in enumerate(lines, start=1):
            if number >= ROWS:
                raise RunError(
                    f"XLSX holds no more than {ROWS - 1:,} reports, and there are more: "
                    "export to CSV or Parquet, or ask for less (--from, --outlet, ...)"
                )
            _write(sheet, number, line)
        book.close()


def _write(sheet: "Worksheet", number: int, line: Line) -> None:
    for place, words in enumerate(cells(line)):
        if EXPORTED[place] == "confidence":
            sheet.write_number(number, place, line.report.confidence)
        elif words:
            sheet.write_string(number, place, fitted(words))


def fitted(words: str) -> str:
    """The words as a cell can hold them, with a note at the end where that is not all of them.

    >>> fitted("a" * 40_000)[-89:]
    'a [cut here: 40,000 characters, and a cell of a worksheet holds 32,767; CSV has them all]'
    """
    words = scalar(words)
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return words
    note = f" [cut here: {len(words):,} characters, and a cell of a worksheet holds {LONGEST_CELL:,}; CSV has them all]"
    return units[: 2 * (LONGEST_CELL - len(note))].decode("utf-16-le", "ignore") + note
