"""From emissions to stretches: the best legal tag sequence of each window, and how sure it is.

Viterbi and forward-backward over a linear-chain CRF (Lafferty et al. 2001; Rabiner 1989), all windows of a batch side
by side: one small numpy operation a token position, whatever the number of windows.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.attribution.labels import (
    ROLES,
    TAGS,
    Stretch,
    allowed_ends,
    allowed_starts,
    allowed_transitions,
    to_stretches,
)

Floats = npt.NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)


class Crf(NamedTuple):
    """Scores of moving from tag to tag [tags, tags], of beginning and of ending with a tag [tags]."""

    transition: Floats
    begin: Floats
    end: Floats

    def constrained(self) -> "Crf":
        """The same scores, with FORBIDDEN where no legal sequence passes."""
        return Crf(
            np.where(allowed_transitions(), self.transition, FORBIDDEN).astype(np.float32),
            np.where(allowed_starts(), self.begin, FORBIDDEN).astype(np.float32),
            np.where(allowed_ends(), self.end, FORBIDDEN).astype(np.float32),
        )


class Found(NamedTuple):
    """A stretch, with the probability that exactly these tokens are one (`exact`) and the mean probability that
    each of its tokens plays the role (`inside`)."""

    stretch: Stretch
    exact: float
    inside: float


def _pad(emissions: Sequence[Floats]) -> tuple[Floats, npt.NDArray[np.int64]]:
    lengths = np.array([len(scores) for scores in emissions])
    padded = np.zeros((int(lengths.max()), len(emissions), len(TAGS)), dtype=np.float32)
    for place, scores in enumerate(emissions):
        padded[: len(scores), place] = scores
    return padded, lengths


def _viterbi(padded: Floats, lengths: npt.NDArray[np.int64], crf: Crf) -> npt.NDArray[np.int64]:
    """Best tags int64 [tokens, windows]; `padded` [tokens, windows, tags], `crf` constrained."""
    size, batch, tags = padded.shape
    back = np.zeros((size, batch, tags), dtype=np.int8)
    score = padded[0] + crf.begin
    moves = crf.transition.T[None]  # [1, to, from]
    for step in range(1, size):
        through = score[:, None, :] + moves
        back[step] = through.argmax(2)
        score = np.where((step < lengths)[:, None], through.max(2) + padded[step], score)
    chosen = np.zeros((size, batch), dtype=np.int64)
    rows = np.arange(batch)
    tag = (score + crf.end).argmax(1)
    for step in range(size - 1, -1, -1):
        live = step < lengths
        chosen[step] = np.where(live, tag, 0)
        tag = np.where(live, back[step, rows, tag] if step else tag, tag)
    return chosen


class _Lattice(NamedTuple):
    """Scaled forward and backward messages [tokens, windows, tags], local scores, and the scale [tokens, windows]."""

    alpha: npt.NDArray[np.float64]
    beta: npt.NDArray[np.float64]
    local: npt.NDArray[np.float64]
    scale: npt.NDArray[np.float64]
    closing: npt.NDArray[np.float64]


def _lattice(padded: Floats, lengths: npt.NDArray[np.int64], crf: Crf) -> _Lattice:
    size, batch, tags = padded.shape
    local = np.exp((padded - padded.max(2, keepdims=True)).astype(np.float64))
    moves, begin, end = (np.exp(part.astype(np.float64)) for part in crf)
    alpha, beta = np.zeros((size, batch, tags)), np.zeros((size, batch, tags))
    scale = np.ones((size, batch))
    state = local[0] * begin
    for step in range(size):
        if step:
            state = np.where((step < lengths)[:, None], (state @ moves) * local[step], state)
        scale[step] = np.where(step < lengths, state.sum(1), 1.0)
        state = state / scale[step][:, None]
        alpha[step] = state
    closing = (alpha[lengths - 1, np.arange(batch)] * end).sum(1)
    after = np.broadcast_to(end, (batch, tags))
    for step in range(size - 1, -1, -1):
        if step + 1 < size:
            moved = ((local[step + 1] * after) @ moves.T) / scale[step + 1][:, None]
            after = np.where((step + 1 < lengths)[:, None], moved, end)
        beta[step] = after
    return _Lattice(alpha, beta, local, scale, closing)


def _exact(lattice: _Lattice, crf: Crf, window: int, stretch: Stretch) -> float:
    """Probability that the tokens of `stretch`, and no more, are one stretch of its role."""
    first, last, role = stretch.first, stretch.last, stretch.role
    begin, inside, end, single = (1 + 4 * role + place for place in range(4))
    opening = single if first == last else begin
    chance = float(np.log(max(lattice.alpha[first, window, opening], 1e-300)))
    tag = opening
    if last > first:
        tags = np.full(last - first, inside)
        tags[-1] = end
        steps = np.arange(first + 1, last + 1)
        chance += float(
            np.log(np.maximum(lattice.local[steps, window, tags] / lattice.scale[steps, window], 1e-300)).sum()
        )
        chance += float(crf.transition[np.concatenate(([opening], tags[:-1])), tags].sum())
        tag = end
    chance += float(np.log(max(lattice.beta[last, window, tag] / lattice.closing[window], 1e-300)))
    return float(np.exp(min(chance, 0.0)))


def decode(emissions: Sequence[Floats], crf: Crf) -> list[list[Found]]:
    """The stretches of each window, tokens counted from its first; `emissions` float32 [tokens, tags] each.

    Windows without a token give no stretch. `crf` is constrained.
    """
    found: list[list[Found]] = [[] for _ in emissions]
    filled = [place for place, scores in enumerate(emissions) if len(scores)]
    if not filled:
        return found
    padded, lengths = _pad([emissions[place] for place in filled])
    best = _viterbi(padded, lengths, crf)
    lattice = _lattice(padded, lengths, crf)
    marginal = lattice.alpha * lattice.beta
    marginal /= np.maximum(marginal.sum(2, keepdims=True), 1e-300)
    for window, place in enumerate(filled):
        for stretch in to_stretches(best[: lengths[window], window]):
            tags = slice(1 + 4 * stretch.role, 5 + 4 * stretch.role)
            inside = float(marginal[stretch.first : stretch.last + 1, window, tags].sum(1).mean())
            found[place].append(Found(stretch, _exact(lattice, crf, window, stretch), inside))
    return found


assert len(TAGS) == 1 + 4 * len(ROLES)
