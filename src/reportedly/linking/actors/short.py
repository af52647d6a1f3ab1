"""Short names and what they may be short for: what a name asks for, what a fuller one answers to, which are alike."""

from collections.abc import Iterator

from reportedly.linking.actors.face import Face
from reportedly.linking.given import full_forms
from reportedly.linking.spelling import skeleton


def likenesses(face: Face) -> Iterator[str]:
    """The groups in which a name is compared with those that say as much: equal, or of equal sound."""
    if face.sort == "described":
        return
    yield face.spelled.replace(" ", "")
    if face.may_be("body"):
        yield "body " + " ".join(sorted(face.body.core))
    name = face.person
    if face.may_be("person") and name.given:
        for given in full_forms(name.given[0]):
            yield f"given {given} {name.surname}"
            yield f"given {given} ~{skeleton(name.surname)}"
        yield f"given ~{skeleton(name.given[0])} {name.surname}"
    elif face.may_be("person"):
        yield f"surname {name.surname}"


def asks(face: Face) -> Iterator[str]:
    """What a name, or an office alone, may be short for."""
    name = face.person
    if face.sort == "described":
        yield from (f"office {office.role} {word}" for office in face.life.offices for word in office.of)
    if face.may_be("person") and name.given:
        given = full_forms(name.given[0]) if len(name.given[0]) > 1 else name.given[:1]
        yield from (f"given {one} {name.surname}" for one in sorted(given))
        yield f"end {' '.join(name.words[-2:])}"
    elif face.may_be("person"):
        yield from (f"surname {name.surname} {office}" for office in _offices(face))
        yield f"surname {name.surname}"
        yield f"part {name.surname}"
    if face.may_be("body"):
        yield f"core {' '.join(face.body.core)}"
        if face.profile.name.isupper():
            yield f"initials {face.spelled.replace('.', '')}"


def answers(face: Face) -> Iterator[str]:
    """What fuller names answer to; each thing once."""
    yield from dict.fromkeys(_answers(face))


def _answers(face: Face) -> Iterator[str]:
    name = face.person
    if face.may_be("person"):
        yield from (f"office {office.role} {word}" for office in face.life.offices for word in office.of)
    if face.may_be("person") and name.given:
        yield f"end {' '.join(name.words[-2:])}"
        yield f"surname {name.surname}"
        yield from (f"surname {name.surname} {office}" for office in _offices(face))
        yield from (f"part {word}" for word in (*name.given, name.nickname, *name.halves) if len(word) > 1)
        for surname in (name.surname, *name.given[1:]):
            given = full_forms(name.given[0]) if len(name.given[0]) > 1 else ()
            yield from (f"given {one} {surname}" for one in (name.given[0][0], name.nickname, *sorted(given)))
    elif face.may_be("person"):
        yield f"surname {name.surname}"
    if face.may_be("body"):
        yield f"core {' '.join(face.body.core)}"
        yield from (f"initials {initials}" for initials in sorted(face.body.initials))


def _offices(face: Face) -> Iterator[str]:
    return (f"{office.role} {word}" for office in face.life.offices for word in sorted(office.of))
