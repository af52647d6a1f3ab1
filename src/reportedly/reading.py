"""The Python API: one article, or many, in; its document and reports out."""

import functools
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from reportedly.attribution.tag import Tagger
from reportedly.config import Config
from reportedly.errors import DocumentError, NotText
from reportedly.pipeline import open_tagger, run
from reportedly.readers import Metadata, read_origin
from reportedly.readers.text import text_document
from reportedly.records import Annotation, Appearance, Document, Report
from reportedly.reporting.appearances import appearances_of

DEFAULTS = Config()
LONGEST_PATH = 4096  # bytes in a path on Linux; a longer string is text, and is not worth a look at the disk


class Reading(msgspec.Struct, frozen=True):
    """A document, its reports in text order, and whom they credit with all mentions, in order of the first."""

    document: Document
    reports: tuple[Report, ...]
    actors: tuple[Appearance, ...] = ()

    def to_html(self) -> str:
        """One self-contained page (UTF-8): the article with its statements marked, and a note on each."""
        from reportedly.web.article import article_page

        return article_page(self.document, self.reports, self.actors)


def _reading(annotation: Annotation, reports: tuple[Report, ...]) -> Reading:
    return Reading(annotation.document, reports, appearances_of(annotation))


def read(
    text_or_path: str | os.PathLike[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    byline: Sequence[str] = (),
    config: Config = DEFAULTS,
) -> Reading:
    """Read one document; what is said of it here outranks what it says of itself.

    A `Path` is always a path. A `str` is a path if it holds no line end and a file of that name exists; else it
    is the article's text (so a misspelt path is read as text: pass a `Path` where that matters). Nothing is
    fetched: `read_all` takes URLs. Raises DocumentError where the document cannot be read or the file holds
    more than one, RunError where the model cannot be opened.

    >>> from reportedly.config import Config
    >>> reading = read("“Not before May,” said Ada Brandt.", config=Config(tagger="rules"))
    >>> reading.reports[0].content.text
    '“Not before May,”'
    """
    metadata = Metadata(outlet=outlet, published=published, title=title, byline=tuple(byline), url=url)
    if _names_file(text_or_path):
        document = _only(_origin(text_or_path), metadata, config)
    else:
        document = text_document(str(text_or_path), "text", metadata)
    ((annotation, reports),) = run((document,), config, tagger(config))
    return _reading(annotation, reports)


def read_all(
    origins: Iterable[str | os.PathLike[str]],
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    byline: Sequence[str] = (),
    config: Config = DEFAULTS,
) -> Iterator[Reading | DocumentError]:
    """Read files (`Path` or `str`), URLs and "-" (standard input), each with one document or many; lazily.

    What is said here of a document outranks what it says of itself; of the lines of JSON Lines, it fills the gaps.

    What cannot be read comes out as a DocumentError in its place, never raised. Raises RunError where the model
    cannot be opened.
    """
    metadata = Metadata(outlet=outlet, published=published, title=title, byline=tuple(byline), url=url)
    # Documents go through the tagger in batches; a failure waits here until those before it have come out.
    failed: deque[tuple[int, DocumentError]] = deque()

    def readable() -> Iterator[Document]:
        count = 0
        for origin in origins:
            for document in read_origin(_origin(origin), config, metadata):
                if isinstance(document, DocumentError):
                    failed.append((count, document))
                else:
                    count += 1
                    yield document

    for place, (annotation, reports) in enumerate(run(readable(), config, tagger(config))):
        while failed and failed[0][0] <= place:
            yield failed.popleft()[1]
        yield _reading(annotation, reports)
    yield from (error for _, error in failed)


_opening = threading.Lock()


def tagger(config: Config) -> Tagger:
    """The tagger for `config`, opened once in this process, whichever thread asks first."""
    with _opening:
        return _opened(config)


# Two: the model and the rules side by side. A model holds some 100 MB.
_opened = functools.lru_cache(maxsize=2)(open_tagger)


def _names_file(text_or_path: str | os.PathLike[str]) -> bool:
    if not isinstance(text_or_path, str):
        return True
    if not text_or_path or len(text_or_path) > LONGEST_PATH or "\n" in text_or_path or "\r" in text_or_path:
        return False
    try:
        return os.path.isfile(text_or_path)
    except ValueError:  # a NUL, or a lone surrogate
        return False


def _origin(origin: str | os.PathLike[str]) -> str:
    """What `read_origin` is told; a `Path` called "-" is a file, not standard input."""
    if isinstance(origin, str):
        return origin
    path = os.fspath(origin)
    return os.path.join(".", path) if path == "-" else path


def _only(origin: str, metadata: Metadata, config: Config) -> Document:
    """The one document at `origin`; raises DocumentError if there is none or another."""
    found = list(islice(read_origin(origin, config, metadata), 2))
    if not found:
        raise NotText(origin, "holds no document")
    if isinstance(found[0], DocumentError):
        raise found[0]
    if len(found) > 1:
        raise DocumentError(origin, "holds more than one document; read_all reads them all")
    return found[0]
