"""Make confidences true: `python -m training.calibrate tagger.weights --corpora ../shared/corpora`.

On the articles that training kept aside: logistic regression of "this relation is right at content Jaccard .5" on how
sure the tagger was of each span and link (Platt 1999). The weights are written back into the file.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.attribution.assemble import FEATURES, Linked, assemble, features_of, grouped
from reportedly.attribution.model import Model, link, load
from reportedly.evaluation.metrics import LENIENT, Letters, match
from reportedly.records import Attribution, Document
from reportedly.weights import open_weights
from training.export import put_heads
from training.gold import Example, read_corpus
from training.train import kept_aside

RIDGE = 1.0  # keeps weights of rare features small; the kept-aside articles hold about a thousand relations
STEPS = 50  # of Newton's method; it stands still after about ten


def observe(example: Example, linked: Linked | None) -> tuple[list[list[float]], list[bool]]:
    """Features of each relation found, and whether it is right."""
    gold = [Attribution(*relation, confidence=1.0) for relation in example.relations]
    if linked is None:
        return [], []
    rows: list[list[float]] = []
    found: list[Attribution] = []
    for group in grouped(example.text, linked):
        single = assemble(example.text, linked, np.zeros(len(FEATURES) + 1, dtype=np.float32), [group])
        rows += [features_of(linked, *group)] * len(single)  # a bare quotation shares what is known of its neighbour
        found += single
    matches = match(gold, found, Letters(example.text), LENIENT)
    right = {pair.predicted for pair in matches if pair.source}
    return rows, [place in right for place in range(len(found))]


def fit(features: Any, right: Any) -> Any:
    """Weights float32 [features + 1] of a logistic regression, by Newton's method."""
    inputs = np.concatenate([features, np.ones((len(features), 1))], axis=1)
    weights = np.zeros(inputs.shape[1])
    penalty = np.full(inputs.shape[1], RIDGE)
    penalty[-1] = 0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + penalty * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights.astype(np.float32)


def calibrate(place: Path, examples: list[Example]) -> dict[str, float]:
    """Fit on `examples` and rewrite the weights file; returns what was found."""
    model: Model = load(0, open_weights(place))
    documents = [Document(id=example.id, text=example.text, origin=example.id) for example in examples]
    rows: list[list[float]] = []
    right: list[bool] = []
    for example, (_, linked) in zip(examples, link(documents, model), strict=True):
        some_rows, some_right = observe(example, linked)
        rows += some_rows
        right += some_right
    inputs, answers = np.array(rows), np.array(right, dtype=np.float64)
    fitted = fit(inputs, answers)
    put_heads(place, {"calibration": fitted})
    return {"relations": len(rows), "right": float(answers.mean())}


def main() -> None:
    """Parse and calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    examples = [example for example in read_corpus(options.corpora / "polnear.train.jsonl") if kept_aside(example)]
    print(calibrate(options.weights, examples))


if __name__ == "__main__":
    main()
