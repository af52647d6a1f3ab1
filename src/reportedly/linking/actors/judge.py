"""The model's judgements of one block: which of its profiles are one actor, which are not, which a person should see.

1. Names that say the same ("Apple Inc.", "Apple"; two walks of life of one name) are compared in small groups.
2. A name that says less ("Maro", "L. Maro", "UAW") joins the fuller one that it fits, if it fits only one actor.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from reportedly.linking.actors import compare
from reportedly.linking.actors.block import home
from reportedly.linking.actors.face import Face, face_of, fullest_first
from reportedly.linking.actors.score import DIFFERENT, SAME, SHORTENING, Comparison, comparison
from reportedly.linking.actors.short import answers, asks, likenesses
from reportedly.linking.joining import Joined
from reportedly.records import Judgement, Profile, Verdict

# Names of one likeness that each is compared with, in order of the alphabet: near spellings stand near each other.
NEIGHBOURS = 5
# Fuller names that a short one is compared with. Of a surname with more bearers no bare one can be told.
BEARERS = 40
# Pairs a profile that are kept: what a person looks through, and what one would have wondered about most.
SHOWN: Mapping[Verdict, int] = {"unsure": 3, "different": 1}
# What makes two alike names worth to be told apart.
TELLING = frozenset(
    (
        compare.middle_names_differ,
        compare.generations_differ,
        compare.trades_differ,
        compare.genders_differ,
        compare.ages_differ,
    )
)


class Found(NamedTuple):
    """A verdict on two profiles: `left` comes first in the alphabet."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


def judge(block: Sequence[Profile], by: str, decided: str, key: str | None = None) -> tuple[Judgement, ...]:
    """What the model says of all the profiles that have `key`: depends on which they are, not on their order.

    Two blocks never contradict each other: whom a short name means is told in one of them, its home. Without a `key`
    the block is taken for the home of all its profiles. "same" come as few as hold together what is one, the others up
    to SHOWN a profile. The work is linear in the block but for sorting.
    """
    faces = [face_of(profile) for profile in {one.id: one for one in block}.values()]
    faces.sort(key=fullest_first)
    joined = Joined()
    found = [*_alike(faces, joined), *_shortened(faces, key, joined)]
    kept = _kept(found, joined)
    return tuple(
        Judgement("actor", one.left, one.right, one.verdict, one.score, one.reasons, "model", by, decided)
        for one in sorted(kept)
    )


def _found(left: Face, right: Face, verdict: Verdict, score: float, reasons: tuple[str, ...]) -> Found:
    first, second = sorted((left.id, right.id))
    return Found(first, second, verdict, score, reasons)


def _neighbours(faces: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    """Pairs of faces that are alike in some way, each once; at most NEIGHBOURS a face and likeness."""
    groups: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        for likeness in likenesses(face):
            groups[likeness].append(face)
    seen = set()
    for _, group in sorted(groups.items()):
        group.sort(key=lambda face: (face.spelled, face.id))
        for place, left in enumerate(group):
            for right in islice(group, place + 1, place + 1 + NEIGHBOURS):
                pair = (left.id, right.id) if left.id < right.id else (right.id, left.id)
                if pair not in seen:
                    seen.add(pair)
                    yield left, right


def _alike(faces: Sequence[Face], joined: Joined) -> Iterator[Found]:
    """Verdicts on names that say as much as each other; joins those that are one, the likeliest first."""
    found = []
    for left, right in _neighbours(faces):
        seen = comparison(left, right)
        if _shortens(left, right, seen):
            continue
        if seen.score >= SAME:
            found.append(_found(left, right, "same", seen.score, seen.reasons))
        elif seen.score <= DIFFERENT and seen.features & TELLING:
            joined.part(left.id, right.id, 0)
            found.append(_found(left, right, "different", seen.score, seen.reasons))
        elif seen.reasons and DIFFERENT < seen.score < SAME:
            found.append(_found(left, right, "unsure", seen.score, seen.reasons))
    for one in sorted(found, key=lambda one: (-one.score, one.left, one.right)):
        if one.verdict != "same" or joined.join(one.left, one.right, 0):
            yield one


def _shortens(left: Face, right: Face, seen: Comparison) -> bool:
    """Whether one of two names says less than the other, or nothing is said of whom it means."""
    senses = left.profile.sense != right.profile.sense and not (left.life.walks and right.life.walks)
    return bool(seen.features & SHORTENING) or senses


def _shortened(faces: Sequence[Face], key: str | None, joined: Joined) -> Iterator[Found]:
    """Verdicts on names that say less than others: fuller ones first, so that "L. Maro" finds who "Lena Maro" is."""
    bearers: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        for answer in answers(face):
            bearers[answer].append(face)
    for face in faces:
        fits = _fits(face, bearers) if key in (None, home(face)) else []
        actors: dict[str, tuple[Comparison, Face]] = {}
        for seen, other in fits:
            actors.setdefault(joined.root(other.id), (seen, other))
        likely = {root: pair for root, pair in actors.items() if pair[0].score >= SAME}
        held = [root for root, (seen, _) in likely.items() if compare.shared_office in seen.features]
        if len(likely) > 1 and len(held) == 1:
            likely = {held[0]: likely[held[0]]}
        if len(likely) == 1:
            ((seen, other),) = likely.values()
            if joined.join(face.id, other.id, 0):
                alone = (*seen.reasons, "Nobody else in the ledger fits as well.")
                yield _found(face, other, "same", seen.score, alone)
        else:
            for seen, other in islice(actors.values(), SHOWN["unsure"]):
                score = round(seen.score / max(1, len(likely)), 3) if seen.score >= SAME else seen.score
                others = ("Others in the ledger fit as well.",) if len(likely) > 1 else ()
                yield _found(face, other, "unsure", score, (*seen.reasons, *others))


def _fits(face: Face, bearers: Mapping[str, Sequence[Face]]) -> list[tuple[Comparison, Face]]:
    """The fuller names that a name may be short for, the likeliest first; none where it asks for too many to tell."""
    found: dict[str, tuple[Comparison, Face]] = {}
    for asked in asks(face):
        some = [other for other in islice(bearers.get(asked, ()), BEARERS + 1) if other.fullness > face.fullness]
        if len(some) <= BEARERS:
            for other in some:
                if other.id not in found:
                    found[other.id] = (comparison(face, other), other)
    fits = [(seen, other) for seen, other in found.values() if seen.score > DIFFERENT and _shortens(face, other, seen)]
    return sorted(fits, key=lambda pair: (-pair[0].score, fullest_first(pair[1])))


def _kept(found: Sequence[Found], joined: Joined) -> Iterator[Found]:
    """The verdicts that say something: no doubt about who is one by way of a third, and not too many a profile."""
    shown: dict[tuple[str, Verdict], int] = defaultdict(int)
    for one in sorted(found, key=lambda one: (-one.score, one.left, one.right)):
        if one.verdict == "same":
            yield one
        elif joined.root(one.left) != joined.root(one.right):
            counts = [(one.left, one.verdict), (one.right, one.verdict)]
            if all(shown[count] < SHOWN[one.verdict] for count in counts):
                for count in counts:
                    shown[count] += 1
                yield one
