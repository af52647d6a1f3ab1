"""Which cue each content hangs on, and which source each cue has: a pointer over the stretches nearby.

A query (a content, or a cue) looks at the candidates (cues, or sources) no more than `REACH` lines away and picks
one or none. Each pair is described by the vectors of both stretches and the few distances computed here.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.attribution.labels import CONTENT, CUE, SOURCE, Stretch

# Lines between a query and a candidate; 99.9% of PolNeAR train's links lie within two paragraphs.
REACH = 3
# Candidates that a query sees on either side: enough for every gold link, and a bound where a text has no lines.
CROWD = 12
PAIR_FEATURES = 12
# Rows of a matrix that are multiplied at once. For many more OpenBLAS brings threads of its own (at 262,144 products),
# which wait for the cores that the encoder's threads have: ten times as long.
ROWS = 12

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Pointer(NamedTuple):
    """Parameters of the pointer, float32: role vectors, and two small two-layer networks (pair score, score of none).

    `role` [3, width]; `pair_in` [3 * width + PAIR_FEATURES, hidden]; `pair_out` [hidden]; `none_in` [width, hidden].
    """

    role: Floats
    pair_in: Floats
    pair_bias: Floats
    pair_out: Floats
    pair_offset: Floats
    none_in: Floats
    none_bias: Floats
    none_out: Floats
    none_offset: Floats

    def span(self, first: Floats, last: Floats, role: int) -> Floats:
        """The vector [width] of a stretch, from the link vectors [2 * width] of its first and last token."""
        width = self.role.shape[1]
        vector: Floats = np.tanh(first[:width] + last[width:] + self.role[role])
        return vector


class Target(NamedTuple):
    """What a stretch points at (place in the list, or -1 for none) and with which probability."""

    place: int
    probability: float


class Pairs(NamedTuple):
    """Candidate pairs of one document, grouped by query.

    `queries`, `candidates`: int64 [pairs], places in the list of stretches; `features`: float32 [pairs, PAIR_FEATURES].
    """

    queries: Ints
    candidates: Ints
    features: Floats


def _between(rows: Ints, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """`rows[i]` repeated beside each number from `low[i]` to `high[i]` (exclusive)."""
    sizes = np.maximum(high - low, 0)
    offsets = np.cumsum(sizes) - sizes
    return np.repeat(rows, sizes), np.arange(int(sizes.sum())) + np.repeat(low - offsets, sizes)


def _pair_roles(table: Ints, query_role: int, candidate_role: int) -> tuple[Ints, Ints, Floats]:
    """Queries, candidates and features of all pairs of two roles; `table` int [stretches, 5]: role, first and last
    token, line of the first and of the last token."""
    queries, pool = np.flatnonzero(table[:, 0] == query_role), np.flatnonzero(table[:, 0] == candidate_role)
    own_starts, starts, start_lines = table[queries, 1], table[pool, 1], table[pool, 3]
    middle = np.searchsorted(starts, own_starts)
    low = np.maximum(np.searchsorted(start_lines, table[queries, 3] - REACH), middle - CROWD)
    high = np.minimum(np.searchsorted(start_lines, table[queries, 4] + REACH, side="right"), middle + CROWD)
    own, rank = _between(np.arange(len(queries)), low, high)
    query, candidate = table[queries[own]], table[pool[rank]]
    after = rank >= middle[own]
    distance = np.where(after, candidate[:, 1] - query[:, 2], query[:, 1] - candidate[:, 2])
    gap = np.where(after, candidate[:, 3] - query[:, 4], query[:, 3] - candidate[:, 4])
    between = np.where(after, rank - middle[own], middle[own] - 1 - rank)
    cross = np.searchsorted(own_starts, candidate[:, 1])
    same_between = np.where(after, cross - own - 1, own - cross)
    near = np.log1p(np.maximum(distance, 0))
    features = [
        np.where(after, near, 0),
        np.where(after, 0, near),
        after,
        distance <= 2,
        gap <= 0,
        gap == 1,
        gap > 1,
        np.minimum(between, 4) / 2,
        between == 0,
        np.minimum(same_between, 4) / 2,
        np.full(len(own), query_role == CONTENT),
        np.log1p(query[:, 2] - query[:, 1]) / 2,
    ]
    return queries[own], pool[rank], np.stack([column.astype(np.float32) for column in features], axis=1)


def pair_up(stretches: list[Stretch], lines: npt.NDArray[np.int32]) -> Pairs:
    """All pairs worth scoring: content with cue, cue with source; `lines` int32 [tokens] as `Encoded.lines`.

    `stretches` are in text order. Work is linear in their number: REACH and CROWD bound what one query sees.
    """
    if not stretches:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, PAIR_FEATURES), np.float32))
    plain = np.array(stretches, dtype=np.int64)
    table = np.concatenate([plain, lines[plain[:, 1:]]], axis=1)
    parts = [_pair_roles(table, CONTENT, CUE), _pair_roles(table, CUE, SOURCE)]
    queries, candidates, features = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Pairs(queries, candidates, features)


def _network(inputs: Floats, weight: Floats, bias: Floats, out: Floats, offset: Floats) -> Floats:
    hidden: Floats = np.empty((len(inputs), weight.shape[1]), dtype=np.float32)
    for at in range(0, len(inputs), ROWS):
        np.matmul(inputs[at : at + ROWS], weight, out=hidden[at : at + ROWS])
    scores: Floats = np.maximum(hidden + bias, 0) @ out + offset
    return scores


def point(stretches: list[Stretch], vectors: Floats, lines: npt.NDArray[np.int32], pointer: Pointer) -> list[Target]:
    """What each stretch points at: contents at cues, cues at sources, sources at nothing.

    `vectors` float32 [stretches, width]; the probability is that of the choice among candidates and none.
    """
    pairs = pair_up(stretches, lines)
    none = _network(vectors, pointer.none_in, pointer.none_bias, pointer.none_out, pointer.none_offset)
    targets = [Target(-1, 1.0)] * len(stretches)
    if not len(pairs.queries):
        return targets
    left, right = vectors[pairs.queries], vectors[pairs.candidates]
    inputs = np.concatenate([left, right, left * right, pairs.features], axis=1)
    scores = _network(inputs, pointer.pair_in, pointer.pair_bias, pointer.pair_out, pointer.pair_offset)
    bounds = np.flatnonzero(np.concatenate(([True], pairs.queries[1:] != pairs.queries[:-1], [True])))
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        query = int(pairs.queries[start])
        choices = np.append(scores[start:end], none[query])
        chances = np.exp(choices - choices.max())
        best = int(chances.argmax())
        place = int(pairs.candidates[start + best]) if best < end - start else -1
        targets[query] = Target(place, float(chances[best] / chances.sum()))
    return targets
