"""Actors as a view over judgements: which profiles are one, as far as judges have said and nobody has objected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.linking.actors.face import face_of, fullest_first
from reportedly.linking.in_force import RANKS, in_force
from reportedly.linking.joining import Joined
from reportedly.records import Judgement, Profile

BELONGING = 0  # an appearance belongs to its profile until anybody says otherwise


def clusters(
    judgements: Iterable[Judgement], profiles: Mapping[str, Profile], belongs: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The representative of every profile and of every node that is judged: equal where they are one actor.

    What a judge calls different is kept apart from all that judges of his rank or below would join, by way of a third
    too; of one rank, what is likelier is joined first. `belongs` leads from an appearance to its profile. The
    representative has the fullest name; nodes without a profile are nobody's but their own.
    """
    joined = Joined()
    kept = in_force(judgements)
    nodes = dict.fromkeys((*profiles, *(node for pair in sorted(kept) for node in pair), *(belongs or ())))
    for pair, judgement in kept.items():
        if judgement.verdict == "different":
            joined.part(*pair, RANKS[judgement.judge])
    same = [(pair, judgement) for pair, judgement in kept.items() if judgement.verdict == "same"]
    same.sort(key=lambda one: (-RANKS[one[1].judge], -(one[1].score if one[1].score is not None else 1.0), one[0]))
    for pair, judgement in same:
        joined.join(*pair, RANKS[judgement.judge])
    for appearance, profile in sorted((belongs or {}).items()):
        joined.join(appearance, profile, BELONGING)
    members: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        members[joined.root(node)].append(node)
    heads = {root: some[0] if len(some) == 1 else _fullest(some, profiles) for root, some in members.items()}
    return {node: heads[joined.root(node)] for node in nodes}


def _fullest(nodes: Sequence[str], profiles: Mapping[str, Profile]) -> str:
    """The node whose profile has the fullest name; of equals the first of the alphabet."""
    faces = [face_of(profiles[node]) for node in nodes if node in profiles]
    return min(faces, key=fullest_first).id if faces else min(nodes)
