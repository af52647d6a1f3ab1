"""Which candidate a question means: a linear score for each, softmax over them and nobody.

The weights are in `antecedents.json`, made by `python -m training.antecedents`: for each feature one weight that all
questions share and one for each kind of question.
"""

import functools
import json
import math
import operator
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import NamedTuple


class Weights(NamedTuple):
    """For each kind of question: a weight for each of FEATURES, and one for each of NOBODY."""

    candidate: Mapping[str, Sequence[float]]
    nobody: Mapping[str, Sequence[float]]


class Choice(NamedTuple):
    """Who is meant (place among the candidates, -1 for nobody), and with which probability."""

    place: int
    probability: float


@functools.cache
def shipped() -> Weights:
    """The weights that come with the package."""
    body = resources.files("reportedly.coreference").joinpath("antecedents.json").read_text(encoding="utf-8")
    found = json.loads(body)
    return Weights(found["candidate"], found["nobody"])


def choose(asked: str, rows: Sequence[Sequence[float]], nobody: Sequence[float], weights: Weights) -> Choice:
    """The likeliest candidate of a question of kind `asked`; `rows` as of `features_of`, `nobody` as of `nobody`."""
    own = weights.candidate[asked]
    scores = [sum(map(operator.mul, row, own)) for row in rows]
    scores.append(sum(map(operator.mul, nobody, weights.nobody[asked])))
    top = max(scores)
    chances = [math.exp(score - top) for score in scores]
    best = chances.index(max(chances))
    return Choice(best if best < len(rows) else -1, chances[best] / sum(chances))
