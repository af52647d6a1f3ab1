"""Sentences of one document that another tells too, in whatever order and in other words.

Two reporters of one event share names and figures, and now and then a whole sentence's worth of them; that half of a
document's sentences have an answer in another, each with three fifths of its telling words, comes from retelling.
"""

from collections import defaultdict
from typing import NamedTuple

from reportedly.linking.origins.outside import Outside, Sentence
from reportedly.linking.statements.wording import idf

# Pairs of neighbouring telling words that two must share for their sentences to be compared at all, as a part of the
# shorter one's: of the 72 pairs of outlets on one event in trace.dev none has more than .207.
PAIRED = 0.2
TOLD = 0.6  # of the telling words of the shorter of two sentences, by idf: these say the same
OF_LONGER = 0.4  # of the longer one's: a headline is no sentence told again
# Of the shorter document's sentences, how many must be told in the other: in trace.dev no pair has more than .286, nor
# more than four.
HALF = 0.5
FEWEST_SENTENCES = 5


class Answer(NamedTuple):
    """Two sentences that say the same."""

    left: Sentence
    right: Sentence


def answers(left: Outside, right: Outside) -> tuple[Answer, ...]:
    """The sentences that both documents tell, in order of the left; none where they are too few to tell anything."""
    shared = len(left.twos & right.twos)
    if shared < PAIRED * max(1, min(len(left.twos), len(right.twos))):
        return ()
    found = _answers(left, right) if len(left.sentences) <= len(right.sentences) else _turned(_answers(right, left))
    enough = len(found) >= max(FEWEST_SENTENCES, HALF * min(len(left.sentences), len(right.sentences)))
    return tuple(sorted(found)) if enough else ()


def _turned(found: list[Answer]) -> list[Answer]:
    return [Answer(right, left) for left, right in found]


def _answers(short: Outside, long: Outside) -> list[Answer]:
    """The sentences of both that say the same, the likest first; each is told once."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(long.sentences):
        for word in sentence.words:
            holders[word].append(place)
    weights = [sum(map(idf, sentence.words)) for sentence in long.sentences]
    alike = []
    for here, sentence in enumerate(short.sentences):
        common: defaultdict[int, float] = defaultdict(float)
        for word in sentence.words:
            for place in holders.get(word, ()):
                common[place] += idf(word)
        weight = sum(map(idf, sentence.words))
        for place, shared in common.items():
            if shared >= TOLD * min(weight, weights[place]) and shared >= OF_LONGER * max(weight, weights[place]):
                alike.append((-shared / max(weight, weights[place]), here, place))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, here, place in sorted(alike):
        if here not in found and place not in taken:
            found[here] = place
            taken.add(place)
    return [Answer(short.sentences[here], long.sentences[place]) for here, place in found.items()]
