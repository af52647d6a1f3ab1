"""log Z of a linear-chain CRF, with its gradient from the forward-backward recursion (Rabiner 1989, scaled form).

Autograd through one small operation a token costs a third of a training step on a CPU; the gradient of log Z is the
marginals, so both recursions are run once in numpy and nothing is recorded.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor


class LogPartition(torch.autograd.Function):
    """Sum of log Z over a batch: `apply(emissions [batch, tokens, tags], transition, begin, end, lengths [batch])`."""

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, transition: Tensor, begin: Tensor, end: Tensor, lengths: Tensor) -> Tensor:
        """Run both recursions; keep the marginals."""
        scores = emissions.detach().double().numpy()
        batch, size, tags = scores.shape
        moves = np.exp(transition.detach().double().numpy())
        first, final = np.exp(begin.detach().double().numpy()), np.exp(end.detach().double().numpy())
        last = lengths.numpy() - 1
        rows = np.arange(batch)
        top = scores.max(2)
        local = np.exp(scores - top[:, :, None])
        live = np.arange(size)[None, :] <= last[:, None]
        alpha = np.empty((size, batch, tags))
        scale = np.ones((size, batch))
        state = local[:, 0] * first
        for step in range(size):
            if step:
                state = np.where(live[:, step, None], (state @ moves) * local[:, step], state)
            total = state.sum(1)
            scale[step] = np.where(live[:, step], total, 1.0)
            state = state / np.where(live[:, step], total, 1.0)[:, None]
            alpha[step] = state
        closing = (alpha[last, rows] * final).sum(1)
        log_partition = (np.log(scale).T * live).sum() + (top * live).sum() + np.log(closing).sum()
        beta = np.empty((size, batch, tags))
        state = np.broadcast_to(final, (batch, tags))
        for step in range(size - 1, -1, -1):
            ends_here = last == step
            if step + 1 < size:
                moved = ((local[:, step + 1] * state) @ moves.T) / scale[step + 1][:, None]
                state = np.where(ends_here[:, None] | ~live[:, step, None], final, moved)
            beta[step] = state
        marginal = alpha * beta
        marginal /= marginal.sum(2, keepdims=True)
        marginal *= live.T[:, :, None]
        inner = live.T[1:, :]
        arriving = local.transpose(1, 0, 2)[1:] * beta[1:] / (scale[1:] * closing[None])[:, :, None]
        pair = np.einsum("tbi,tbj->ij", alpha[:-1] * inner[:, :, None], arriving) * moves
        leaving = marginal[last, rows].sum(0)
        ctx.save_for_backward(
            *(
                torch.from_numpy(np.ascontiguousarray(part)).to(emissions.dtype)
                for part in (marginal.transpose(1, 0, 2), pair, marginal[0].sum(0), leaving)
            )
        )
        return torch.tensor(log_partition, dtype=emissions.dtype)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        """Hand out the marginals."""
        emissions, transition, begin, end = ctx.saved_tensors
        grad = grads[0]
        return emissions * grad, transition * grad, begin * grad, end * grad, None
