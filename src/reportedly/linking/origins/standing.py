"""Standing text: what outlets print again and again, which tells nothing of who has a statement from whom.

Notes on subscriptions, who reported and who edited, and background that every article on a matter carries stand in
documents of other statements too. Those are asked for by the very passages that two documents share, so nothing is
looked up where nothing is shared.
"""

from collections.abc import Callable, Iterable, Sequence

from reportedly.linking.origins.moments import ANY, moment
from reportedly.linking.origins.outside import WORD, Outside, outside, plain
from reportedly.linking.origins.parents import Parent
from reportedly.linking.origins.stories import Story
from reportedly.records import Document

# Given some passages, documents that hold one of them and have no report of the statement; a few are enough.
Elsewhere = Callable[[Sequence[str]], Iterable[Document]]
# Passages asked for in a round, those of the weakest edges first: each costs the index some tenths of a millisecond.
MOST_ASKED = 60
ASKED = 3  # of the passages for an edge, the longest: where these stand elsewhere the next are asked for
WORDS = 12  # of the middle of a passage that are asked for: no two writers put so many alike, and ends may be edited
# Of its own 5-grams, and of the story's, the part that a document of the same days may share and still be about
# something else: what shares more may be the story itself, cut before the statement, or its sequel. A note can be most
# of a brief; what is left of that when the note is gone still shows whether it was copied.
OTHER, OF_STORY = 0.2, 0.8
# Of the 5-grams of either, what an older document shares that is the story itself before the statement came. An old
# brief from which one paragraph is taken has some .6.
VERSION = 0.7
LEFT = 6  # words of the statement in a row that show that a document has it, though no report of it was found


def passages(told: Sequence[Story], found: Iterable[Iterable[Parent]]) -> tuple[str, ...]:
    """The words on which edges rest that only shared passages make, each once, the weakest edge's first."""
    texts = {story.document.id: story.document.text for story in told}
    asked: dict[str, None] = {}
    copies = [parent for these in found for parent in these if parent.edge.how == "copies"]
    for parent in sorted(copies, key=lambda parent: parent.bond):
        longest = sorted(parent.edge.here, key=lambda span: (span.start - span.end, span.start))[:ASKED]
        for span in longest:
            words = WORD.findall(span.of(texts[parent.edge.document]))
            spare = max(0, len(words) - WORDS) // 2
            asked[" ".join(words[spare : spare + WORDS])] = None
    return tuple(asked)[:MOST_ASKED]


def standing(told: Sequence[Story], others: Iterable[Document]) -> frozenset[str]:
    """The shingles of the documents that were there before the statement, or are about something else."""
    begun = min((story.moment.first for story in told if story.moment != ANY), default=None)
    said = frozenset(run for story in told for run in _statement(story))
    found: set[str] = set()
    for document in others:
        words = outside(document.text)
        older = begun is not None and moment(document.published).last < begun
        tells = _is_no_version if older else _is_other
        if said.isdisjoint(_rows(document.text)) and all(tells(words, story) for story in told):
            found |= words.grams
    return frozenset(found)


def _is_no_version(words: Outside, story: Story) -> bool:
    """Whether it is not the story itself as it was before the statement; it may hold most of a brief, or be a note."""
    shared = len(words.fives.keys() & story.words.fives.keys())
    return shared < VERSION * max(len(words.fives), len(story.words.fives))


def _is_other(words: Outside, story: Story) -> bool:
    shared = len(words.fives.keys() & story.words.fives.keys())
    return shared <= OTHER * len(words.fives) and shared <= OF_STORY * len(story.words.fives)


def _statement(story: Story) -> Iterable[str]:
    return (row for span in story.content for row in _rows(span.of(story.document.text)))


def _rows(text: str) -> Iterable[str]:
    words = [plain(word) for word in WORD.findall(text)]
    return (" ".join(words[place : place + LEFT]) for place in range(len(words) - LEFT + 1))
