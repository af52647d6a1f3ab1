"""What each tool answers, as text: asked of a connection that only reads."""

import sqlite3
from collections.abc import Sequence

from reportedly.errors import BadQuestion
from reportedly.ledger.actors import ActorCard, actor_card, cited_with, find_actors
from reportedly.ledger.documents import StoredDocument, stored
from reportedly.ledger.filter import Filter, Sort
from reportedly.ledger.lines import Line, lines, of_document
from reportedly.ledger.search import Facet, facets, find
from reportedly.mcp.quoting import Item, fields, quoted
from reportedly.records import Report

TEXT = 12_000  # characters of an article in one answer: half of it, so that its reports fit, too
GLIMPSE = 200  # characters of a report beside its article's text, which has all of them
PIECES = 20  # places of a report that are named; more than five are rare
NAMESAKES = 5  # actors of one name that are told apart
LATEST = 10  # reports of an actor
TOP = 8  # outlets, and others cited in the same articles


def search_answer(connection: sqlite3.Connection, filter: Filter, sort: Sort, limit: int, after: str | None) -> str:
    """The reports that answer, and where to go on."""
    found = find(connection, filter, sort, limit, after)
    items = [_report(line) for line in lines(connection, found.numbers)]
    if not items:
        return "No report answers this question." if after is None else "There are no more reports."
    total = facets(connection, filter, 0).count
    counted = f"Reports that answer: {'' if total.exact else 'more than '}{total.reports:,}."
    answer = quoted(items, counted)
    rest = found.after
    if answer.items < len(items):
        rest = find(connection, filter, sort, answer.items, after).after
    return answer.text + (f"\n\nMore reports were left out: ask again with after={rest}" if rest else "")


def who_answer(connection: sqlite3.Connection, name: str) -> str:
    """Who goes by a name (or an id): what is known of the best match, what they said last, and who else it may be."""
    card = actor_card(connection, name)
    cards = (card,) if card else find_actors(connection, name, NAMESAKES)
    if not cards:
        return "Nobody in the ledger goes by this name."
    found = find(connection, Filter(speaker=cards[0].id), "newest", LATEST)
    said = [_report(line) for line in lines(connection, found.numbers)]
    others = [Item(f"(may be meant instead: {one.id})", _names(one)) for one in cards[1:]]
    answer = quoted([_actor(connection, cards[0]), *others, *said])
    left = cards[0].reports - max(0, answer.items - 1 - len(others))
    more = f"\n\n{left:,} more reports were left out: ask search with speaker={cards[0].id}" if left > 0 else ""
    return answer.text + more


def article_answer(connection: sqlite3.Connection, id: str, start: int) -> str:
    """An article from the character `start` on, as much as fits, and the reports that begin in that part."""
    found = stored(connection, id)
    if found is None:
        return "The ledger has no article of this id."
    id, size = found.document.id, len(found.document.text)
    if start >= size:
        raise BadQuestion(f"the article has {size:,} characters: start lies behind them")
    end = min(start + TEXT, size)
    here = [line for line in of_document(connection, id) if start <= _first(line.report) < end]
    reports = [_report(line, within=True) for line in here if line.status != "rejected"]
    head = Item(f"(about article {id})", _head(found))
    part = tuple(found.document.text[start:end].split("\n"))
    text = Item(f"(article {id}, characters {start}-{end} of {size})", part)
    answer = quoted([head, text, *reports])
    notes = []
    if answer.items < 2 + len(reports):
        notes.append(f"{2 + len(reports) - answer.items} reports of this part were left out: ask search for them.")
    if end < size:
        notes.append(f"The article goes on: ask again with start={end}")
    return "\n\n".join([answer.text, *notes])


def _report(line: Line, within: bool = False) -> Item:
    """A report; `within` an answer that has its article anyway."""
    report, head = line.report, line.report.document
    words = report.content.text[:GLIMPSE] if within else report.content.text
    said = fields(
        ("speaker", report.actor.name if report.actor else report.source.text if report.source else "nobody is named"),
        (f"{report.kind}, {report.stance or 'stance unknown'}", words),
        ("through", " < ".join(link.name for link in report.chain)),
        ("when", f"{report.when.text} ({report.when.value or 'date unknown'})" if report.when else None),
        ("occasion", report.occasion.text if report.occasion else None),
    )
    about = fields(("outlet", head.outlet), ("published", head.published), ("title", head.title), ("url", head.url))
    spans = "; ".join(f"{span.start}-{span.end}" for span in report.content.spans[:PIECES])
    where = f"characters {spans}" if within else f"article {head.id}"
    heading = f"(report {report.id}, {where}, confidence {report.confidence:.2f}, {line.status})"
    return Item(heading, said if within else (*said, *about))


def _actor(connection: sqlite3.Connection, card: ActorCard) -> Item:
    divided = facets(connection, Filter(speaker=card.id), TOP)
    more = fields(
        ("reported by", _counted(divided.outlets)),
        ("stances", _counted(divided.stances)),
        ("in the same articles", _counted(cited_with(connection, card.id, TOP))),
    )
    return Item(f"(actor {card.id})", (*_names(card), *more))


def _names(card: ActorCard) -> tuple[str, ...]:
    days = f", {card.first_day} to {card.last_day}" if card.first_day else ""
    return fields(
        ("name", f"{card.name} ({card.kind})"),
        ("also", "; ".join(card.names[1:])),
        ("described as", "; ".join(card.descriptions)),
        ("reports", f"{card.reports:,} in {card.documents:,} articles of {card.outlets:,} outlets{days}"),
    )


def _counted(rows: Sequence[Facet]) -> str:
    return "; ".join(f"{row.label} {row.reports:,}" for row in rows)


def _head(found: StoredDocument) -> tuple[str, ...]:
    document = found.document
    return fields(
        ("title", document.title),
        ("outlet", document.outlet),
        ("byline", "; ".join(document.byline)),
        ("published", document.published),
        ("url", document.url),
        ("other versions of it", "; ".join(one.id for one in found.versions if one.id != document.id)),
    )


def _first(report: Report) -> int:
    return report.content.spans[0].start
