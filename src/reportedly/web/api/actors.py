"""Actors over all articles: who goes by a name, and what is known of each."""

import sqlite3
from typing import Annotated

import msgspec
from msgspec import Meta

from reportedly.ledger.actors import ActorCard, Period, actor_card, cited_with, find_actors, timeline
from reportedly.ledger.appearances import Shown, appearances
from reportedly.ledger.filter import Filter
from reportedly.ledger.search import Facet, find
from reportedly.web.api.endpoint import ById, Limit, Page, Value, reads
from reportedly.web.api.reports import ByIdPage, ReportPage, page_of


class ActorsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to look for."""

    name: Annotated[Value, Meta(description="A name, or some words of it.")]
    limit: Limit = 20


class ActorList(msgspec.Struct, frozen=True):
    """Actors, the best match first."""

    actors: tuple[ActorCard, ...]


class OneActor(msgspec.Struct, frozen=True):
    """An actor, and the others who are reported in the same articles: `reports` counts those articles."""

    actor: ActorCard
    cited_with: tuple[Facet, ...]


class Timeline(msgspec.Struct, frozen=True):
    """An actor's dated reports by day, month or year, whichever is fine enough for a chart."""

    periods: tuple[Period, ...]


class AppearanceList(Page, frozen=True, kw_only=True):
    """Where an actor appears: the ids that a judgement `split` takes."""

    appearances: tuple[Shown, ...]


def list_actors(connection: sqlite3.Connection, asked: ActorsAsked) -> ActorList:
    """The actors who go by a name: exactly, then by words of it, then nearly; among each the most reported first."""
    return ActorList(find_actors(connection, asked.name, asked.limit))


def one_actor(connection: sqlite3.Connection, asked: ById) -> OneActor | None:
    """One actor; the id of a profile that was joined with others leads to the actor they are."""
    card = actor_card(connection, asked.id)
    return OneActor(card, cited_with(connection, card.id)) if card else None


def actor_timeline(connection: sqlite3.Connection, asked: ById) -> Timeline | None:
    """When, with which stances and by which outlets an actor was reported."""
    card = actor_card(connection, asked.id)
    return Timeline(timeline(connection, card.id)) if card else None


def actor_reports(connection: sqlite3.Connection, asked: ByIdPage) -> ReportPage | None:
    """What an actor is reported to have said, the newest first."""
    card = actor_card(connection, asked.id)
    if card is None:
        return None
    return page_of(connection, find(connection, Filter(speaker=card.id), "newest", asked.limit, asked.after))


def actor_appearances(connection: sqlite3.Connection, asked: ByIdPage) -> AppearanceList | None:
    """In which articles an actor appears, and under which name."""
    card = actor_card(connection, asked.id)
    if card is None:
        return None
    found = appearances(connection, card.id, asked.limit, asked.after)
    return AppearanceList(appearances=found.appearances, after=found.after)


ACTORS = (
    reads("/actors", "actors", list_actors),
    reads("/actors/{id}", "actors", one_actor),
    reads("/actors/{id}/timeline", "actors", actor_timeline),
    reads("/actors/{id}/reports", "actors", actor_reports),
    reads("/actors/{id}/appearances", "actors", actor_appearances),
)
