"""Feeds, web archives and ninjs files: taken apart in one confined process, their pages extracted in another."""

import io
from collections.abc import Iterator

import msgspec

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.confinement import CONTAINMENT
from reportedly.readers.delivery import Delivery, Outcome, PassedOver
from reportedly.readers.documents import make_document, printable
from reportedly.readers.frames import ContainerKind, Failure, Fault, Item, Others, Unpack
from reportedly.readers.html import extracted
from reportedly.readers.metadata import Metadata, about, settle
from reportedly.readers.opened import Opened
from reportedly.readers.text import decode


def read_feed(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The entries of an RSS, Atom or RDF feed; the pages that they link to are not fetched."""
    return _read("feed", opened, config, metadata)


def read_ninjs(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The item of a ninjs file, or the items of a list of them."""
    return _read("ninjs", opened, config, metadata)


def read_warc(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The pages and texts of a web archive, compressed (gzip, Zstandard) or not."""
    return _read("warc", opened, config, metadata)


def read_wacz(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The pages and texts of all web archives in a WACZ."""
    return _read("wacz", opened, config, metadata)


def _read(kind: ContainerKind, opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The documents of a container, in order; `origin` is `FILE#PLACE`, or the file's where it holds one ninjs item.

    What an article says of itself goes before the command line, as for JSON Lines. Raises DocumentError where nothing
    more can come, and where the container holds no article at all.
    """
    empty = True
    for part in CONTAINMENT.unpack(_task(kind, opened, config), opened.stream):
        if isinstance(part, Failure):
            raise (TooLarge if part.too_large else DocumentError)(opened.origin, part.reason)
        if isinstance(part, Others):
            yield PassedOver(opened.origin, part.what, part.counts)
            continue
        empty = False
        origin = _origin(opened.origin, part.place)
        if isinstance(part, Fault):
            yield (TooLarge if part.too_large else DocumentError)(origin, part.reason)
            continue
        try:
            yield _delivery(part, origin, config, metadata)
        except DocumentError as error:
            yield error
    if empty:
        raise DocumentError(opened.origin, "holds no article")


def _task(kind: ContainerKind, opened: Opened, config: Config) -> Unpack:
    size = None
    if opened.stream.seekable():
        at = opened.stream.tell()
        size = opened.stream.seek(0, io.SEEK_END) - at
        opened.stream.seek(at)
    return Unpack(
        kind,
        opened.origin,
        opened.url,
        opened.charset,
        size,
        max_bytes=config.max_bytes,
        max_html_bytes=config.max_html_bytes,
        container_bytes=config.container_bytes,
        entries=config.feed_entries,
        ratio=config.unpack_ratio,
        slack=config.unpack_bytes,
        memory=config.container_memory,
        seconds=config.container_seconds,
    )


def _origin(file: str, place: str) -> str:
    return printable(f"{file}#{' '.join(place.split())}" if place else file)


def _delivery(item: Item, origin: str, config: Config, metadata: Metadata) -> Delivery:
    opened = Opened(origin, io.BytesIO(), item.url, item.charset)
    own = item.about if item.url is None or item.about.url else msgspec.structs.replace(item.about, url=item.url)
    if item.media_type == "text/plain":
        decoded = decode(item.body, origin, item.charset)
        text, notes = decoded.text, decoded.notes
    else:
        page = extracted(opened, item.body, config, item.fragment)
        text, notes = page.text, page.notes
        own = settle(own, page.about) if item.fragment else settle(page.about, own)
    known = settle(own, about(metadata))
    if item.captured and not known.published:
        notes += (f"it says no date of publication; archived {item.captured}",)
    return Delivery(make_document(text, origin, known, item.notes + notes), item.body, item.media_type)
