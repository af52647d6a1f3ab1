"""Fit what kind of actor a source looks like: `python -m training.kinds tagger.weights --corpora ../shared/corpora`.

Multinomial logistic regression over the link vectors of a source's first and last token, beside what the rules say of
its words, on the gold sources of who.train and of the hand-written texts. The head is written back into the file; how
much the rules' say weighs is KIND_BONUS in `coreference/kinds.py`, fitted here too and printed.
"""

import argparse
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import torch

from reportedly.attribution.encode import encode
from reportedly.attribution.model import Model, encode_windows, load
from reportedly.coreference.kinds import KIND_BONUS
from reportedly.coreference.resolve import resolve
from reportedly.coreference.sources import PRONOUNS
from reportedly.evaluation.gold import GoldDocument, read_gold
from reportedly.records import ACTOR_KINDS, Annotation
from reportedly.weights import open_weights
from training.export import put_heads
from training.gold import TEXTS, gold_texts, tokens_of

# Of .0003, .001, .002 and .003 all give who.dev within half a point; this one is in the middle.
RIDGE = 0.001


class Known(NamedTuple):
    """One gold source: its vectors, what the rules call it, and what it is."""

    vector: Any
    rule: int
    kind: int


def known(whole: GoldDocument, model: Model, pool: ThreadPoolExecutor) -> Iterator[Known]:
    """The named and described sources of one gold document whose kind is annotated."""
    encoded = encode(whole.document.text, model.tokenizer)
    if not encoded.windows:
        return
    vectors = np.concatenate([window.result()[1] for window in encode_windows(model, encoded.windows, pool)])
    ids = {report.id: place for place, report in enumerate(whole.reports)}
    attributions = tuple(
        msgspec.structs.replace(report.attribution, parent=ids.get(report.parent or "")) for report in whole.reports
    )
    resolved = resolve(Annotation(whole.document, attributions, "gold"))
    for report, credited in zip(whole.reports, resolved.credited, strict=True):
        source = report.attribution.source
        place = tokens_of(source[0], encoded) if source else None
        if not report.actor or not place or source[0].of(whole.document.text).lower() in PRONOUNS:
            continue
        rule = resolved.referents[credited].actor.kind if credited is not None else "unnamed"
        vector = np.concatenate((vectors[place[0]], vectors[place[1]]))
        yield Known(vector, ACTOR_KINDS.index(rule), ACTOR_KINDS.index(report.actor.kind))


def fit(sources: Iterable[Known]) -> tuple[Any, Any, float]:
    """Weight [vector, kinds] and bias [kinds] of the head, and how much the rules' say weighs beside it."""
    rows = list(sources)
    inputs = torch.tensor(np.stack([row.vector for row in rows]))
    rules = torch.nn.functional.one_hot(torch.tensor([row.rule for row in rows]), len(ACTOR_KINDS)).float()
    gold = torch.tensor([row.kind for row in rows])
    weight = torch.zeros(inputs.shape[1], len(ACTOR_KINDS), requires_grad=True)
    bias, bonus = torch.zeros(len(ACTOR_KINDS), requires_grad=True), torch.ones((), requires_grad=True)
    search = torch.optim.LBFGS([weight, bias, bonus], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        scores = inputs @ weight + bias + bonus * rules
        total = torch.nn.functional.cross_entropy(scores, gold) + RIDGE * (weight**2).sum()
        total.backward()
        return total

    search.step(loss)
    return weight.detach().numpy(), bias.detach().numpy(), float(bonus.detach())


def right(sources: Iterable[Known], weight: Any, bias: Any, bonus: float) -> float:
    """The share whose kind the head and the rules together get right."""
    rows = list(sources)
    scores = np.stack([row.vector for row in rows]) @ weight + bias
    scores[np.arange(len(rows)), [row.rule for row in rows]] += bonus
    return float((scores.argmax(1) == [row.kind for row in rows]).mean())


def main() -> None:
    """Parse, fit, write the head back, and print what it reaches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    model = load(0, open_weights(options.weights))
    with ThreadPoolExecutor(model.threads) as pool:

        def gather(documents: Iterable[GoldDocument]) -> list[Known]:
            return [one for whole in documents for one in known(whole, model, pool)]

        train = gather(read_gold(options.corpora / "who.train.jsonl")) + gather(gold_texts(TEXTS))
        dev = gather(read_gold(options.corpora / "who.dev.jsonl"))
    weight, bias, bonus = fit(train)
    put_heads(options.weights, {"kind_weight": weight, "kind_bias": bias})
    print(f"bonus {bonus:.2f} (in use: {KIND_BONUS}); the share of kinds that is right:")
    print(f"train {right(train, weight, bias, KIND_BONUS):.3f}, dev {right(dev, weight, bias, KIND_BONUS):.3f}")
    print(f"by the rules alone: dev {right(dev, weight * 0, bias * 0, 1.0):.3f}")


if __name__ == "__main__":
    main()
