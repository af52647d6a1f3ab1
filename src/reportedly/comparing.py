"""What is told of reports and wordings by themselves, without the ledger: how they are kept, whether two may be one.

Nothing here depends on anything but its arguments, so it may be done in other processes.
"""

import multiprocessing
import os
import signal
import threading
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from multiprocessing.connection import wait as wait_for
from typing import NamedTuple

import msgspec

from reportedly.ledger.wordings import Head, Key, Said
from reportedly.linking.actors.described import is_described
from reportedly.linking.contradiction import opposed
from reportedly.linking.statements.anchors import anchors, bucket_of
from reportedly.linking.statements.compare import (
    LITTLE,
    OCCASION,
    SLIGHT,
    TELLING,
    UNNAMED,
    WEEK,
    Comparison,
    compare,
    days_apart,
)
from reportedly.linking.statements.likeness import claim_of, common
from reportedly.linking.statements.wording import Wording, wording
from reportedly.records import ActorKind, Rendering

# Words that two wordings have in common, weighed, of the lighter one's, below which no alignment makes them the same
# wording; `linking.statements` asks for half as much again.
IN_COMMON = 0.4


def begin() -> None:
    """Begin as a process that helps another: Ctrl-C is for that one to obey, and when it is gone this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


class Prepared(NamedTuple):
    """A report as it is placed among the wordings."""

    said: Said
    key: Key
    anchors: tuple[int, ...]


def prepared(said: Said) -> Prepared:
    """What a report is kept under."""
    rendering = _credited(said)
    words = wording(rendering.content)
    key = Key(_hash(words, rendering), rendering.actor or "", bucket_of(rendering.day))
    # An anchor is kept beside its period, so it is asked for without one.
    return Prepared(said._replace(rendering=rendering), key, anchors(words, None, rendering.actor))


class Asked(NamedTuple):
    """Pairs of wordings to be compared, and the heads of all of them, by their numbers."""

    pairs: tuple[tuple[int, int], ...]
    heads: dict[int, Head]


class Found(NamedTuple):
    """What the model says of two wordings: the reports (ids) it is about, the smaller first, and the comparison."""

    left: str
    right: str
    seen: Comparison


class Against(NamedTuple):
    """Two reports (ids), the smaller first, whose words may contradict each other, and why."""

    left: str
    right: str
    reason: str


class Compared(NamedTuple):
    """What the model says of the pairs that it does not call different, and of those whose words are opposed."""

    alike: dict[tuple[int, int], Found]
    opposed: dict[tuple[int, int], Against]


def compared(asked: Asked) -> Compared:
    """What the model says of each pair that it says anything of."""
    found = Compared({}, {})
    for pair in asked.pairs:
        days = _on_nearest_days(asked.heads[pair[0]], asked.heads[pair[1]])
        left, right = sorted(days, key=lambda one: one.report)
        seen = compare(left, right) if _may_match(left, right) else None
        same = seen is not None and seen.verdict == "same"
        # A "not" more or less in one speaker's words is drift of one statement; in another's words it is another one.
        against = opposed(left, right) if not same or left.actor != right.actor else None
        if against:
            found.opposed[pair] = Against(left.report, right.report, against.reason)
        if seen and seen.verdict != "different" and not (against and same):
            found.alike[pair] = Found(left.report, right.report, seen)
    return found


def _credited(said: Said) -> Rendering:
    """The rendering as it is compared: "officials" of two documents may be the same, or may not."""
    if said.name is not None and said.kind is not None and _is_described(said.name, said.kind):
        return msgspec.structs.replace(said.rendering, actor=None)
    return said.rendering


@lru_cache(maxsize=10_000)
def _is_described(name: str, kind: ActorKind) -> bool:
    return is_described(name, kind)


def _hash(words: Wording, rendering: Rendering) -> int:
    """Equal for reports that are one wording: a slogan only on one day, words that say nothing in no other document."""
    parts = [f"{word.text} {word.inserted:d}{word.piece}" for word in words.words] or [rendering.content]
    if words.weight < LITTLE:
        parts.append(rendering.day or "" if _is_same_anywhere(rendering, words) else rendering.document)
    return int.from_bytes(blake2b("\n".join(parts).encode(), digest_size=8).digest(), "big", signed=True)


def _is_same_anywhere(rendering: Rendering, words: Wording) -> bool:
    if rendering.actor is None and words.weight < SLIGHT:
        return False  # as `compare` says of any two such
    elsewhere = msgspec.structs.replace(rendering, number=-1, report="", document="", outlet=None)
    return compare(rendering, elsewhere).verdict == "same"


def _may_match(left: Rendering, right: Rendering) -> bool:
    """Whether two reports are near enough, and their words in whatever order enough, for one meaning or one wording.

    Spares most of the comparisons: `compare` would find these different.
    """
    days = days_apart(left, right)
    if days > OCCASION:
        return False
    unnamed = left.actor is None or right.actor is None
    if days <= WEEK and (unnamed or left.actor == right.actor):
        shared = common(claim_of(left.content), claim_of(right.content))
        if shared >= (UNNAMED if unnamed else TELLING):
            return True
    mine, other = sorted((_bag(left.content), _bag(right.content)), key=len)
    alike = sum(min(weight, other[word]) for word, weight in mine.items() if word in other)
    return alike >= IN_COMMON * min(wording(left.content).weight, wording(right.content).weight)


@lru_cache(maxsize=20_000)  # as many as `wording` keeps: contents come back when their neighbours are judged
def _bag(content: str) -> Mapping[str, float]:
    bag: dict[str, float] = defaultdict(float)
    for word in wording(content).words:
        bag[word.text] += word.weight
    return bag


def _on_nearest_days(mine: Head, other: Head) -> tuple[Rendering, Rendering]:
    """Two heads as reported on those of their wordings' days that lie closest together."""
    left, right = mine.rendering, other.rendering
    if (mine.last, other.last) == (left.day, right.day) or mine.last is None or other.last is None:
        return left, right
    start = max(left.day or "", right.day or "")
    first, second = (msgspec.structs.replace(one.rendering, day=min(one.last or "", start)) for one in (mine, other))
    return first, second
