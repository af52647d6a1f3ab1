"""Actors over all documents: who they are, when they were reported, with whom."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

import msgspec

from reportedly.ledger.named import actor_of, bearers, holding, nearly, profiles_of
from reportedly.ledger.search import Facet
from reportedly.records import ActorKind

MOST = 200  # actors a page
CANDIDATES = 2_000  # profiles of a name that are looked at, those added first: a count takes microseconds
DESCRIPTIONS = 100  # of one actor: a head of state has been called so much
TOGETHER = 1_000  # documents, the newest, in which is looked who else is cited: each cites some ten actors
# A timeline is by day up to two months and by month up to five years: more columns than 60 a chart does not show.
DAYS_OF, MONTHS_OF = 2, 60


class ActorCard(msgspec.Struct, frozen=True):
    """An actor as the ledger knows it; reports that people rejected do not count, days are of publication.

    `names` are all that documents use, the most reported first; `descriptions` are offices and the like.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    reports: int
    documents: int
    outlets: int
    first_day: str | None
    last_day: str | None


class Period(msgspec.Struct, frozen=True):
    """The reports of an actor in a year ("2024"), month ("2024-03") or day; most frequent stances and outlets first."""

    start: str
    reports: int
    stances: tuple[Facet, ...]
    outlets: tuple[Facet, ...]


def actor_card(connection: sqlite3.Connection, id: str) -> ActorCard | None:
    """The actor that a profile (its id) belongs to; None if there is no such profile."""
    actor = actor_of(connection, id)
    if actor is None:
        return None
    head = connection.execute("SELECT name, kind FROM profile WHERE id = ?", (actor,)).fetchone()
    names = connection.execute(
        "SELECT p.name, (SELECT count(*) FROM report AS r INDEXED BY report_profile WHERE r.profile = p.number"
        " AND r.status <> 'rejected') AS reports FROM profile AS p WHERE p.actor = ? ORDER BY reports DESC, p.number",
        (actor,),
    ).fetchall()
    described = connection.execute(
        "SELECT DISTINCT d.words FROM profile AS p JOIN description AS d ON d.profile = p.number WHERE p.actor = ?"
        " ORDER BY d.words LIMIT ?",
        (actor, DESCRIPTIONS),
    ).fetchall()
    totals = connection.execute(
        "SELECT count(DISTINCT r.document), count(DISTINCT r.outlet), min(r.day), max(r.day)"
        f" FROM report AS r INDEXED BY report_profile WHERE {OF_PROFILES}",
        (_profiles(connection, actor),),
    ).fetchone()
    return ActorCard(
        actor, head["name"], head["kind"], tuple(dict.fromkeys(row["name"] for row in names)),
        tuple(words for (words,) in described), sum(row["reports"] for row in names), *totals,
    )  # fmt: skip


def find_actors(connection: sqlite3.Connection, name: str, limit: int = 20) -> tuple[ActorCard, ...]:
    """Actors by name, among alike ones the most reported first.

    First those of exactly this name, then those whose names hold all its words, then those that hold the last one as a
    beginning; where there are none, those that are nearly spelled so. An empty or odd name finds nobody.
    """
    limit = max(1, min(limit, MOST))
    stages: tuple[Callable[[], dict[str, list[int]]], ...] = (
        partial(bearers, connection, name, CANDIDATES),
        partial(holding, connection, name, most=CANDIDATES),
        partial(holding, connection, name, prefix=True, most=CANDIDATES),
        partial(nearly, connection, name, CANDIDATES),
    )
    found: dict[str, None] = {}
    for stage in stages:
        if len(found) >= limit or (found and stage is stages[-1]):
            break
        actors = stage()
        reports = _reports(connection, (number for numbers in actors.values() for number in numbers))
        ranked = sorted(actors, key=lambda one: (-sum(map(reports.__getitem__, actors[one])), actors[one][0]))
        found.update(dict.fromkeys(ranked))
    cards = (actor_card(connection, actor) for actor in list(found)[:limit])
    return tuple(card for card in cards if card)


def timeline(connection: sqlite3.Connection, id: str) -> tuple[Period, ...]:
    """The dated reports of an actor by day, month or year, whichever its first and last day ask for; in order."""
    actor = actor_of(connection, id)
    rows = connection.cursor()
    rows.row_factory = None  # plain tuples, which are counted fast: a head of state has 100,000
    rows.execute(
        f"SELECT r.day, r.stance, r.outlet FROM report AS r INDEXED BY report_profile WHERE {OF_PROFILES}"
        " AND r.day IS NOT NULL",
        (_profiles(connection, actor),),
    )
    by_day: Counter[tuple[str, str | None, int | None]] = Counter(rows)
    days = sorted({day for day, _, _ in by_day})
    width = _width(days[0], days[-1]) if days else 0
    periods: dict[str, list[tuple[str | None, int | None, int]]] = {day[:width]: [] for day in days}
    for (day, stance, outlet), reports in by_day.items():
        periods[day[:width]].append((stance, outlet, reports))
    named = {row["number"]: row for row in connection.execute("SELECT * FROM outlet")} if days else {}
    return tuple(_period(start, counted, named) for start, counted in periods.items())


def cited_with(connection: sqlite3.Connection, id: str, top: int = 12) -> tuple[Facet, ...]:
    """The other actors reported in the same documents, the newest `TOGETHER` of them; `reports` counts documents."""
    actor = actor_of(connection, id)
    rows = connection.execute(
        "SELECT p.actor AS actor, count(DISTINCT s.document) AS documents FROM (SELECT DISTINCT document FROM"
        f" (SELECT r.document FROM report AS r INDEXED BY report_profile WHERE {OF_PROFILES} ORDER BY r.day DESC)"
        " LIMIT ?) AS d JOIN report AS s INDEXED BY report_document ON s.document = d.document"
        " JOIN profile AS p ON p.number = s.profile WHERE s.status <> 'rejected' AND p.actor <> ?"
        " GROUP BY p.actor ORDER BY documents DESC, p.actor LIMIT ?",
        (_profiles(connection, actor), TOGETHER, actor, top),
    ).fetchall()
    return tuple(Facet(row["actor"], _name(connection, row["actor"]), row["documents"]) for row in rows)


OF_PROFILES = "r.profile IN (SELECT value FROM json_each(?)) AND r.status <> 'rejected'"


def _profiles(connection: sqlite3.Connection, actor: str | None) -> str:
    """The numbers of an actor's profiles as JSON: what `OF_PROFILES` binds."""
    return json.dumps(profiles_of(connection, [actor] if actor else []))


def _reports(connection: sqlite3.Connection, profiles: Iterable[int]) -> dict[int, int]:
    """How many reports each of these profiles has, those that people rejected included: only an order depends on it."""
    return dict(
        connection.execute(
            "SELECT value, (SELECT count(*) FROM report AS r WHERE r.profile = value) FROM json_each(?)",
            (json.dumps([*profiles]),),
        ).fetchall()
    )


def _name(connection: sqlite3.Connection, id: str) -> str:
    row = connection.execute("SELECT name FROM profile WHERE id = ?", (id,)).fetchone()
    return str(row["name"]) if row else id


def _width(first: str, last: str) -> int:
    """How many characters of an ISO day name a period."""
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7] or 1) - int(first[5:7] or 1)
    return 10 if months < DAYS_OF else 7 if months < MONTHS_OF else 4


def _period(start: str, counted: list[tuple[str | None, int | None, int]], named: dict[int, sqlite3.Row]) -> Period:
    stances: Counter[tuple[str, str]] = Counter()
    outlets: Counter[tuple[str, str]] = Counter()
    for stance, outlet, reports in counted:
        if stance is not None:
            stances[stance, stance] += reports
        if outlet is not None:
            outlets[named[outlet]["key"], named[outlet]["name"]] += reports
    return Period(start, sum(reports for _, _, reports in counted), _tally(stances), _tally(outlets))


def _tally(counts: "Counter[tuple[str, str]]") -> tuple[Facet, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Facet(value, label, reports) for (value, label), reports in ordered)
