"""`POST /read`: a text in, what it reports out. Nothing is fetched and nothing is kept."""

import functools
import threading
from typing import Annotated

import msgspec
from msgspec import Meta

from reportedly.attribution.tag import Tagger
from reportedly.config import Config
from reportedly.pipeline import open_tagger, run
from reportedly.readers import Metadata, text_document
from reportedly.records import Appearance, Document, Report
from reportedly.reporting.appearances import appearances_of
from reportedly.web.api.endpoint import LONGEST, Endpoint, Value
from reportedly.web.api.errors import Refusal

BYTES = 1 << 20  # of a request: a thick book, which the model reads in a minute; `reportedly read` takes larger ones
AT_ONCE = 4  # texts that may be read or wait: each holds one of the forty threads that all answers come from
MOST_NAMES = 50  # in a byline


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article. `url` is where it was published: it is noted, never fetched."""

    text: Annotated[str, Meta(min_length=1)]
    outlet: Value | None = None
    published: Annotated[Value, Meta(description="An ISO date or date-time; what is none is left out.")] | None = None
    title: Value | None = None
    url: Value | None = None
    byline: Annotated[tuple[Annotated[str, Meta(max_length=LONGEST)], ...], Meta(max_length=MOST_NAMES)] = ()


class WhatItReports(msgspec.Struct, frozen=True):
    """The document as it was read, its reports in text order, and whom they credit with all mentions."""

    document: Document
    reports: tuple[Report, ...]
    actors: tuple[Appearance, ...]


class Reader:
    """The model, opened by the first text and shared by all; one text is read at a time."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def read(self, body: Text) -> WhatItReports:
        """Who said what in a text, according to whom. It is not kept, and nothing is fetched.

        A body of type text/plain (UTF-8) is the text alone.
        """
        document = _document(body)
        if not self._places.acquire(blocking=False):
            raise Refusal(503, "Other texts are being read: try again in a few seconds.")
        try:
            with self._turn:
                ((annotation, reports),) = run((document,), self._config, self._tagger)
        finally:
            self._places.release()
        return WhatItReports(annotation.document, reports, appearances_of(annotation))

    @functools.cached_property
    def _tagger(self) -> Tagger:
        return open_tagger(self._config)


def _document(body: Text) -> Document:
    about = Metadata(outlet=body.outlet, published=body.published, title=body.title, byline=body.byline, url=body.url)
    return text_document(body.text, "text", about)


def reading(config: Config) -> tuple[Endpoint, ...]:
    """The address that reads, with the model that `config` names."""
    return (Endpoint("POST", "/read", "computes", "reading", Reader(config).read, plain="text", most=BYTES),)
