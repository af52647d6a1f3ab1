"""The network: an encoder, surface features, a linear-chain CRF over tags, a pointer over stretches. Torch lives here.

CRF: Lafferty, McCallum & Pereira 2001; for sequence tagging with a neural encoder: Lample et al. 2016.
"""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from reportedly.attribution.encode import CASES, PLACES, QUOTES
from reportedly.attribution.labels import TAGS, allowed_ends, allowed_starts, allowed_transitions
from reportedly.attribution.links import PAIR_FEATURES
from training.crf import LogPartition

FORBIDDEN = -1e4
LINK_WIDTH = 96
PAIR_WIDTH = 64


def _attend(
    module: nn.Module, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor | None, **rest: Any
) -> tuple[Tensor, Any]:
    """PyTorch's own attention, always in float32: backwards in bfloat16 it takes three times as long on a CPU."""
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    with torch.autocast("cpu", enabled=False):
        mixed: tuple[Tensor, Any] = sdpa_attention_forward(
            module, query.float(), key.float(), value.float(), attention_mask, **rest
        )
    return mixed


ATTENTION = "sdpa_float32"


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sequence (Gal & Ghahramani 2016).

    On a CPU drawing a number for every activation costs more than the rest of the forward pass: a training step is
    twice as fast with one mask a sequence.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, states: Tensor) -> Tensor:
        """float [batch, positions, width] in and out."""
        if not self.training or self.rate == 0:
            return states
        shape = (states.shape[0], 1, states.shape[-1])
        return states * (torch.rand(shape, device=states.device) >= self.rate).to(states.dtype) / (1 - self.rate)


def _replace_dropout(module: nn.Module, rate: float) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p > 0:
            setattr(module, name, SharedDropout(rate))
        else:
            _replace_dropout(child, rate)


class Network(nn.Module):
    """Word pieces and features in, tag emissions and link vectors out; `loss` adds the CRF and the pointer."""

    def __init__(self, encoder: str | Path, dropout: float = 0.1) -> None:
        super().__init__()
        from transformers import AttentionInterface, AttentionMaskInterface, AutoModel
        from transformers.masking_utils import sdpa_mask

        AttentionInterface.register(ATTENTION, _attend)
        AttentionMaskInterface.register(ATTENTION, sdpa_mask)
        options: dict[str, Any] = {"attn_implementation": ATTENTION, "attention_probs_dropout_prob": 0.0}
        self.encoder = AutoModel.from_pretrained(str(encoder), **options)
        if hasattr(self.encoder, "pooler"):
            self.encoder.pooler = None
        _replace_dropout(self.encoder, dropout)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        self.quote = nn.Embedding(QUOTES, width)
        self.place = nn.Embedding(PLACES, width)
        for table in (self.case, self.quote, self.place):
            nn.init.normal_(table.weight, std=0.01)
        self.drop = SharedDropout(dropout)
        self.emit = nn.Linear(width, len(TAGS))
        self.links = nn.Linear(width, 2 * LINK_WIDTH)
        self.role = nn.Embedding(3, LINK_WIDTH)
        self.pair = nn.Sequential(
            nn.Linear(3 * LINK_WIDTH + PAIR_FEATURES, PAIR_WIDTH), nn.ReLU(), nn.Linear(PAIR_WIDTH, 1)
        )
        self.none = nn.Sequential(nn.Linear(LINK_WIDTH, PAIR_WIDTH), nn.ReLU(), nn.Linear(PAIR_WIDTH, 1))
        self.transition = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.begin = nn.Parameter(torch.zeros(len(TAGS)))
        self.end = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("transition_mask", ~torch.from_numpy(allowed_transitions()))
        self.register_buffer("begin_mask", ~torch.from_numpy(allowed_starts()))
        self.register_buffer("end_mask", ~torch.from_numpy(allowed_ends()))

    def feature_table(self) -> Tensor:
        """float [FEATURES, width]: one row for each combination of case, quotation state and place."""
        table = self.case.weight[:, None, None] + self.quote.weight[None, :, None] + self.place.weight[None, None, :]
        return table.reshape(CASES * QUOTES * PLACES, -1)

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """int [batch, pieces] -> float [batch, pieces, width]."""
        words = self.encoder.get_input_embeddings()(pieces)
        embedded = words + nn.functional.embedding(features, self.feature_table())
        states: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Emissions float [batch, pieces, tags] and link vectors float [batch, pieces, 2 * LINK_WIDTH]."""
        states = self.drop(self.encode(pieces, features, mask))
        return self.emit(states), self.links(states)

    def constrained(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transition, begin and end scores with what is not allowed set to FORBIDDEN."""
        return (
            self.transition.masked_fill(self.transition_mask, FORBIDDEN),
            self.begin.masked_fill(self.begin_mask, FORBIDDEN),
            self.end.masked_fill(self.end_mask, FORBIDDEN),
        )

    def tag_loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Sum over the batch of -log p(tags); emissions [batch, tokens, tags], tags and mask by `lengths` [batch]."""
        transition, begin, end = self.constrained()
        size = emissions.shape[1]
        steps = torch.arange(size, device=emissions.device)
        mask = steps[None, :] < lengths[:, None]
        score = emissions.gather(2, tags[:, :, None])[:, :, 0]
        gold = (score * mask).sum(1) + begin[tags[:, 0]]
        gold = gold + (transition[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        gold = gold + end[tags.gather(1, (lengths - 1)[:, None])[:, 0]]
        partition: Tensor = LogPartition.apply(emissions, transition, begin, end, lengths)
        return partition - gold.sum()

    def spans(self, links: Tensor, firsts: Tensor, lasts: Tensor, roles: Tensor) -> Tensor:
        """Vectors float [stretches, LINK_WIDTH] from link vectors [tokens, 2 * LINK_WIDTH] of one document."""
        return torch.tanh(links[firsts, :LINK_WIDTH] + links[lasts, LINK_WIDTH:] + self.role(roles))

    def pair_scores(self, spans: Tensor, queries: Tensor, candidates: Tensor, features: Tensor) -> Tensor:
        """float [pairs]."""
        left, right = spans[queries], spans[candidates]
        scores: Tensor = self.pair(torch.cat([left, right, left * right, features], 1))[:, 0]
        return scores

    def link_loss(self, spans: Tensor, queries: Tensor, candidates: Tensor, features: Tensor, points: Tensor) -> Tensor:
        """Sum over queries of -log p(right candidate or none); `points` int [stretches], -1 for none."""
        scores = self.pair_scores(spans, queries, candidates, features)
        none = self.none(spans)[:, 0]
        top = torch.maximum(none, torch.full_like(none, -1e9).scatter_reduce(0, queries, scores, "amax")).detach()
        total = torch.exp(none - top).scatter_add(0, queries, torch.exp(scores - top[queries]))
        right = points[queries] == candidates
        hit = torch.zeros_like(none).scatter_add(0, queries, right.to(none.dtype))
        gold = torch.where(hit > 0, torch.zeros_like(none).scatter_add(0, queries, scores * right), none)
        asked = torch.zeros_like(none).index_fill(0, queries, 1.0)
        known = asked * ((points < 0) | (hit > 0))  # a gold link out of reach teaches nothing
        return ((top + torch.log(total) - gold) * known).sum()
