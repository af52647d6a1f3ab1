"""Web archives (WARC) -> the pages in them. Runs in a confined process; FastWARC tells the records apart."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import msgspec

from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.asked import Asked
from reportedly.readers.delivery import most_first
from reportedly.readers.frames import Fault, Item, Others, Part, Unpack
from reportedly.readers.framing import DAMAGE, Damage, Found, Source, record_at, records_of
from reportedly.readers.media_type import content_type
from reportedly.readers.metadata import About
from reportedly.readers.payload import payload_of
from reportedly.readers.published import iso_date
from reportedly.readers.sniff import sniff
from reportedly.readers.unpacked import Bomb, Budget

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MEDIA_TYPES: dict[str, Literal["text/html", "text/plain"]] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}

# A part of a page is no page, though its status is a success.
PARTIAL_CONTENT = 206

# Kinds of other records that are told apart; an archive of one site has ten to thirty.
MOST_KINDS = 40
# Addresses can be 32 kB long; so much of one tells a record from the others.
LONGEST_PLACE = 500
# Pages that a revisit record can be looked up among: 100 MB of memory.
MOST_SEEN = 500_000


def records(task: Unpack, source: Asked) -> Iterator[Part]:
    """The parts of one archive file, as `Archive.parts` gives them."""
    return Archive(task, source, Budget(task.origin, task.slack, task.ratio)).parts()


class Archive:
    """One WARC file, read from beginning to end. `inside` is put before the places of its records."""

    def __init__(self, task: Unpack, source: Source, budget: Budget, inside: str = "") -> None:
        self._task, self._source, self._budget, self._inside = task, source, budget, inside
        self._others: dict[str, int] = {}
        self._seen: dict[str, tuple[int | None, str]] = {}  # digest or record id -> offset, address

    def parts(self) -> Iterator[Part]:
        """An Item for each page or text that was fetched well; a Fault for each that is damaged; Others at the end.

        A `revisit` record says that an address gave what had been stored before. Under the same address it is counted
        among the others, as nothing changed; under another it is the earlier page at the new address, read again where
        the input allows. Where the page lies in another file, it is a Fault. Raises Bomb, and DocumentError where this
        is no archive.
        """
        told = False  # whether the record at which damage begins has been listed already
        for found in records_of(self._source, self._budget):
            if isinstance(found, Damage):
                if not told:
                    place = f"{self._inside}byte {found.offset}"
                    yield Fault(place, f"damaged, and passed over: {found.reason}")
                told = False
                continue
            part = self._part(found)
            told = isinstance(part, Fault)
            if isinstance(part, str):
                self._count(part)
            else:
                yield part
        if self._others:
            yield Others("records", most_first(self._others))

    def _part(self, found: Found) -> Part | str:
        """What a record gives, or what kind of thing it is that is passed over."""
        record = found.record
        url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
        kind = str(record.record_type).rpartition(".")[2]
        try:
            if kind == "revisit":
                return self._revisit(record, url)
            if kind not in ("response", "resource"):
                return kind
            other = _other(record, url)
            if other:
                return other
            return self._page(record, found.offset, url)
        except Bomb:
            raise
        except DocumentError as error:
            return Fault(self._place(url, found.offset), error.reason, isinstance(error, TooLarge))
        except DAMAGE as error:
            return Fault(self._place(url, found.offset), f"damaged: {' '.join(str(error).split())[:200]}")

    def _page(self, record: "WarcRecord", offset: int | None, url: str, notes: tuple[str, ...] = ()) -> Part | str:
        """The Item of a record that `_other` has found to be a page."""
        mime, charset = content_type(_content_type(record))
        cap = self._task.max_bytes if mime == "text/plain" else self._task.max_html_bytes
        payload = payload_of(record, cap, self._budget)
        if not mime and sniff(payload[:4096]) != "html":
            return "no content type"
        if len(self._seen) < MOST_SEEN:
            for name in ("WARC-Payload-Digest", "WARC-Record-ID"):
                if key := record.headers.get(name):
                    self._seen.setdefault(key.strip().lower(), (offset, url))
        return Item(
            self._place(url, offset),
            payload,
            MEDIA_TYPES.get(mime, "text/html"),
            charset,
            url or None,
            About(),
            notes,
            captured=iso_date(record.headers.get("WARC-Date") or ""),
        )

    def _revisit(self, record: "WarcRecord", url: str) -> Part | str:
        keys = (record.headers.get(name) for name in ("WARC-Payload-Digest", "WARC-Refers-To"))
        known = [self._seen[key] for key in (key.strip().lower() for key in keys if key) if key in self._seen]
        if not known:
            other = _other(record, url) if record.is_http else None
            if other:
                return other if other.startswith("HTTP") else f"revisit of {other}"
            return Fault(self._place(url, None), "a revisit record: its page was stored earlier, in another file")
        offset, first = known[0]
        if first == url:
            return "revisit of an unchanged page"
        if offset is None:
            return Fault(self._place(url, None), f"a revisit record: its page is the one at {first[:LONGEST_PLACE]}")
        page = record_at(self._source, offset, self._budget)
        if _other(page, first):
            return "revisit"
        part = self._page(page, None, url, (f"archived as identical with {first[:LONGEST_PLACE]}",))
        date = iso_date(record.headers.get("WARC-Date") or "")
        return msgspec.structs.replace(part, captured=date) if isinstance(part, Item) else part

    def _place(self, url: str, offset: int | None) -> str:
        return self._inside + (url[:LONGEST_PLACE] or f"byte {offset or 0}")

    def _count(self, kind: str) -> None:
        if kind not in self._others and len(self._others) >= MOST_KINDS:
            kind = "more kinds"
        self._others[kind] = self._others.get(kind, 0) + 1


def _other(record: "WarcRecord", url: str) -> str | None:
    """What a record is if it is no page; parses its HTTP headers. Raises OSError where these are damaged."""
    kind = str(record.record_type).rpartition(".")[2]
    if kind != "resource":
        if not record.is_http:
            return "response of another protocol"
        if not record.is_http_parsed:
            record.parse_http()
        status = record.http_headers.status_code
        if status is None:
            return "response without a status"
        if not 200 <= status < 300 or status == PARTIAL_CONTENT:
            return f"HTTP {status}"
    mime, _ = content_type(_content_type(record))
    if mime and mime not in MEDIA_TYPES:
        return mime
    try:
        return "robots.txt" if urlsplit(url).path == "/robots.txt" else None
    except ValueError:
        return None


def _content_type(record: "WarcRecord") -> str:
    headers = record.http_headers if record.is_http else record.headers
    return headers.get("Content-Type") or ""
