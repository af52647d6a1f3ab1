"""Ways to answer a question of coreference: the program's own, and simpler ones that it is measured against."""

from bisect import bisect_left
from collections.abc import Callable

from reportedly.coreference import rank
from reportedly.coreference.candidates import Question, nearby
from reportedly.coreference.features import features_of, nobody
from reportedly.coreference.telling import Telling

# Below this probability nobody is credited. On who.train the three such guesses were wrong; from .3 to .5 more than
# half are right, above .9 98 in 100.
LEAST = 0.3

Answer = Callable[[Telling, Question], int | None]


def ranked(telling: Telling, question: Question) -> int | None:
    """The candidate that the weights prefer; None for nobody, or where they are too unsure."""
    found = nearby(telling.story, question)
    if not found:
        return None
    rows = features_of(telling.story, question, found)
    choice = rank.choose(question.asked, rows, nobody(telling.story, question, found), telling.weights)
    if choice.place < 0 or choice.probability < LEAST:
        return None
    return list(found)[choice.place]


def nearest(telling: Telling, question: Question) -> int | None:
    """The name that stands last before the question."""
    place = bisect_left(telling.story.starts, question.at)
    return telling.story.events[place - 1].referent if place else None


def uncarried(telling: Telling, question: Question) -> int | None:
    """As ranked, but nobody is known to have spoken before, and a silence means nobody."""
    if question.asked in ("absent", "bare"):
        return None
    telling.story.spoken.clear()
    return ranked(telling, question)


def unasked(_: Telling, __: Question) -> int | None:
    """Nobody: names stand for themselves, and that is all."""
    return None
