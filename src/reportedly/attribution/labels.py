"""The tags of tokens, and what they mean: spans to tags and back.

Begin, Inside, End, Single for each role, and O: 13 tags. Marking the end beside the beginning lets the tagger
say where a content stops, which is where most errors are.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(len(ROLES))
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
BEGIN, INSIDE, END, SINGLE = range(4)


def tag_of(role: int, place: int) -> int:
    """The number of a tag, e.g. `tag_of(2, BEGIN)` for B-content."""
    return 1 + 4 * role + place


class Stretch(NamedTuple):
    """Tokens `first` to `last` (inclusive) of a document that play `role` (0 source, 1 cue, 2 content)."""

    role: int
    first: int
    last: int


def _is_open(tag: int) -> bool:
    return tag > 0 and (tag - 1) % 4 in (BEGIN, INSIDE)


def _continues(left: int, right: int) -> bool:
    return right > 0 and (right - 1) % 4 in (INSIDE, END) and _is_open(left) and (left - 1) // 4 == (right - 1) // 4


def allowed_transitions() -> npt.NDArray[np.bool_]:
    """bool [tags, tags]: whether the second tag may follow the first."""
    size = len(TAGS)
    allowed = np.zeros((size, size), dtype=np.bool_)
    for left in range(size):
        for right in range(size):
            fresh = right == 0 or (right - 1) % 4 in (BEGIN, SINGLE)
            allowed[left, right] = _continues(left, right) if _is_open(left) else fresh
    return allowed


def allowed_starts() -> npt.NDArray[np.bool_]:
    """bool [tags]: whether a window may begin with the tag."""
    starts: npt.NDArray[np.bool_] = allowed_transitions()[0]
    return starts


def allowed_ends() -> npt.NDArray[np.bool_]:
    """bool [tags]: whether a window may end with the tag."""
    return np.array([not _is_open(tag) for tag in range(len(TAGS))])


def to_tags(stretches: Iterable[Stretch], size: int) -> npt.NDArray[np.int64]:
    """int64 [size]: the tags of `size` tokens; of two stretches that overlap the first one wins."""
    tags = np.zeros(size, dtype=np.int64)
    for role, first, last in stretches:
        if tags[first : last + 1].any():
            continue
        if first == last:
            tags[first] = tag_of(role, SINGLE)
        else:
            tags[first + 1 : last] = tag_of(role, INSIDE)
            tags[first] = tag_of(role, BEGIN)
            tags[last] = tag_of(role, END)
    return tags


def to_stretches(tags: Sequence[int] | npt.NDArray[np.int64]) -> list[Stretch]:
    """The stretches that legal `tags` describe, in order.

    >>> to_stretches(to_tags([Stretch(2, 0, 3), Stretch(0, 4, 4)], 6))
    [Stretch(role=2, first=0, last=3), Stretch(role=0, first=4, last=4)]
    """
    stretches = []
    first = 0
    values = np.asarray(tags)
    inside = np.flatnonzero(values)
    for at, tag in zip(inside.tolist(), values[inside].tolist(), strict=True):
        role, place = divmod(tag - 1, 4)
        if place in (BEGIN, SINGLE):
            first = at
        if place in (END, SINGLE):
            stretches.append(Stretch(role, first, at))
    return stretches
