"""Articles: their list, and each with its text, reports, actors, versions and raw bytes."""

import sqlite3
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from reportedly.ledger.bodies import BodyHead, body, body_head
from reportedly.ledger.documents import DocumentLine, Version, documents, find_documents, stored
from reportedly.ledger.lines import of_document
from reportedly.records import Appearance, Document, Provenance
from reportedly.web.api.endpoint import LONGEST, After, Attachment, ById, Limit, Page, Value, reads
from reportedly.web.api.errors import Refusal
from reportedly.web.api.reports import ReportPage


class DocumentsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which articles."""

    q: Annotated[
        str,
        Meta(
            max_length=LONGEST,
            description="Words of the title or text; the best match comes first. Not together with `outlet`.",
        ),
    ] = ""
    outlet: Annotated[Value, Meta(description="Only what this outlet published.")] | None = None
    order: Annotated[
        Literal["newest", "added"], Meta(description="Latest first: by the article's own day, or by when it was added.")
    ] = "newest"
    limit: Limit = 50
    after: After | None = None


class DocumentList(Page, frozen=True, kw_only=True):
    """A part of the list of articles."""

    documents: tuple[DocumentLine, ...]


class WholeDocument(msgspec.Struct, frozen=True):
    """An article as it was read; all spans count in `document.text`. `body` is null where the bytes were not kept."""

    document: Document
    added: str
    provenance: Provenance
    versions: tuple[Version, ...]
    body: BodyHead | None


class Cast(msgspec.Struct, frozen=True):
    """Whom an article credits, in the order in which they are first mentioned."""

    actors: tuple[Appearance, ...]


class Versions(msgspec.Struct, frozen=True):
    """All versions of an article, itself included, the oldest first."""

    versions: tuple[Version, ...]


def list_documents(connection: sqlite3.Connection, asked: DocumentsAsked) -> DocumentList:
    """The articles in the ledger, or those that hold some words."""
    if asked.q and asked.outlet:
        raise Refusal(422, "Ask for words or for an outlet, not for both.", "outlet")
    if asked.q:
        found = find_documents(connection, asked.q, asked.limit, asked.after)
    else:
        found = documents(connection, asked.order, asked.outlet, asked.limit, asked.after)
    return DocumentList(documents=found.documents, after=found.after)


def one_document(connection: sqlite3.Connection, asked: ById) -> WholeDocument | None:
    """One article: its text, what is known of it, and its versions."""
    found = stored(connection, asked.id)
    if found is None:
        return None
    return WholeDocument(found.document, found.added, found.provenance, found.versions, body_head(connection, asked.id))


def document_reports(connection: sqlite3.Connection, asked: ById) -> ReportPage | None:
    """All that an article reports, in text order, without what people rejected; in one part."""
    if stored(connection, asked.id) is None:
        return None
    lines = of_document(connection, asked.id)
    return ReportPage(reports=tuple(line.report for line in lines if line.status != "rejected"))


def document_actors(connection: sqlite3.Connection, asked: ById) -> Cast | None:
    """Whom an article credits, with every place that mentions them."""
    found = stored(connection, asked.id)
    return Cast(found.appearances) if found else None


def document_versions(connection: sqlite3.Connection, asked: ById) -> Versions | None:
    """What the article said at other times: a changed text at the same address is a new version."""
    found = stored(connection, asked.id)
    return Versions(found.versions) if found else None


def document_body(connection: sqlite3.Connection, asked: ById) -> Attachment | None:
    """The bytes that the article was made from, as they came: to be saved, for they may hold anything.

    What they are says `body.media_type` of the article.
    """
    head = body_head(connection, asked.id)
    content = body(connection, head) if head else None
    return Attachment(content, "body.bin") if content is not None else None


DOCUMENTS = (
    reads("/documents", "documents", list_documents),
    reads("/documents/{id}", "documents", one_document),
    reads("/documents/{id}/reports", "documents", document_reports),
    reads("/documents/{id}/actors", "documents", document_actors),
    reads("/documents/{id}/versions", "documents", document_versions),
    reads("/documents/{id}/body", "documents", document_body),
)
