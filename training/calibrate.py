"""Make confidences true: `python -m training.calibrate tagger.weights --corpora ../shared/corpora`.

On the articles that training kept aside: logistic regression of "this relation is right at content Jaccard .5" on how
sure the tagger was of each span and link (Platt 1999), and the confidence below which leaving a relation out gains more
precision than it costs recall. Both are written back into the weights file.
"""

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.attribution.assemble import FEATURES, Linked, assemble, features_of, grouped
from reportedly.attribution.model import Model, link, load
from reportedly.evaluation.metrics import LENIENT, Letters, match
from reportedly.records import Attribution, Document
from reportedly.weights import MEMBERS, open_weights
from training.export import pack
from training.gold import Example, read_corpus
from training.train import kept_aside

RIDGE = 1.0  # keeps weights of rare features small; the kept-aside articles hold about a thousand relations
STEPS = 50  # of Newton's method; it stands still after about ten


def observe(example: Example, linked: Linked | None) -> tuple[list[list[float]], list[bool], int]:
    """Features of each relation found, whether it is right, and how many there are in gold."""
    gold = [Attribution(*relation, confidence=1.0) for relation in example.relations]
    if linked is None:
        return [], [], len(gold)
    rows: list[list[float]] = []
    found: list[Attribution] = []
    for group in grouped(linked):
        single = assemble(example.text, linked, np.zeros(len(FEATURES) + 1, dtype=np.float32), [group])
        rows += [features_of(linked, *group)] * len(single)  # a bare quotation shares what is known of its neighbour
        found += single
    matches = match(gold, found, Letters(example.text), LENIENT)
    right = {pair.predicted for pair in matches if pair.source}
    return rows, [place in right for place in range(len(found))], len(gold)


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


def best_least(confidences: Any, right: Any, gold: int) -> float:
    """The confidence below which to leave relations out, for the best F1; 0 where leaving none out is best."""
    order = np.argsort(-confidences)
    hits = np.cumsum(right[order])
    scores = 2 * hits / (np.arange(1, len(order) + 1) + gold)
    return float(confidences[order][int(scores.argmax())]) - 1e-4


def calibrate(place: Path, examples: list[Example]) -> dict[str, float]:
    """Fit on `examples` and rewrite the weights file; returns what was found."""
    weights = open_weights(place)
    model: Model = load(0, weights)
    documents = [Document(id=example.id, text=example.text, origin=example.id) for example in examples]
    rows: list[list[float]] = []
    right: list[bool] = []
    gold = 0
    for example, (_, linked) in zip(examples, link(documents, model), strict=True):
        some_rows, some_right, some_gold = observe(example, linked)
        rows += some_rows
        right += some_right
        gold += some_gold
    inputs, answers = np.array(rows), np.array(right, dtype=np.float64)
    fitted = fit(inputs, answers)
    confidences = 1 / (1 + np.exp(-(inputs @ fitted[:-1] + fitted[-1])))
    least = best_least(confidences, answers, gold)
    heads = dict(weights.heads) | {"calibration": fitted, "least": np.float32(least)}
    with zipfile.ZipFile(place) as archive:
        card, tokenizer, encoder, _ = (archive.read(member) for member in MEMBERS)
    pack(encoder, tokenizer.decode(), heads, json.loads(card), place)
    return {"relations": len(rows), "gold": gold, "right": float(answers.mean()), "least": least}


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
