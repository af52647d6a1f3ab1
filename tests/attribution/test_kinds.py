import numpy as np

from reportedly.attribution.kinds import KindHead
from reportedly.records import ACTOR_KINDS


def test_one_score_for_each_kind_from_both_ends_of_a_source() -> None:
    weight = np.zeros((4, len(ACTOR_KINDS)), dtype=np.float32)
    weight[0, 1], weight[3, 2] = 2.0, 3.0
    head = KindHead(weight, np.full(len(ACTOR_KINDS), 0.5, dtype=np.float32))
    scores = head.scores(np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32))
    assert scores == (0.5, 2.5, 3.5, 0.5, 0.5, 0.5, 0.5)
