"""Whether what is said in one statement is said again in another, on whatever day."""

from typing import NamedTuple

from msgspec.structs import replace

from reportedly.linking.statements.align import align
from reportedly.linking.statements.compare import (
    OCCASION,
    RUN,
    WHOLE,
    compare,
    days_apart,
    same_wording,
    speech_of,
)
from reportedly.linking.statements.wording import wording
from reportedly.records import Alignment, Rendering

# idf of what two share from which the one says it again although the other says more. Of one speaker's pairs below it
# half share a topic ("the harbour fees"), above it hardly any.
PART = 20.0


class Repeated(NamedTuple):
    """How much two contents share: the idf-weighted share of the shorter; `equal`: all words are the same."""

    shared: float
    equal: bool


def repeated(left: Rendering, right: Rendering) -> Repeated | None:
    """How much of the one is said again in the other, None where it cannot be told that it is.

    It is where `compare` would find one wording, had both been reported on one day; of two speakers, where there are
    days enough between them that it was not one occasion. Nobody who is not named repeats anything.
    """
    speech = speech_of(left, right)
    if speech.same is None or (speech.same is False and not _on_other_occasions(left, right)):
        return None
    seen = align(left.content, right.content)
    if not same_wording(seen.shared, seen.run) or not _says_something(left, right, seen):
        return None
    day = left.day or right.day
    said = compare(replace(left, day=day), replace(right, day=day), seen)
    equal = wording(left.content).key == wording(right.content).key
    return Repeated(seen.shared, equal) if said.verdict == "same" else None


def _on_other_occasions(left: Rendering, right: Rendering) -> bool:
    return bool(left.day and right.day) and days_apart(left, right) > OCCASION


def _says_something(left: Rendering, right: Rendering, seen: Alignment) -> bool:
    """Whether they share more than words that anybody uses, or are both hardly more than these: a slogan."""
    longer = max(wording(left.content).weight, wording(right.content).weight)
    return seen.run >= RUN and (seen.weight >= PART or seen.weight >= WHOLE * longer)
