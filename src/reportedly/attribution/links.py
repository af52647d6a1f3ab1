"""Which cue each content hangs on, and which source each cue has: a pointer over the stretches nearby.

A query (a content, or a cue) looks at the candidates (cues, or sources) no more than `REACH` lines away and picks
one or none. Each pair is described by the vectors of both stretches and the few distances computed here.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.attribution.labels import Stretch

# Lines between a query and a candidate; 99.9% of PolNeAR train's links lie within two paragraphs.
REACH = 3
PAIR_FEATURES = 12

Floats = npt.NDArray[np.float32]


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

    `queries`, `candidates`: int32 [pairs], places in the list of stretches; `features`: float32 [pairs, PAIR_FEATURES].
    """

    queries: npt.NDArray[np.int32]
    candidates: npt.NDArray[np.int32]
    features: Floats


def _describe(query: Stretch, candidate: Stretch, gap_lines: int, between: int, same_between: int) -> list[float]:
    after = candidate.first > query.first
    distance = candidate.first - query.last if after else query.first - candidate.last
    near = float(np.log1p(max(distance, 0)))
    return [
        near if after else 0.0,
        0.0 if after else near,
        1.0 if after else 0.0,
        1.0 if distance <= 2 else 0.0,
        1.0 if gap_lines == 0 else 0.0,
        1.0 if gap_lines == 1 else 0.0,
        1.0 if gap_lines > 1 else 0.0,
        min(between, 4) / 2.0,
        1.0 if between == 0 else 0.0,
        min(same_between, 4) / 2.0,
        1.0 if query.role == 2 else 0.0,
        float(np.log1p(query.last - query.first)) / 2.0,
    ]


def pair_up(stretches: list[Stretch], lines: npt.NDArray[np.int32]) -> Pairs:
    """All pairs worth scoring: content with cue, cue with source; `lines` int32 [tokens] as `Encoded.lines`.

    `stretches` are in text order. Work is linear in their number, since lines bound what one query sees.
    """
    by_role = [[place for place, stretch in enumerate(stretches) if stretch.role == role] for role in range(3)]
    queries: list[int] = []
    candidates: list[int] = []
    features: list[list[float]] = []
    for query_role, candidate_role in ((2, 1), (1, 0)):
        pool = by_role[candidate_role]
        pool_lines = [int(lines[stretches[place].first]) for place in pool]
        own_rank = {place: rank for rank, place in enumerate(by_role[query_role])}
        starts = np.array([stretches[place].first for place in pool], dtype=np.int64)
        own_starts = np.array([stretches[place].first for place in by_role[query_role]], dtype=np.int64)
        for place in by_role[query_role]:
            query = stretches[place]
            low = int(np.searchsorted(pool_lines, int(lines[query.first]) - REACH))
            high = int(np.searchsorted(pool_lines, int(lines[query.last]) + REACH, side="right"))
            middle = int(np.searchsorted(starts, query.first))
            # A query sees at most 12 candidates on either side: enough for every gold link, and a bound on the work.
            for rank in range(max(low, middle - 12), min(high, middle + 12)):
                candidate = stretches[pool[rank]]
                between = rank - middle if rank >= middle else middle - 1 - rank
                cross = int(np.searchsorted(own_starts, candidate.first))
                same_between = cross - own_rank[place] - 1 if rank >= middle else own_rank[place] - cross
                gap = (
                    int(lines[candidate.first]) - int(lines[query.last])
                    if rank >= middle
                    else int(lines[query.first]) - int(lines[candidate.last])
                )
                queries.append(place)
                candidates.append(pool[rank])
                features.append(_describe(query, candidate, max(gap, 0), between, same_between))
    return Pairs(
        np.array(queries, dtype=np.int32),
        np.array(candidates, dtype=np.int32),
        np.array(features, dtype=np.float32).reshape(-1, PAIR_FEATURES),
    )


def _network(inputs: Floats, weight: Floats, bias: Floats, out: Floats, offset: Floats) -> Floats:
    scores: Floats = np.maximum(inputs @ weight + bias, 0) @ out + offset
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
