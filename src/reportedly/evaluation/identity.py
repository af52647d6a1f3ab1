"""Who is who over documents, end to end: articles are read, their actors linked, and compared with gold identities."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from reportedly.config import Config
from reportedly.evaluation.meantime import Article
from reportedly.linking.actors.cluster import clusters
from reportedly.linking.actors.link import link
from reportedly.linking.actors.profile import merged, profile_of
from reportedly.records import Annotation, Appearance, Document, Profile, Report
from reportedly.reporting.appearances import appearances_of

Read = Callable[[Iterable[Document], Config], Iterator[tuple[Annotation, tuple[Report, ...]]]]
# What MEANTIME has identities for: people and bodies. It gives outlets that of bodies.
KINDS = frozenset(("person", "organization", "outlet"))


class BCubed(msgspec.Struct, frozen=True):
    """B3 (Bagga & Baldwin 1998): for each item, the share of its cluster that belongs with it, and of what belongs
    with it that its cluster holds; means over items."""

    precision: float
    recall: float
    f1: float


class IdentityFigures(msgspec.Struct, frozen=True):
    """How well actors are linked over `documents`: `items` are those credited in one document each whom gold knows, of
    `entities`; `linked` is ours, `exact_name` what equal names make of the same items. `found` is the share of gold's
    speakers that are among them."""

    documents: int
    items: int
    entities: int
    found: float
    linked: BCubed
    exact_name: BCubed


class Item(NamedTuple):
    """An actor that a document credits, the gold entity that it is, and its profile."""

    document: str
    entity: str
    profile: Profile


def b_cubed(items: Sequence[tuple[Hashable, Hashable]]) -> BCubed:
    """Score (gold, predicted) clusters of items; all zero without items.

    >>> b_cubed([("a", 1), ("a", 2), ("b", 2)]).precision
    0.6666666666666666
    """
    gold, predicted, both = Counter(one for one, _ in items), Counter(one for _, one in items), Counter(items)
    if not items:
        return BCubed(0.0, 0.0, 0.0)
    precision = sum(both[item] / predicted[item[1]] for item in items) / len(items)
    recall = sum(both[item] / gold[item[0]] for item in items) / len(items)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))


def entity_of(appearance: Appearance, article: Article) -> str | None:
    """The gold entity whose mentions most mentions of an appearance are nearest to, of those that they overlap."""
    votes: Counter[str] = Counter()
    for span in appearance.mentions:
        over = [
            mention for mention in article.mentions if mention.span.start < span.end and span.start < mention.span.end
        ]
        if over:
            nearest = min(over, key=lambda one: abs(one.span.start - span.start) + abs(one.span.end - span.end))
            votes[nearest.entity] += 1
    return votes.most_common(1)[0][0] if votes else None


def measure_identity(articles: Sequence[Article], read: Read, config: Config) -> IdentityFigures:
    """Read the articles, link all actors of them, and score those that gold knows; baselines go by names alone."""
    readings = [annotation for annotation, _ in read((article.document for article in articles), config)]
    profiles: list[Profile] = []
    items: list[Item] = []
    for article, annotation in zip(articles, readings, strict=True):
        for one in appearances_of(annotation):
            profile = profile_of(one.id, one.name, one.kind, one.descriptions, article.document.id)
            profiles.append(profile)
            entity = entity_of(one, article) if one.kind in KINDS else None
            if entity is not None:
                items.append(Item(article.document.id, entity, profile))
    known = merged(profiles)
    actors = clusters(link(known.values(), "evaluation", ""), known)
    return _figures(articles, items, actors)


def _figures(articles: Sequence[Article], items: Sequence[Item], actors: Mapping[str, str]) -> IdentityFigures:
    credited = {(item.document, item.entity) for item in items}
    speakers = {(article.document.id, entity) for article in articles for entity in article.sources}
    return IdentityFigures(
        documents=len(articles),
        items=len(items),
        entities=len({item.entity for item in items}),
        found=len(speakers & credited) / len(speakers) if speakers else 0.0,
        linked=b_cubed([(item.entity, actors[item.profile.id]) for item in items]),
        exact_name=b_cubed([(item.entity, item.profile.name.casefold()) for item in items]),
    )
