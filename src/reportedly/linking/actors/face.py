"""A profile as it is compared: its name taken apart, its descriptions read, and what it can be."""

from typing import Literal, NamedTuple

from reportedly.linking.actors.body_name import BodyName, body_name, looks_like_body
from reportedly.linking.actors.described import is_described
from reportedly.linking.actors.life import Life, life_of
from reportedly.linking.actors.person_name import PersonName, person_name
from reportedly.linking.spelling import spell
from reportedly.records import Profile
from reportedly.text.names import TITLES, parts

Sort = Literal["person", "body", "either", "described"]


class Face(NamedTuple):
    """What is known of a profile. "either": one word that may be a surname or a firm's name ("Halden").

    `fullness` is how much the name tells: whether it is one, its words written out, all words, letters; and whether a
    walk of life is known.
    """

    profile: Profile
    sort: Sort
    spelled: str
    person: PersonName
    body: BodyName
    life: Life
    fullness: tuple[bool, int, int, int, bool]

    @property
    def id(self) -> str:
        """The profile's id."""
        return self.profile.id

    def may_be(self, sort: Sort) -> bool:
        """Whether it is, or may be, a person or a body."""
        return self.sort in (sort, "either")


def face_of(profile: Profile) -> Face:
    """Read a profile."""
    life = life_of(profile.descriptions)
    spelled = " ".join(spell(word) for word in parts(profile.name))
    person = person_name(profile.name)
    sort = _sort(profile, life, person)
    words = person.words if sort == "person" else spelled.split()
    written = sum(len(word.strip(".")) > 1 for word in words)
    fullness = (sort != "described", written, len(words), sum(map(len, words)), bool(life.walks))
    return Face(profile, sort, spelled, person, body_name(profile.name), life, fullness)


def fullest_first(face: Face) -> tuple[tuple[int, ...], int, str, str]:
    """The order of faces, the fullest name first, that with least around it if equal; only their profiles decide it."""
    return tuple(-int(size) for size in face.fullness), len(face.spelled), face.spelled, face.id


def _sort(profile: Profile, life: Life, person: PersonName) -> Sort:
    """What a profile can be. A document that knows a surname alone mostly takes a firm for a person."""
    kind, name = profile.kind, profile.name
    if is_described(name, kind):
        return "described"
    more = life.bodies - life.persons
    if kind in ("organization", "outlet") or looks_like_body(name) or more > 0:
        return "body"
    titled = any(word in TITLES for word in parts(name)[:1])
    return "person" if person.given or more < 0 or titled or kind == "author" else "either"
