"""RSS, Atom and RDF feeds -> their entries. Runs in a confined process; feedparser gets bytes and never an address."""

import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urljoin, urlsplit

from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.asked import Asked
from reportedly.readers.byline import byline_of
from reportedly.readers.charset import decode_page
from reportedly.readers.documents import replace_surrogates
from reportedly.readers.frames import Fault, Item, Part, Unpack
from reportedly.readers.metadata import About
from reportedly.readers.opened import megabytes
from reportedly.readers.published import iso_date
from reportedly.readers.text import Decoded

# What feedparser returns for a feed or an entry. Its shape is the feed's; nothing beyond this file sees it.
Fields = Mapping[str, object]

ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)(?=[\s>/])")
ROOT = re.compile(r"<[A-Za-z]")
TAG = re.compile(r"<[^<>]{0,500}>")

# Media types of an entry's text; others are pictures and recordings.
HTML = ("text/html", "application/xhtml+xml")

# A description shorter than this beside no full content is taken for a teaser: three times a usual one.
TEASER = 1000
TEASER_NOTE = "the feed holds only a summary of it"


def entries(task: Unpack, source: Asked) -> Iterator[Part]:
    """An Item for each entry, in the feed's order, with a Fault for one without text and for those above the cap.

    A declaration of entities is cut off before anything is parsed, so none is ever expanded or fetched.
    """
    import feedparser

    decoded = whole_text(task, source, "feed")
    root = ROOT.search(decoded.text)
    data, total = _cut(decoded.text[root.start() if root else 0 :].encode("utf-8", "replace"), task.entries)
    parsed = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # its HTML becomes text, and is never shown
        resolve_relative_uris=False,
    )
    if not parsed.version and not parsed.entries:
        raise DocumentError(task.origin, "no feed: neither RSS nor Atom")
    if not parsed.entries:
        raise DocumentError(task.origin, "a feed without entries")
    for number, entry in enumerate(parsed.entries[: task.entries], 1):
        yield _item(entry, parsed.feed, number, task.url, decoded.notes)
    if total > task.entries:
        reason = f"the feed has {total:,} entries, and only the first {task.entries:,} are read"
        yield Fault(f"{task.entries + 1}", reason, too_large=True)


def whole_text(task: Unpack, source: Asked, what: str) -> Decoded:
    """The text of an input that is read whole; raises TooLarge, NotText."""
    pieces = io.BytesIO()
    stream = source.open()
    while piece := stream.read(min(1 << 20, task.container_bytes + 1 - pieces.tell())):
        pieces.write(piece)
        if pieces.tell() > task.container_bytes:
            raise TooLarge(task.origin, f"larger than {megabytes(task.container_bytes)}, the most of one {what}")
    decoded = decode_page(pieces.getvalue(), task.origin, task.charset or "utf-8")  # the default of XML and JSON
    if not decoded.text or decoded.text.isspace():
        raise DocumentError(task.origin, "nothing to read: empty")
    return decoded


def _cut(data: bytes, most: int) -> tuple[bytes, int]:
    """The feed without the entries after the first `most`, and how many it has; its end stays, so that it is whole."""
    total = 0
    cut = len(data)
    for total, entry in enumerate(ENTRY.finditer(data), 1):
        if total == most + 1:
            cut = entry.start()
    if total <= most:
        return data, total
    end = max(data.rfind(b"</item>") + len(b"</item>"), data.rfind(b"</entry>") + len(b"</entry>"))
    return data[:cut] + data[max(end, cut) :], total


def _item(entry: Fields, feed: Fields, number: int, base: str | None, notes: tuple[str, ...]) -> Part:
    url = _url(entry, base)
    place = _string(entry.get("id")) or url or str(number)
    value, media_type, teaser = _text(entry)
    if not value:
        return Fault(place, "the feed gives neither its content nor a summary")
    byline, credit = byline_of(_authors(entry))
    source = entry.get("source")
    about = About(
        url=url,
        title=_plain(entry.get("title")),
        outlet=(_plain(source.get("title")) if isinstance(source, Mapping) else None) or _plain(feed.get("title")),
        byline=byline,
        published=_published(entry),
        language=_language(entry) or _string(feed.get("language")),
        credit=credit,
    )
    return Item(
        place,
        value.encode(),
        media_type,
        "utf-8",
        url,
        about,
        notes + ((TEASER_NOTE,) if teaser else ()),
        fragment=True,
    )


def _text(entry: Fields) -> tuple[str, Literal["text/html", "text/plain"], bool]:
    """The entry's longest text, its type, and whether it is a summary only."""
    found = [part for part in _list(entry.get("content")) if _string(part.get("value"))]
    readable = [part for part in found if str(part.get("type")) in (*HTML, "text/plain")]
    detail = entry.get("summary_detail")
    teaser = not readable
    if teaser:
        readable = [detail] if isinstance(detail, Mapping) else []
    best = max(readable, key=lambda part: len(str(part.get("value"))), default=None)
    value = (_string(best.get("value")) or "") if best else ""
    # Feedparser calls every RSS description HTML; without a tag or an entity its line ends mean what they say.
    html = best is not None and str(best.get("type")) in HTML and ("<" in value or "&" in value)
    return value, "text/html" if html else "text/plain", teaser and len(value) < TEASER


def _authors(entry: Fields) -> tuple[str, ...]:
    names = tuple(name for name in (_plain(part.get("name")) for part in _list(entry.get("authors"))) if name)
    return names or tuple(name for name in (_plain(entry.get("author")),) if name)


def _published(entry: Fields) -> str | None:
    """The date as written where it says its offset; else as feedparser understood it."""
    for name in ("published", "updated"):
        if date := iso_date(_string(entry.get(name)) or ""):
            return date
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, tuple):
            try:
                return datetime.fromtimestamp(timegm(parsed), UTC).isoformat(timespec="seconds")
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _language(entry: Fields) -> str | None:
    details = (*_list(entry.get("content")), *_list([entry.get("summary_detail")]))
    return next((language for language in (_string(part.get("language")) for part in details) if language), None)


def _url(entry: Fields, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", _string(entry.get("link")) or "")
        parts = urlsplit(url)
    except ValueError:  # brackets that are no IPv6 address
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _list(value: object) -> list[Fields]:
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def _string(value: object) -> str | None:
    return replace_surrogates(value.strip())[0] or None if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    """A title or a name, which may hold tags, as text."""
    return " ".join(TAG.sub("", text).split()) or None if (text := _string(value)) else None
