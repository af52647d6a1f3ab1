"""Fit the weights that choose antecedents: `python -m training.antecedents --corpora ../shared/corpora`.

On gold attributions of who.train and of the hand-written texts: for each source that is a pronoun, a description or
silent, the candidates of `reportedly.coreference`, the right one marked; softmax over candidates and nobody
(conditional log-likelihood), a weight for each feature that all questions share and one for each kind of question,
both held small (ridge). A fifth of who.train is kept aside to choose the ridge; the shipped weights are fitted on all.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import torch

from reportedly.coreference import rank, resolve, telling
from reportedly.coreference.candidates import ASKED, Question, nearby
from reportedly.coreference.features import FEATURES, NOBODY, features_of, nobody
from reportedly.evaluation.fields import actor_is_right
from reportedly.evaluation.gold import GoldActor, GoldDocument, read_gold
from reportedly.records import Annotation
from training.gold import TEXTS, gold_texts

PLACE = Path(resolve.__file__).with_name("antecedents.json")
RIDGES = (0.003, 0.01, 0.03)
ASIDE = 5


class Asked(NamedTuple):
    """One question: its kind, the features of its candidates and of nobody, and the right ones (last: nobody)."""

    asked: str
    rows: list[list[float]]
    nobody: list[float]
    right: list[bool]


def questions(whole: GoldDocument) -> Iterator[Asked]:
    """Every question that a gold document asks, with the gold answers to those before it."""
    ids = {report.id: place for place, report in enumerate(whole.reports)}
    attributions = tuple(
        msgspec.structs.replace(report.attribution, parent=ids.get(report.parent or "")) for report in whole.reports
    )
    annotation = Annotation(whole.document, attributions, "gold")
    told, sources = telling.tell(annotation, rank.Weights({}, {}))
    actors = [report.actor for report in whole.reports]
    credited: list[int | None] = [None] * len(attributions)
    for number in telling.in_order(attributions):
        attribution, actor, source = attributions[number], actors[number], sources[number]
        pending: list[Asked] = []

        def teach(
            told: telling.Telling,
            question: Question,
            actor: GoldActor | None = actor,
            pending: list[Asked] = pending,
        ) -> int | None:
            found = nearby(told.story, question)
            others = {other for other in actors if other and actor and other.name != actor.name}
            right = [
                actor is not None and actor_is_right(actor, told.referents[one].actor.name, others) for one in found
            ]
            rows = features_of(told.story, question, found)
            none = nobody(told.story, question, found)
            pending.append(Asked(question.asked, rows, none, [*right, not any(right)]))
            return next((one for one, fits in zip(found, right, strict=True) if fits), None)

        credited[number] = resolve.credit(told, source, attribution, credited, teach)
        if actor or whole.reports[number].parent is None:  # of nested attributions in news the actor is not annotated
            yield from pending
        told.speak(credited[number], attribution, source)


def fit(asked: list[Asked], ridge: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights [kinds, FEATURES] and [kinds, NOBODY], shared part added in."""
    size = max(len(one.rows) for one in asked) + 1
    wide = len(FEATURES)
    inputs = torch.zeros(len(asked), size, wide)
    none = torch.tensor([one.nobody for one in asked])
    mask = torch.full((len(asked), size), -1e9)
    right = torch.zeros(len(asked), size)
    kind = torch.tensor([ASKED.index(one.asked) for one in asked])
    for place, one in enumerate(asked):
        count = len(one.rows)
        if count:
            inputs[place, :count] = torch.tensor(one.rows)
            mask[place, :count] = 0
            right[place, :count] = torch.tensor(one.right[:-1], dtype=torch.float)
        mask[place, size - 1] = 0
        right[place, size - 1] = float(one.right[-1])
    shared, own = torch.zeros(wide, requires_grad=True), torch.zeros(len(ASKED), wide, requires_grad=True)
    shared_none = torch.zeros(len(NOBODY), requires_grad=True)
    own_none = torch.zeros(len(ASKED), len(NOBODY), requires_grad=True)
    parameters = [shared, own, shared_none, own_none]
    search = torch.optim.LBFGS(parameters, max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        scores = torch.einsum("qcf,qf->qc", inputs, shared + own[kind]) + mask
        scores = scores.clone()
        scores[:, -1] = (none * (shared_none + own_none[kind])).sum(1)
        likely = torch.log_softmax(scores, 1)
        gold = torch.logsumexp(likely + (right.clamp(min=1e-30)).log(), 1)
        total = -gold.sum() + ridge * len(asked) ** 0.5 * sum((part**2).sum() for part in parameters)
        total.backward()
        return total

    search.step(loss)
    return (shared + own).detach(), (shared_none + own_none).detach()


def weights_of(candidate: torch.Tensor, none: torch.Tensor) -> rank.Weights:
    """The weights as the program reads them."""
    return rank.Weights(
        {asked: [round(float(x), 3) for x in candidate[place]] for place, asked in enumerate(ASKED)},
        {asked: [round(float(x), 3) for x in none[place]] for place, asked in enumerate(ASKED)},
    )


def right_share(asked: Iterable[Asked], weights: rank.Weights) -> dict[str, str]:
    """How many questions of each kind are answered right."""
    right, total = Counter[str](), Counter[str]()
    for one in asked:
        choice = rank.choose(one.asked, one.rows, one.nobody, weights)
        right[one.asked] += one.right[choice.place]
        total[one.asked] += 1
    total["all"], right["all"] = total.total(), right.total()
    return {kind: f"{right[kind] / count:.3f} of {count}" for kind, count in total.items()}


def main() -> None:
    """Parse, fit, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    documents = list(read_gold(options.corpora / "who.train.jsonl"))
    written = [one for text in gold_texts(TEXTS) for one in questions(text)]
    fold = {whole.document.id: hashlib.sha256(whole.document.id.encode()).digest()[0] % ASIDE for whole in documents}
    news = [(fold[whole.document.id], one) for whole in documents for one in questions(whole)]
    train, aside = [one for place, one in news if place], [one for place, one in news if not place]
    for ridge in RIDGES:
        weights = weights_of(*fit(train + written, ridge))
        print("ridge", ridge, right_share(aside, weights), "texts", right_share(written, weights)["all"], flush=True)
    weights = weights_of(*fit([one for _, one in news] + written, RIDGES[1]))
    lines = {"features": FEATURES, "nobody_features": NOBODY, "candidate": weights.candidate, "nobody": weights.nobody}
    body = json.dumps(lines, indent=0).replace(",\n", ", ").replace('], "', '],\n"')
    PLACE.write_text(body + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
