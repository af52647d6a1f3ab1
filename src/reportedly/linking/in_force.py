"""Which judgement on a pair counts where several judges have spoken."""

from collections.abc import Iterable, Mapping

from reportedly.records import Judge, Judgement, Subject

RANKS: Mapping[Judge, int] = {"model": 1, "authority": 2, "person": 3}


def in_force(judgements: Iterable[Judgement], about: Subject = "actor") -> dict[tuple[str, str], Judgement]:
    """For each pair of nodes the judgement that counts: of the highest judge, and of his the newest.

    `judgements` are in the order in which they were made, without those withdrawn; those `about` else are left out.
    """
    kept: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        if judgement.about != about or judgement.right is None or judgement.left == judgement.right:
            continue
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        before = kept.get(pair)
        if before is None or RANKS[judgement.judge] >= RANKS[before.judge]:
            kept[pair] = judgement
    return kept
