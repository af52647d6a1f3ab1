"""Where documents come from: files, URLs and standard input.

`READERS` is the table of suffix -> reader. A reader is a plain function over an open origin; it yields a Document, or a
DocumentError for what is bad, or raises a DocumentError if nothing more can come. Nothing heavy is imported here: the
HTML extractors are loaded by a process of their own, httpx2 by the first URL.
"""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO
from urllib.parse import urlsplit

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers import html, jsonl, text
from reportedly.readers.documents import digest, printable
from reportedly.readers.metadata import Metadata
from reportedly.readers.opened import Opened, is_url, look_ahead, refuse, too_large
from reportedly.readers.sniff import InputKind, sniff
from reportedly.readers.text import text_document
from reportedly.records import Document

__all__ = ["READERS", "Metadata", "digest", "read_origin", "text_document"]

Reader = Callable[[Opened, Config, Metadata], Iterator[Document | DocumentError]]

KINDS: dict[InputKind, Reader] = {"text": text.read, "html": html.read, "jsonl": jsonl.read}

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}


def read_origin(origin: str, config: Config, metadata: Metadata) -> Iterator[Document | DocumentError]:
    """The documents of `origin`: a path, a URL (http:// or https://), or `-` for standard input.

    What cannot be read is yielded as a DocumentError that names the document and the reason; it is never raised, and
    what follows it is still read. The kind is told by the suffix (`READERS`), for a URL by its content type, and where
    these say nothing by the first bytes. For whether the command line's `metadata` or the input's own is believed, see
    `Metadata`.
    """
    try:
        with contextlib.ExitStack() as stack:
            opened, reader = _open(origin, config, stack)
            yield from reader(opened, config, metadata)
    except DocumentError as error:
        yield error
    except OSError as error:
        yield refuse(printable(origin), error)


def _open(origin: str, config: Config, stack: contextlib.ExitStack) -> tuple[Opened, Reader]:
    if is_url(origin):
        return _open_url(origin, config)
    if origin == "-":
        return _sniffed("-", _standard_input())
    if "\0" in origin:
        raise DocumentError(printable(origin), "no such file or directory")
    reader = READERS.get(PurePath(origin).suffix.lower())
    if os.path.isdir(origin):
        raise DocumentError(printable(origin), "is a folder: name the files in it")
    stream = stack.enter_context(open(origin, "rb"))  # noqa: SIM115 (the stack closes it)
    cap = config.max_html_bytes if reader is html.read else config.max_bytes
    if reader is not jsonl.read and os.fstat(stream.fileno()).st_size > cap:
        raise TooLarge(printable(origin), too_large(cap))
    if reader is None:
        return _sniffed(printable(origin), stream)
    return Opened(printable(origin), stream), reader


def _open_url(origin: str, config: Config) -> tuple[Opened, Reader]:
    from reportedly.readers.fetch import fetch  # sockets and addresses: 20 ms that only a URL needs

    fetched = fetch(printable(origin), config)
    opened = Opened(printable(origin), io.BytesIO(fetched.data), fetched.url, fetched.charset)
    by_suffix = READERS.get(PurePath(urlsplit(fetched.url).path).suffix.lower())
    if fetched.kind == "text" and by_suffix is jsonl.read:  # servers know no type for .jsonl
        return opened, jsonl.read
    if fetched.kind == "unknown":
        return opened, by_suffix or KINDS[sniff(fetched.data[:4096])]
    return opened, KINDS[fetched.kind]


def _sniffed(origin: str, stream: BinaryIO) -> tuple[Opened, Reader]:
    head, stream = look_ahead(stream)
    return Opened(origin, stream), KINDS[sniff(head)]


def _standard_input() -> BinaryIO:
    """The bytes of standard input; of a replacement that has only text, as in notebooks, its text in UTF-8."""
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer
    return io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b"")
