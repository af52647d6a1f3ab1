"""An Atom feed (RFC 4287) of new reports: an entry each, newest first; what a feed held before stays in it for a while.

Feed readers look now and then, and would miss what a newer run has written over.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from reportedly.errors import RunError
from reportedly.exports.iri import BASE, report_iri, url_iri
from reportedly.ledger.watching import Fresh
from reportedly.records import LedgerReport
from reportedly.text.controls import SUBSTITUTE, visible

ATOM = "http://www.w3.org/2005/Atom"
KEPT = 200  # entries of a feed: some weeks of a speaker who is in the news every day
TITLE = 120  # characters of the words in a title: what a list in a feed reader shows
NO_TEXT = re.compile("[\ufffe\uffff]")  # what no XML may hold, beside controls and halves of pairs


def write_atom(fresh: Sequence[Fresh], earlier: Iterable[Element], ledger: Path, now: str, out: BinaryIO) -> None:
    """A feed of what is new, and behind it of the `earlier` entries; `now` is an ISO time in UTC.

    An entry's id is that of its report in every export: a report that is told of twice is one entry.
    """
    ElementTree.register_namespace("", ATOM)
    feed = Element(f"{{{ATOM}}}feed")
    digest = hashlib.sha256(str(ledger.resolve()).encode(errors="replace")).hexdigest()[:12]
    _text(feed, "id", f"{BASE}watch:{digest}")
    _text(feed, "title", f"New reports in {ledger.name}")
    entries = [*map(_entry, reversed(fresh)), *earlier]
    newest = [updated for entry in entries if (updated := entry.findtext(f"{{{ATOM}}}updated"))]
    _text(feed, "updated", max(newest, default=now))
    _text(SubElement(feed, f"{{{ATOM}}}author"), "name", "Reportedly")
    _text(feed, "generator", "Reportedly")
    feed.extend(list({_id(entry): entry for entry in reversed(entries)}.values())[::-1][:KEPT])
    ElementTree.indent(feed)
    out.write(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def entries_of(path: Path) -> list[Element]:
    """The entries of a feed that was written before; none where there is no file. Raises RunError for another file."""
    if not path.exists() or path.stat().st_size == 0:
        return []
    try:
        feed = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, OSError, ValueError) as error:
        raise RunError(f"{path}: it is there already, and is no feed: {error}") from error
    if feed.tag != f"{{{ATOM}}}feed" or not feed.findtext(f"{{{ATOM}}}id", "").startswith(f"{BASE}watch:"):
        raise RunError(f"{path}: it is there already, and was not written by reportedly watch")
    return feed.findall(f"{{{ATOM}}}entry")


def _entry(fresh: Fresh) -> Element:
    report = fresh.line.report
    entry = Element(f"{{{ATOM}}}entry")
    _text(entry, "id", report_iri(report))
    speaker = report.actor.name if report.actor else report.source.text if report.source else "Nobody named"
    words = " ".join(report.content.text.split())
    _text(entry, "title", f"{speaker}: {words if len(words) <= TITLE else words[: TITLE - 1].rstrip() + '…'}")
    _text(entry, "updated", fresh.added)
    _text(SubElement(entry, f"{{{ATOM}}}author"), "name", report.document.outlet or "Outlet unknown")
    url = url_iri(report.document.url)
    if url:
        SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=_legal(url))
    for one in fresh.of:
        SubElement(entry, f"{{{ATOM}}}category", term=_legal(one.id), label=_legal(one.name or one.id))
    _text(entry, "content", _content(report)).set("type", "text")
    return entry


def _content(report: LedgerReport) -> str:
    head = report.document
    said = f"said {report.when.value}" if report.when and report.when.value else None
    facts = (head.outlet, head.published, said, head.title or head.origin, f"statement {report.statement}")
    return report.content.text + "\n\n" + " · ".join(fact for fact in facts if fact)


def _text(parent: Element, name: str, words: str) -> Element:
    made = SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = _legal(words)
    return made


def _legal(words: str) -> str:
    return NO_TEXT.sub(SUBSTITUTE, visible(words))


def _id(entry: Element) -> str:
    return entry.findtext(f"{{{ATOM}}}id", "")
