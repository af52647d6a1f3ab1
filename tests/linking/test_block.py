"""Which profiles meet: those that may be one share a key."""

import pytest

from reportedly.linking.actors.block import WORDS, home, keys
from reportedly.linking.actors.face import face_of
from reportedly.records import ActorKind, Profile


def profile(name: str, kind: ActorKind = "person", *descriptions: str) -> Profile:
    return Profile(f"{kind}:{name}", name, kind, descriptions)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (profile("Maro"), profile("Lena Maro")),
        (profile("L. Maro"), profile("Lena Maro")),
        (profile("Meer"), profile("Jan van der Meer")),
        (profile("DWU", "organization"), profile("Dock Workers United", "organization")),
        (profile("Brandt"), profile("Brandt Motor Company", "organization")),
        (profile("the mayor", "unnamed", "the Tarn mayor"), profile("Lena Maro", "person", "mayor of Tarn")),
        (profile("Маро"), profile("Лена Маро")),
    ],
)
def test_a_short_name_meets_its_full_one_at_home(short: Profile, full: Profile) -> None:
    assert home(face_of(short)) in keys(short)
    assert home(face_of(short)) in keys(full)


def test_spellings_of_a_surname_meet_by_their_sound() -> None:
    assert set(keys(profile("Dmitri Yanukov"))) & set(keys(profile("Dmitri Yanukof")))


def test_who_is_described_meets_nobody() -> None:
    for name, kind in (("critics", "group"), ("a poll", "document"), ("the company", "organization")):
        assert keys(profile(name, kind)) == ()  # type: ignore[arg-type]


def test_keys_are_few_and_in_order() -> None:
    found = keys(profile(" ".join(f"Word{chr(97 + n)}" for n in range(26)), "organization"))
    assert list(found) == sorted(set(found))
    assert len(found) <= WORDS + 5
