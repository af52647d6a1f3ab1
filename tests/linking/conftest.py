"""Profiles made by hand, and what the model says of them, by names."""

from collections.abc import Callable, Iterable

import pytest

from reportedly.linking.actors.cluster import clusters
from reportedly.linking.actors.link import link
from reportedly.records import Profile

MakeProfile = Callable[..., Profile]
Said = Callable[..., dict[tuple[str, str], str]]
Actors = Callable[..., list[list[str]]]


def profile(name: str, *descriptions: str, kind: str = "person", sense: str = "") -> Profile:
    """A profile whose id is its kind and name."""
    return Profile(f"{kind}:{name}{sense}", name, kind, descriptions, sense)  # type: ignore[arg-type]


@pytest.fixture
def make() -> MakeProfile:
    return profile


@pytest.fixture
def said() -> Said:
    """The verdicts on pairs of names, each pair in order of the alphabet."""

    def verdicts(*profiles: Profile) -> dict[tuple[str, str], str]:
        names = {one.id: one.name for one in profiles}
        found = {}
        for judgement in link(profiles, "test", "2024-03-10T00:00:00Z"):
            assert judgement.right is not None
            first, second = sorted((names[judgement.left], names[judgement.right]))
            found[first, second] = str(judgement.verdict)
        return found

    return verdicts


@pytest.fixture
def actors() -> Actors:
    """The names of each actor that more than one profile is joined to, in order of the alphabet."""

    def grouped(profiles: Iterable[Profile]) -> list[list[str]]:
        known = {one.id: one for one in profiles}
        groups: dict[str, list[str]] = {}
        for id, head in clusters(link(known.values(), "test", ""), known).items():
            groups.setdefault(head, []).append(known[id].name)
        return sorted(sorted(group) for group in groups.values() if len(group) > 1)

    return grouped
