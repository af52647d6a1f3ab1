"""Viterbi and forward-backward against the sum over all legal tag sequences."""

import itertools

import numpy as np
import pytest

from reportedly.attribution.decode import Crf, decode
from reportedly.attribution.labels import TAGS, to_stretches

SIZE = len(TAGS)


def crf_of(rng: np.random.Generator) -> Crf:
    shapes = ((SIZE, SIZE), (SIZE,), (SIZE,))
    return Crf(*(rng.normal(size=shape).astype(np.float32) for shape in shapes)).constrained()


def score(crf: Crf, emissions: np.ndarray, tags: tuple[int, ...]) -> float:
    total = crf.begin[tags[0]] + crf.end[tags[-1]] + sum(emissions[at, tag] for at, tag in enumerate(tags))
    return float(total + sum(crf.transition[left, right] for left, right in itertools.pairwise(tags)))


@pytest.mark.parametrize("seed", range(6))
def test_best_sequence_and_its_probabilities(seed: int) -> None:
    rng = np.random.default_rng(seed)
    crf = crf_of(rng)
    windows = [(rng.normal(size=(size, SIZE)) * 2).astype(np.float32) for size in (4, 2, 1)]
    for emissions, found in zip(windows, decode(windows, crf), strict=True):
        legal = {
            tags: value
            for tags in itertools.product(range(SIZE), repeat=len(emissions))
            if (value := score(crf, emissions, tags)) > -5000
        }
        best = max(legal, key=lambda tags: legal[tags])
        assert [one.stretch for one in found] == to_stretches(best)
        weights = {tags: np.exp(value - legal[best]) for tags, value in legal.items()}
        whole = sum(weights.values())
        for one in found:
            exact = sum(weight for tags, weight in weights.items() if one.stretch in to_stretches(tags)) / whole
            assert one.exact == pytest.approx(exact, rel=1e-3)
            inside = [
                sum(weight for tags, weight in weights.items() if tags[at] and (tags[at] - 1) // 4 == one.stretch.role)
                for at in range(one.stretch.first, one.stretch.last + 1)
            ]
            assert one.inside == pytest.approx(float(np.mean(inside)) / whole, rel=1e-3)


def test_windows_without_tokens_give_nothing() -> None:
    crf = crf_of(np.random.default_rng(0))
    empty = np.zeros((0, SIZE), dtype=np.float32)
    assert decode([empty], crf) == [[]]
    assert decode([], crf) == []
