"""Fit the weights of linking/statements/likeness.json on trace.dev: gold contents, and what our own reader finds.

    python -m training.likeness ../shared/corpora/trace.dev.jsonl likeness.json [--leave-out]

There is no train split, so with --leave-out nothing is written, and the figures are those of 24 fits, each measured on
the event that it has not seen. A logistic regression with an L2 penalty of one on standardised features, by Newton's
method.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.config import Config
from reportedly.evaluation.metrics import Count
from reportedly.evaluation.tracing import (
    Event,
    Found,
    claims_in,
    end_to_end_count,
    gold_count,
    ours,
    read_events,
    renderings_of,
    standing,
)
from reportedly.linking.statements import likeness as model
from reportedly.linking.statements.compare import speech_of
from reportedly.linking.statements.likeness import Likeness, claim_of, likeness
from reportedly.pipeline import run
from reportedly.records import Rendering

Floats = NDArray[np.float64]
STEPS = 30  # of Newton's method; it stands still after ten
PENALTY = 1.0


class Example(NamedTuple):
    """The features of two reports, and whether they are one statement."""

    features: Likeness
    same: bool


def examples(event: Event, found: dict[str, list[Found]]) -> Iterator[Example]:
    """All pairs of gold reports, and all pairs of found claims that stand for a gold report each."""
    for left, right in combinations(event.reports, 2):
        yield _example(left.rendering, right.rendering, bool(left.statements & right.statements))
    claims = {document.id: claims_in(found[document.id], document.text) for document in event.documents}
    gold = {one.rendering.report: one for one in event.reports}
    stands_for = standing(event, claims)
    known = [one.rendering for some in claims.values() for one in some if one.rendering.report in stands_for]
    for mine, other in combinations(known, 2):
        same = gold[stands_for[mine.report]].statements & gold[stands_for[other.report]].statements
        yield _example(mine, other, bool(same))


def _example(left: Rendering, right: Rendering, same: bool) -> Example:
    features, _ = likeness(claim_of(left.content), claim_of(right.content), speech_of(left, right))
    return Example(features, same)


def fit(some: Sequence[Example]) -> dict[str, float]:
    """The bias and the weight of each feature."""
    values = np.array([one.features for one in some], dtype=np.float64)
    same = np.array([one.same for one in some], dtype=np.float64)
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.hstack((np.ones((len(values), 1)), (values - mean) / spread))
    penalty = np.diag([1e-6] + [PENALTY] * values.shape[1])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        seen = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (seen - same) + penalty @ weights
        curve = (scaled * (seen * (1 - seen))[:, None]).T @ scaled + penalty
        weights = weights - np.linalg.solve(curve, slope)
    plain = weights[1:] / spread
    bias = float(weights[0] - plain @ mean)
    return {"bias": round(bias, 3)} | {
        name: round(float(weight), 3) for name, weight in zip(Likeness._fields, plain, strict=True)
    }


def main(corpus: Path, table: Path, leave_out: bool) -> None:
    """Fit and write the table, or fit on all events but one and print what that reaches on the one."""
    events = list(read_events(corpus))
    found = [renderings_of(list(run(event.documents, Config()))) for event in events]
    pairs = [list(examples(event, some)) for event, some in zip(events, found, strict=True)]
    if not leave_out:
        weights = fit([one for some in pairs for one in some])
        table.write_bytes(msgspec.json.format(msgspec.json.encode(weights)) + b"\n")
        return
    gold, whole = Count(), Count()
    for place, event in enumerate(events):
        weights = fit([one for other, some in enumerate(pairs) if other != place for one in some])
        fitted = weights.pop("bias"), Likeness(**weights)
        model.weights = lambda fitted=fitted: fitted  # type: ignore[assignment]
        gold += gold_count(event, ours)
        whole += end_to_end_count(event, found[place], ours).known
    for name, count in (("gold contents", gold), ("end to end", whole)):
        print(f"{name}: P {count.precision:.3f} R {count.recall:.3f} F1 {count.f1:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--leave-out" in sys.argv)
