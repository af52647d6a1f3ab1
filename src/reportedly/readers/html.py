"""Web pages: bytes -> Document, extracted in a confined process."""

from collections.abc import Iterator

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.charset import decode_page
from reportedly.readers.confinement import CONFINEMENT
from reportedly.readers.documents import make_document
from reportedly.readers.frames import Failure, Request
from reportedly.readers.metadata import Metadata, about, settle
from reportedly.readers.opened import Opened, read_all
from reportedly.records import Document


def read(opened: Opened, config: Config, metadata: Metadata) -> Iterator[Document | DocumentError]:
    """The one document of a page: main text, and metadata from the command line or else from the page.

    `notes` tell where the fallback extractor found the text. Raises TooLarge where a cap on bytes, nesting, memory or
    seconds is met.
    """
    decoded = decode_page(read_all(opened, config.max_html_bytes), opened.origin, opened.charset)
    if not decoded.text or decoded.text.isspace():
        raise DocumentError(opened.origin, "nothing to read: empty")
    request = Request(decoded.text, opened.url, config.html_depth, config.html_memory, config.html_seconds)
    answer = CONFINEMENT.extract(request)
    if isinstance(answer, Failure):
        raise (TooLarge if answer.too_large else DocumentError)(opened.origin, answer.reason)
    found = settle(about(metadata), answer.about)
    yield make_document(answer.text, opened.origin, found, decoded.notes + answer.notes)
