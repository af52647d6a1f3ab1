"""Where documents come from: files, URLs and standard input.

`READERS` is the table of suffix -> reader. A reader is a plain function over an open origin; it yields a Delivery for
each document, a DocumentError for what is bad and a PassedOver for what is no article, or raises a DocumentError if
nothing more can come. Nothing heavy is imported here: the libraries for pages, feeds and archives are loaded by
processes of their own, httpx2 by the first URL.
"""

import contextlib
import io
import os
import sys
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers import html, jsonl, text
from reportedly.readers.delivery import Delivery, Outcome, PassedOver
from reportedly.readers.documents import digest, printable
from reportedly.readers.kinds import KINDS, READERS, Reader, read_unknown, reader_of
from reportedly.readers.metadata import Metadata
from reportedly.readers.opened import Opened, is_url, refuse, too_large
from reportedly.readers.origins import expand
from reportedly.readers.text import text_document
from reportedly.records import Document

__all__ = [
    "READERS",
    "Delivery",
    "Metadata",
    "PassedOver",
    "deliveries",
    "digest",
    "expand",
    "read_origin",
    "text_document",
]


def deliveries(origin: str, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The documents of `origin`, each with its bytes: a path, a URL (http:// or https://), or `-` for standard input.

    What cannot be read is yielded as a DocumentError that names the document and the reason; it is never raised, and
    what follows it is still read. The kind is told by the suffix (`READERS`), for a URL by its content type, and where
    these say nothing by the first bytes. For whether the command line's `metadata` or the input's own is believed, see
    `Metadata`. What an archive holds beside articles is counted in a PassedOver.
    """
    try:
        with contextlib.ExitStack() as stack:
            opened, reader = _open(origin, config, stack)
            yield from reader(opened, config, metadata)
    except DocumentError as error:
        yield error
    except (EOFError, zlib.error) as error:
        yield DocumentError(printable(origin), f"its compression is damaged: {error}")
    except OSError as error:
        yield refuse(printable(origin), error)


def read_origin(origin: str, config: Config, metadata: Metadata) -> Iterator[Document | DocumentError]:
    """The documents of `origin`, as `deliveries` gives them, without their bytes, which are let go of one by one."""
    # filter and map hold nothing back: a loop variable would keep a page while its document is worked on
    told = filter(lambda outcome: not isinstance(outcome, PassedOver), deliveries(origin, config, metadata))
    return map(_without_body, told)


def _without_body(outcome: Outcome) -> Document | DocumentError:
    assert not isinstance(outcome, PassedOver)
    return outcome.document if isinstance(outcome, Delivery) else outcome


def _open(origin: str, config: Config, stack: contextlib.ExitStack) -> tuple[Opened, Reader]:
    if is_url(origin):
        return _open_url(origin, config)
    if origin == "-":
        return Opened("-", _standard_input()), read_unknown
    if "\0" in origin:
        raise DocumentError(printable(origin), "no such file or directory")
    reader = reader_of(origin)
    if os.path.isdir(origin):
        raise DocumentError(printable(origin), "is a folder: name the files in it")
    stream = stack.enter_context(open(origin, "rb"))  # noqa: SIM115 (the stack closes it)
    cap = _cap(reader, config)
    if cap is not None and os.fstat(stream.fileno()).st_size > cap:
        raise TooLarge(printable(origin), too_large(cap))
    return Opened(printable(origin), stream), reader or read_unknown


def _cap(reader: Reader | None, config: Config) -> int | None:
    """How large a file may be for a reader that holds all of it; None where it holds a line or a record at a time."""
    if reader is html.read:
        return config.max_html_bytes
    return config.max_bytes if reader is text.read else None


def _open_url(origin: str, config: Config) -> tuple[Opened, Reader]:
    from reportedly.readers.fetch import fetch  # sockets and addresses: 20 ms that only a URL needs

    fetched = fetch(printable(origin), config)
    opened = Opened(printable(origin), io.BytesIO(fetched.data), fetched.url, fetched.charset)
    by_suffix = reader_of(urlsplit(fetched.url).path)
    if fetched.kind == "text" and by_suffix is jsonl.read:  # servers know no type for .jsonl
        return opened, jsonl.read
    if fetched.kind == "unknown":
        return opened, by_suffix or read_unknown
    return opened, KINDS[fetched.kind]


def _standard_input() -> BinaryIO:
    """The bytes of standard input; of a replacement that has only text, as in notebooks, its text in UTF-8."""
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer
    return io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b"")
