"""All profiles at once: into blocks, judged, and each pair's judgement once."""

from collections import defaultdict
from collections.abc import Iterable

from reportedly.linking.actors.block import keys
from reportedly.linking.actors.judge import judge
from reportedly.records import Judgement, Profile


def link(profiles: Iterable[Profile], by: str, decided: str) -> tuple[Judgement, ...]:
    """The model's judgements of all profiles: those of each block, equal ones once; any order of `profiles` will do."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in keys(profile):
            blocks[key].append(profile)
    judgements = (
        judgement
        for key, block in sorted(blocks.items())
        if len(block) > 1
        for judgement in judge(block, by, decided, key)
    )
    return tuple(dict.fromkeys(judgements))
