"""Which reader reads what: by suffix, by content type, and by the first bytes."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

import msgspec

from reportedly.config import Config
from reportedly.errors import DocumentError, NotText
from reportedly.readers.container import read_feed, read_ninjs, read_wacz, read_warc
from reportedly.readers.delivery import Outcome
from reportedly.readers.html import read as read_html
from reportedly.readers.jsonl import read as read_lines
from reportedly.readers.metadata import Metadata
from reportedly.readers.opened import Opened, look_ahead
from reportedly.readers.sniff import sniff
from reportedly.readers.text import read as read_text
from reportedly.readers.unpacked import Budget, gunzipped

Reader = Callable[[Opened, Config, Metadata], Iterator[Outcome]]

# A name that only ninjs has, at the start of a JSON object.
NINJS = re.compile(rb'"(?:uri|versioncreated|versionCreated|body_[a-z]+|bodies|headlines?)"\s*:')


def read_xml(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """A feed or a web page, whichever its root is; raises NotText for other XML."""
    head, stream = look_ahead(opened.stream)
    opened = msgspec.structs.replace(opened, stream=stream)
    kind = sniff(head)
    if kind == "feed":
        return read_feed(opened, config, metadata)
    if kind == "html":
        return read_html(opened, config, metadata)
    raise NotText(opened.origin, "XML that is neither a feed nor a web page")


def read_json(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """JSON Lines, if the first line is an object with a text and no mark of ninjs; else ninjs."""
    head, stream = look_ahead(opened.stream)
    opened = msgspec.structs.replace(opened, stream=stream)
    column = json.dumps(config.text_field).encode()
    if sniff(head) == "jsonl" and column in head and not (config.text_field == "text" and NINJS.search(head)):
        return read_lines(opened, config, metadata)
    return read_ninjs(opened, config, metadata)


def read_unknown(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """Whatever its first bytes look like; packed with gzip too."""
    head, stream = look_ahead(opened.stream)
    kind = sniff(head)
    if kind == "gzip":
        at = stream.tell() if stream.seekable() else None
        inner, unpacked = look_ahead(gunzipped(stream, Budget(opened.origin, config.unpack_bytes, config.unpack_ratio)))
        kind = sniff(inner)
        if kind == "gzip":
            raise DocumentError(opened.origin, "gzip inside gzip")
        if kind == "warc" and at is not None:
            stream.seek(at)  # read packed: damage in one member then leaves the next one readable
        else:
            stream = unpacked
    return KINDS[kind](msgspec.structs.replace(opened, stream=stream), config, metadata)


def read_gzipped(reader: Reader) -> Reader:
    """The reader of the same thing packed with gzip."""

    def read(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
        budget = Budget(opened.origin, config.unpack_bytes, config.unpack_ratio)
        stream = gunzipped(opened.stream, budget)
        return reader(msgspec.structs.replace(opened, stream=stream), config, metadata)

    return read


KINDS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_lines,
    "feed": read_feed,
    "warc": read_warc,
    "wacz": read_wacz,
    "json": read_json,
    "xml": read_xml,
    "unknown": read_unknown,
}

PLAIN: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_json,
    ".rss": read_feed,
    ".atom": read_feed,
    ".rdf": read_feed,
    ".xml": read_xml,
}

READERS: dict[str, Reader] = {
    **PLAIN,
    **{f"{suffix}.gz": read_gzipped(reader) for suffix, reader in PLAIN.items()},
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".warc.zst": read_warc,
    ".wacz": read_wacz,
}

# Before these the name's last suffix says how it is packed, and the one before it what it is.
PACKED = (".gz", ".zst")


def suffix_of(name: str) -> str:
    """The end of a file's name that tells its kind, in lower case; "" where there is none.

    >>> suffix_of("a/b.TXT"), suffix_of("crawl.2024.warc.gz"), suffix_of("a.txt.d/notes")
    ('.txt', '.warc.gz', '')
    """
    path = PurePath(name)
    last = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() + last if last in PACKED else last


def reader_of(name: str) -> Reader | None:
    """The reader for a file of this name; None if the name does not tell."""
    return READERS.get(suffix_of(name))
