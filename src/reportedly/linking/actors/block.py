"""Blocks: the keys that bring profiles together which may be one actor, so that only those are compared."""

from collections.abc import Iterator

from reportedly.linking.actors.body_name import is_own
from reportedly.linking.actors.face import Face, face_of
from reportedly.linking.given import full_forms
from reportedly.linking.spelling import skeleton
from reportedly.records import Profile

WORDS = 5  # of a name that make keys: longer names are mostly phrases, and a key more is a block more to judge


def keys(profile: Profile) -> tuple[str, ...]:
    """The keys of the blocks that a profile is in, each once, in order of the alphabet; none for "critics".

    `n:` is a word or an acronym of the name, `v:` a given name with the sound of the surname, `o:` an office and what
    it is of. All that a short name can be short for ("Maro", "UAW", "the transport minister") is in one block with it.

    >>> keys(Profile("a:1", "Lena Maro", "person", ("the transport minister",)))
    ('n:lena', 'n:maro', 'o:minister transport', 'v:lena mr')
    """
    face = face_of(profile)
    if face.sort == "described":
        return tuple(sorted(_asked(face)))
    made = {home(face), *_held(face)}
    if face.may_be("person"):
        made |= set(_of_person(face))
    if face.may_be("body"):
        made |= set(_of_body(face))
    return tuple(sorted(made))


def home(face: Face) -> str:
    """The key of the block that has all that a name may be short for: its surname, its first word that is its own, or
    the office that somebody is called by; "" for who is called by none."""
    if face.sort == "described":
        return next(_asked(face), "")
    if face.may_be("person"):
        return f"n:{face.person.surname}"
    return f"n:{next((word for word in face.body.core if is_own(word)), ' '.join(face.body.core))}"


def _of_person(face: Face) -> Iterator[str]:
    name = face.person
    for word in (*name.given[:WORDS], name.surname, name.nickname, *name.halves[:WORDS]):
        if len(word) > 1:
            yield f"n:{word}"
    if name.given and len(name.given[0]) > 1:
        for given in full_forms(name.given[0]):
            yield f"v:{given} {skeleton(name.surname)}"


def _of_body(face: Face) -> Iterator[str]:
    own = [word for word in face.body.core if is_own(word)]
    for word in own[:WORDS]:
        yield f"n:{word}"
    if not own:
        yield f"n:{' '.join(face.body.core)}"
    if face.profile.name.isupper():
        yield f"n:{face.spelled.replace('.', '')}"
    for initials in face.body.initials:
        yield f"n:{initials}"


def _held(face: Face) -> Iterator[str]:
    """A key for each word that an office is of."""
    for office in face.life.offices:
        for word in office.of:
            yield f"o:{office.role} {word}"


def _asked(face: Face) -> Iterator[str]:
    """One key for the office that somebody is called by: who holds it has all words that it is of."""
    for office in face.life.offices[:1]:
        if office.of:
            yield f"o:{office.role} {max(office.of, key=lambda word: (len(word), word))}"
