"""Web pages: bytes -> Document, extracted in a confined process."""

from collections.abc import Iterator

import msgspec

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.charset import decode_page
from reportedly.readers.confinement import CONFINEMENT
from reportedly.readers.delivery import Delivery, Outcome
from reportedly.readers.documents import make_document
from reportedly.readers.frames import Failure, Page, Request
from reportedly.readers.metadata import Metadata, about, settle
from reportedly.readers.opened import Opened, read_all


def read(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Outcome]:
    """The one document of a page: main text, and metadata from the command line or else from the page.

    `notes` tell where the fallback extractor found the text. Raises TooLarge where a cap on bytes, nesting, memory or
    seconds is met.
    """
    yield _delivery(opened, config, metadata)


def _delivery(opened: Opened, config: Config, metadata: Metadata) -> Delivery:
    """In a function that ends before its result is used, so that no second copy of the page is held meanwhile."""
    data = read_all(opened, config.max_html_bytes)
    page = extracted(opened, data, config)
    document = make_document(page.text, opened.origin, settle(about(metadata), page.about), page.notes)
    return Delivery(document, data, "text/html")


def extracted(opened: Opened, data: bytes, config: Config, fragment: bool = False) -> Page:
    """What the confined process finds in `data`, the bytes of a page, or of an article's HTML without a page around it.

    Raises as `read` does.
    """
    decoded = decode_page(data, opened.origin, opened.charset)
    if not decoded.text or decoded.text.isspace():
        raise DocumentError(opened.origin, "nothing to read: empty")
    request = Request(decoded.text, opened.url, config.html_depth, config.html_memory, config.html_seconds, fragment)
    answer = CONFINEMENT.extract(request)
    if isinstance(answer, Failure):
        raise (TooLarge if answer.too_large else DocumentError)(opened.origin, answer.reason)
    return msgspec.structs.replace(answer, notes=decoded.notes + answer.notes)
