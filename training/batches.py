"""Texts in batches: windows of like length encoded together, and what a batch teaches tags and links."""

import math
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.attribution.encode import WINDOW, Encoded, Window, encode
from reportedly.attribution.labels import to_tags
from reportedly.attribution.links import Pairs, pair_up
from training.gold import Example, Target, target, vary
from training.network import Network

SPECIAL = 103  # the last of BERT's special and unused pieces, which are never hidden
BATCH_PIECES = 2600  # three to four articles: 320 steps an epoch
PADDING = 0.12  # windows are encoded together while less than this share of the batch is padding
LIMITS = (WINDOW, WINDOW, WINDOW, WINDOW, 256, 192, 96)  # window sizes drawn in training: real texts may be short


class Item(NamedTuple):
    """One text of a batch."""

    encoded: Encoded
    target: Target
    pairs: Pairs


def prepare(example: Example, tokenizer: Tokenizer, limit: int) -> Item:
    """Encode a text and lay its gold on the tokens."""
    encoded = encode(example.text, tokenizer, limit)
    goal = target(example, encoded)
    return Item(encoded, goal, pair_up(goal.stretches, encoded.lines))


def batches(examples: list[Example], tokenizer: Tokenizer, chance: random.Random) -> Iterator[list[Item]]:
    """Yield one epoch, shuffled and varied, in batches of about BATCH_PIECES."""
    order = examples[:]
    chance.shuffle(order)
    batch: list[Item] = []
    size = 0
    for example in order:
        item = prepare(vary(example, chance), tokenizer, chance.choice(LIMITS))
        if not item.encoded.windows:
            continue
        batch.append(item)
        size += sum(len(window.pieces) for window in item.encoded.windows)
        if size >= BATCH_PIECES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def groups(windows: list[Window]) -> Iterator[list[int]]:
    """Yield places of windows that are encoded together, of like length."""
    order = sorted(range(len(windows)), key=lambda place: len(windows[place].pieces))
    group: list[int] = []
    total = 0
    for place in order:
        length = len(windows[place].pieces)
        if group and 1 - (total + length) / ((len(group) + 1) * length) > PADDING:
            yield group
            group, total = [], 0
        group.append(place)
        total += length
    if group:
        yield group


def stack(rows: list[np.ndarray[Any, Any]]) -> Tensor:
    """Rows of different lengths as one int64 tensor, padded with 0."""
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        out[place, : len(row)] = row
    return torch.from_numpy(out)


def run_windows(
    network: Network, windows: list[Window], mask_rate: float, mask_id: int
) -> tuple[list[Tensor], list[Tensor]]:
    """Emissions and link vectors at the tokens of each window."""
    emissions: list[Tensor] = [torch.empty(0)] * len(windows)
    links: list[Tensor] = [torch.empty(0)] * len(windows)
    for group in groups(windows):
        chosen = [windows[place] for place in group]
        pieces = stack([window.pieces for window in chosen])
        if mask_rate:
            hidden = torch.rand(pieces.shape) < mask_rate
            pieces = torch.where(hidden & (pieces > SPECIAL), mask_id, pieces)
        lengths = torch.tensor([len(window.pieces) for window in chosen])
        mask = (torch.arange(pieces.shape[1])[None] < lengths[:, None]) if len(set(lengths.tolist())) > 1 else None
        # Matrix products in bfloat16 where the processor has them (a third faster in all); CRF and links in float32.
        with torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
            scores, vectors = network(pieces, stack([window.features for window in chosen]), mask)
        scores, vectors = scores.float(), vectors.float()
        # One gather for the whole group: a gather a row would fill a gradient as large as the group for each.
        heads = [window.heads.astype(np.int64) + row * pieces.shape[1] for row, window in enumerate(chosen)]
        flat = torch.from_numpy(np.concatenate(heads))
        sizes = [len(part) for part in heads]
        for place, part, vector in zip(
            group,
            scores.flatten(0, 1).index_select(0, flat).split(sizes),
            vectors.flatten(0, 1).index_select(0, flat).split(sizes),
            strict=True,
        ):
            emissions[place], links[place] = part, vector
    return emissions, links


def losses(network: Network, batch: list[Item], mask_rate: float, mask_id: int) -> tuple[Tensor, int, Tensor, int]:
    """Tag loss and its tokens, link loss and its stretches, over a batch."""
    windows = [window for item in batch for window in item.encoded.windows]
    emissions, links = run_windows(network, windows, mask_rate, mask_id)
    tags: list[np.ndarray[Any, Any]] = []
    link_loss = torch.zeros(())
    stretches = at = 0
    for item in batch:
        whole = to_tags(item.target.stretches, len(item.encoded.starts))
        for window in item.encoded.windows:
            part = whole[window.first : window.first + len(window.heads)].copy()
            tags.append(close_cut(part))
        vectors = torch.cat(links[at : at + len(item.encoded.windows)])
        at += len(item.encoded.windows)
        if len(item.pairs.queries):
            goal = item.target.stretches
            spans = network.spans(
                vectors,
                torch.tensor([stretch.first for stretch in goal]),
                torch.tensor([stretch.last for stretch in goal]),
                torch.tensor([stretch.role for stretch in goal]),
            )
            link_loss = link_loss + network.link_loss(
                spans,
                torch.from_numpy(item.pairs.queries.astype(np.int64)),
                torch.from_numpy(item.pairs.candidates.astype(np.int64)),
                torch.from_numpy(item.pairs.features),
                torch.tensor(item.target.points),
            )
            stretches += len(goal)
    lengths = torch.tensor([len(part) for part in tags])
    size = int(lengths.max())
    padded = torch.stack([torch.nn.functional.pad(part, (0, 0, 0, size - len(part))) for part in emissions])
    return network.tag_loss(padded, stack(tags), lengths), int(lengths.sum()), link_loss, stretches


def close_cut(tags: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Make the tags of one window legal where its edge cuts a stretch: it begins and ends inside the window."""
    if not len(tags):
        return tags
    if tags[0] > 0 and (tags[0] - 1) % 4 in (1, 2):
        tags[0] += -1 if (tags[0] - 1) % 4 == 1 else 1
    if tags[-1] > 0 and (tags[-1] - 1) % 4 in (0, 1):
        tags[-1] += 3 if (tags[-1] - 1) % 4 == 0 else 1
    return tags


def steps_of(examples: list[Example], tokenizer: Tokenizer) -> int:
    """About how many batches an epoch of `examples` has: each is closed by the text that fills it."""
    pieces = sum(len(tokenizer.encode(example.text, add_special_tokens=False).ids) for example in examples)
    return math.ceil(pieces / (BATCH_PIECES + pieces / len(examples) / 2))
