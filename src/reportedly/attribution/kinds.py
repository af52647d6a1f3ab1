"""What kind of actor a source looks like to the encoder: a linear head over the vectors of its first and last word."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class KindHead(NamedTuple):
    """Parameters, float32: `weight` [2 * link vector, kinds], `bias` [kinds]; kinds in the order of ACTOR_KINDS."""

    weight: Floats
    bias: Floats

    def scores(self, first: Floats, last: Floats) -> tuple[float, ...]:
        """Log odds of each kind, up to a constant, from the link vectors of a source's first and last token."""
        return tuple(np.round(np.concatenate((first, last)) @ self.weight + self.bias, 2).tolist())
