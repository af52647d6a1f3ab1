"""The names by which linked data calls what is in a ledger: the same for the same thing, in every export.

A report's name holds its document's, as documents of the same text give their reports the same id.
"""

from urllib.parse import quote

from reportedly.records import Report

BASE = "urn:reportedly:"
VOCABULARY = f"{BASE}vocabulary:"  # properties and types that no public vocabulary has
# What an IRI is made of; everything else in a URL is percent-encoded.
LEGAL = ":/?#[]@!$&'()*+,;=%~"


def iri(id: str) -> str:
    """A document, actor or statement of a ledger by its id.

    >>> iri("d:5a1c")
    'urn:reportedly:d:5a1c'
    """
    return BASE + quote(id, safe=":", errors="replace")


def report_iri(report: Report, id: str | None = None) -> str:
    """A report, or another of its document by its `id`, as its parent.

    >>> report_iri(report)  # doctest: +SKIP
    'urn:reportedly:d:5a1c:r:91d2'
    """
    return f"{iri(report.document.id)}:{quote(id or report.id, safe=':', errors='replace')}"


def url_iri(url: str | None) -> str | None:
    """A web address as an IRI; None for what is none.

    >>> url_iri("https://post.example/a b")
    'https://post.example/a%20b'
    """
    return quote(url, safe=LEGAL, errors="replace") if url and url.startswith(("http://", "https://")) else None
