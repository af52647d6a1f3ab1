"""What goes to standard error: failures and notes, a line each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reportedly.errors import DocumentError

if TYPE_CHECKING:
    from reportedly.reading import Reading

SOME_FAILED = 1  # exit status: something could not be read, the rest was


class Told:
    """What went wrong with documents, told on standard error as it happens and counted in `failed`."""

    def __init__(self) -> None:
        self.failed = 0

    def good(self, readings: "Iterator[Reading | DocumentError]") -> "Iterator[Reading]":
        """Yield what was read; tell of what was not, and of what a reader had to do to a document."""
        for reading in readings:
            if isinstance(reading, DocumentError):
                self.failed += 1
                tell(f"reportedly: {reading}")
                continue
            for note in reading.document.notes:
                tell(f"note: {reading.document.origin}: {note}")
            yield reading


def counted(number: int, thing: str) -> str:
    """A number and what it counts.

    >>> counted(1, "new version"), counted(1200, "document")
    ('1 new version', '1,200 documents')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def tell(words: str) -> None:
    """One line on standard error, with nothing in it that a terminal obeys."""
    from reportedly.text.controls import visible

    click.echo(visible(" ".join(words.split())), err=True)
