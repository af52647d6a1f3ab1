"""Profiles: what stands for one name of one kind over all documents, and for each bearer that is clearly another."""

import hashlib
from collections.abc import Iterable

from reportedly.linking.actors.described import is_described
from reportedly.linking.actors.life import walks_of
from reportedly.records import ActorKind, Profile


def profile_of(id: str, name: str, kind: ActorKind, descriptions: tuple[str, ...], document_id: str) -> Profile:
    """The profile of an actor as one document shows it; `id` is the actor's, `a:` and a digest.

    Who is described and not named ("critics", "the company") has a profile for each document. A byline has one for
    all outlets, not one for each: an agency's articles stand in hundreds of them.
    """
    if is_described(name, kind):
        return Profile(_digest(id, document_id), name, kind, descriptions)
    sense = sense_of(kind, descriptions)
    return Profile(_digest(id, sense) if sense else id, name, kind, descriptions, sense)


def sense_of(kind: ActorKind, descriptions: Iterable[str]) -> str:
    """Which of the bearers of one name a document means, as far as it says: a walk of life far from public affairs.

    Politicians, managers, lawyers, scholars and journalists have sense "", as has of whom nothing is said, or too much:
    they are one until somebody says otherwise. So a name has at most seven senses.

    >>> sense_of("person", ("the striker",)), sense_of("person", ("a businessman", "the candidate"))
    ('sport', '')
    """
    walks = walks_of(descriptions) if kind == "person" else frozenset()
    return min(walks) if len(walks) == 1 and "public" not in walks else ""


def merged(profiles: Iterable[Profile]) -> dict[str, Profile]:
    """One profile for each id, with all descriptions, in order of the alphabet: what documents came first is no matter.

    Of names that differ in case alone the first of the alphabet is kept which is not all in capitals, as headlines are.
    """
    names: dict[str, Profile] = {}
    descriptions: dict[str, set[str]] = {}
    for profile in profiles:
        kept = names.setdefault(profile.id, profile)
        names[profile.id] = min(kept, profile, key=lambda one: (one.name.isupper(), one.name))
        descriptions.setdefault(profile.id, set()).update(profile.descriptions)
    return {
        id: Profile(id, one.name, one.kind, tuple(sorted(descriptions[id])), one.sense) for id, one in names.items()
    }


def _digest(id: str, apart: str) -> str:
    return "a:" + hashlib.sha256(f"{id}\0{apart}".encode()).hexdigest()[:12]
