"""What the readers hand over: a document with the bytes it was made from, and what they did not read."""

import msgspec

from reportedly.errors import DocumentError
from reportedly.records import Document


class Delivery(msgspec.Struct, frozen=True):
    """A document and its raw bytes: those of the file or page, or of its line, record or entry in a larger input.

    Content encodings are undone; the charset is not. `media_type` is of `body`: text/plain, text/html (which XHTML
    is called too) or application/json (a line of JSON Lines).
    """

    document: Document
    body: bytes
    media_type: str


class PassedOver(msgspec.Struct, frozen=True):
    """What an input holds that is no article: nothing failed, but nothing vanishes silently either.

    `what` names the things ("files", "records"), `counts` are (kind, how many), most first.
    """

    origin: str
    what: str
    counts: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """In words for the user.

        >>> str(PassedOver("crawl.warc", "records", (("image/png", 1200), ("request", 30))))
        'crawl.warc: 1,230 records of other kinds passed over (1,200 image/png, 30 request)'
        """
        total = sum(count for _, count in self.counts)
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.counts)
        return f"{self.origin}: {total:,} {self.what} of other kinds passed over ({kinds})"


Outcome = Delivery | DocumentError | PassedOver


def most_first(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """`counts` as PassedOver holds them.

    >>> most_first({"b": 1, "a": 1, "c": 2})
    (('c', 2), ('a', 1), ('b', 1))
    """
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
