"""Which reports answer a question: a page of them in order, all of them, or how they divide.

No question reads the table of reports from end to end. An index that holds all that is filtered by is walked in order
of day, and reports are left out that the full-text index has not found; or, where only few reports hold the words,
those are looked up and sorted.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from reportedly.ledger.cursor import Key, cursor, keys_of
from reportedly.ledger.filter import Filter, Sort
from reportedly.ledger.where import Where, where

MOST = 500  # reports a page: what `lines` asks for in one query
# What one question may cost, on a slow core a tenth of a second each. Of a million reports, 60% hold the word "the".
FEW = 20_000  # reports that are looked up one by one, 2 to 5 microseconds each
RANKED = 50_000  # that are ranked without looking them up, 1 to 2 microseconds each
COUNTED = 10_000  # that are divided into facets


class Found(msgspec.Struct, frozen=True):
    """Row numbers of reports in the order asked for; `after` asks for those behind them, None where there is none.

    `ranked`: the words are very common, and only the newest `ranked` reports for which the rest of the filter holds
    were looked through for them; None where all were.
    """

    numbers: tuple[int, ...]
    after: str | None
    ranked: int | None = None


class Count(msgspec.Struct, frozen=True):
    """How many reports; at least so many where it is not `exact`."""

    reports: int
    exact: bool


class Facet(msgspec.Struct, frozen=True):
    """One value of a field as `Filter` takes it, its words for people, and how many reports have it."""

    value: str
    label: str
    reports: int


class Facets(msgspec.Struct, frozen=True):
    """How the reports of a question divide; most frequent first, `years` newest first.

    Where `count` is not exact, all of them count the newest reports alone, as many as `count` says.
    """

    count: Count
    speakers: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    stances: tuple[Facet, ...]
    years: tuple[Facet, ...]


def find(
    connection: sqlite3.Connection, filter: Filter, sort: Sort = "newest", limit: int = 50, after: str | None = None
) -> Found:
    """A page of the reports that the filter means, at most `MOST`. Without words, the most relevant are the newest.

    Reports without a day come last in either order. A question without an answer has an empty one, whatever odd
    characters it holds. Raises BadQuestion on a cursor that is none of this order, and on a `since` or `until` that is
    no date.
    """
    limit = max(1, min(limit, MOST))
    asked = where(connection, filter)
    if sort == "relevance" and asked.match is not None:
        return _ranked(connection, asked, asked.match, limit, after)
    order = "oldest" if sort == "oldest" else "newest"
    source, values = _source(connection, asked)
    direction = "ASC" if order == "oldest" else "DESC"
    rows: list[Row] = []
    for condition, place in _legs(connection, asked, order, after):
        if len(rows) <= limit:
            rows += connection.execute(
                f"SELECT r.number, r.day FROM {source} AND {condition}"
                f" ORDER BY r.day {direction}, r.number {direction} LIMIT ?",
                (*values, *place, limit + 1 - len(rows)),
            ).fetchall()
    return _page(rows, limit, order)


def every(connection: sqlite3.Connection, filter: Filter) -> Iterator[int]:
    """The numbers of all reports that the filter means, in order of number, one at a time."""
    source, values = _source(connection, where(connection, filter))
    for row in connection.execute(f"SELECT r.number FROM {source} ORDER BY r.number", values):
        yield row["number"]


Row = tuple[int, Key]  # a report's number, and what it is sorted by


def _source(connection: sqlite3.Connection, asked: Where) -> tuple[str, tuple[str | int, ...]]:
    """FROM and WHERE of all reports `r` that answer the question, and the values bound in them."""
    # "+": the set is asked for each report of the walk, not the walk begun for each of the set.
    walk = f"report AS r INDEXED BY {asked.index} WHERE {asked.conditions}"
    if asked.match is None:
        return walk, asked.values
    table = asked.table
    if _is_common(connection, asked, asked.match, FEW):
        walk += f" AND +r.number IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"
        return walk, (*asked.values, asked.match)
    return (
        f"{table} CROSS JOIN report AS r ON r.number = {table}.rowid WHERE {table} MATCH ? AND {asked.conditions}",
        (asked.match, *asked.values),
    )


def _is_common(connection: sqlite3.Connection, asked: Where, match: str, than: int) -> bool:
    """Whether more than so many reports hold the words."""
    found = connection.execute(
        f"SELECT 1 FROM {asked.table} WHERE {asked.table} MATCH ? LIMIT 1 OFFSET {than}", (match,)
    ).fetchone()
    return found is not None


def _legs(
    connection: sqlite3.Connection, asked: Where, order: str, after: str | None
) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Conditions behind the cursor, and their values: first for reports with a day, then for those without."""
    sign = ">" if order == "oldest" else "<"
    day, number = keys_of(after, order, str, int) if after is not None else (None, None)
    if after is None:
        yield "r.day IS NOT NULL", ()
    elif day is not None:
        yield f"(r.day, r.number) {sign} (?, ?)", (day, number)
    if asked.dated or not connection.execute("SELECT 1 FROM report WHERE day IS NULL LIMIT 1").fetchone():
        return
    if after is None or day is not None:
        yield "r.day IS NULL", ()
    else:
        yield f"r.day IS NULL AND r.number {sign} ?", (number,)


def _page(rows: Sequence[Row], limit: int, order: str) -> Found:
    """The first `limit` of the rows, and the cursor behind them if there are more."""
    more = cursor(order, rows[limit - 1][1], rows[limit - 1][0]) if len(rows) > limit else None
    return Found(tuple(number for number, _ in rows[:limit]), more)


def _ranked(connection: sqlite3.Connection, asked: Where, match: str, limit: int, after: str | None) -> Found:
    """The best by bm25; where the words are very common, of the newest `FEW` that the filter holds for."""
    table = asked.table
    best = f"SELECT rowid AS number, bm25({table}) AS key FROM {table} WHERE {table} MATCH ?"
    values: tuple[Key, ...] = (match,)
    ranked = None
    if _is_common(connection, asked, match, RANKED):
        newest, ranked = _newest(connection, asked)
        best += " AND +rowid IN (SELECT value FROM json_each(?))"
        values = (match, newest)
    behind = "WHERE (key, number) > (?, ?)" if after is not None else ""
    values += keys_of(after, "relevance", float, int) if after is not None else ()
    # LIMIT -1 keeps SQLite from looking all of them up before it has sorted them: a page needs few.
    rows = connection.execute(
        f"SELECT r.number, b.key FROM (SELECT number, key FROM ({best}) {behind} ORDER BY key, number LIMIT -1) AS b"
        f" CROSS JOIN report AS r ON r.number = b.number WHERE {asked.conditions} LIMIT ?",
        (*values, *asked.values, limit + 1),
    ).fetchall()
    page = _page(rows, limit, "relevance")
    return Found(page.numbers, page.after, ranked)


def _newest(connection: sqlite3.Connection, asked: Where) -> tuple[str, int | None]:
    """The newest `FEW` reports that the filter holds for, whatever their words, as JSON; None if these are all."""
    numbers = f"SELECT r.number FROM report AS r INDEXED BY {asked.index} WHERE {asked.conditions}"
    ((newest, found),) = connection.execute(
        f"SELECT json_group_array(number), count(*) FROM ({numbers} ORDER BY r.day DESC LIMIT {FEW})", asked.values
    )
    return str(newest), FEW if found == FEW else None


def facets(connection: sqlite3.Connection, filter: Filter, top: int = 12) -> Facets:
    """How the reports that the filter means divide, the newest `COUNTED` of them; the `top` speakers and outlets."""
    source, values = _source(connection, where(connection, filter))
    rows = connection.execute(
        "SELECT r.profile, r.outlet, r.kind, r.stance, substr(r.day, 1, 4) AS year"
        f" FROM {source} ORDER BY r.day DESC LIMIT {COUNTED + 1}",
        values,
    ).fetchall()
    exact, rows = len(rows) <= COUNTED, rows[:COUNTED]
    profiles, outlets, kinds, stances, years = (Counter(row[place] for row in rows) for place in range(5))
    return Facets(
        Count(len(rows), exact), _speakers(connection, profiles, top), _outlets(connection, outlets, top),
        _plain(kinds), _plain(stances),
        tuple(sorted(_plain(years), key=lambda year: year.value, reverse=True)),
    )  # fmt: skip


def _plain(counts: "Counter[str | None]") -> tuple[Facet, ...]:
    found = (Facet(value, value, reports) for value, reports in counts.items() if value)
    return tuple(sorted(found, key=lambda facet: (-facet.reports, facet.value)))


def _speakers(connection: sqlite3.Connection, counts: "Counter[int | None]", top: int) -> tuple[Facet, ...]:
    """The counts of profiles as counts of their actors."""
    actors: Counter[str] = Counter()
    belonging = connection.execute(
        "SELECT p.number, p.actor FROM json_each(?) AS j JOIN profile AS p ON p.number = j.value",
        (json.dumps([profile for profile in counts if profile is not None]),),
    )
    for profile, actor in belonging:
        actors[actor] += counts[profile]
    found = []
    for actor, reports in sorted(actors.items(), key=lambda item: (-item[1], item[0]))[:top]:
        ((name,),) = connection.execute("SELECT name FROM profile WHERE id = ?", (actor,))
        found.append(Facet(actor, name, reports))
    return tuple(found)


def _outlets(connection: sqlite3.Connection, counts: "Counter[int | None]", top: int) -> tuple[Facet, ...]:
    found = []
    for outlet, reports in counts.most_common(top + 1):
        for row in connection.execute("SELECT name, key FROM outlet WHERE number = ?", (outlet,)):
            found.append(Facet(row["key"], row["name"], reports))
    return tuple(found[:top])
