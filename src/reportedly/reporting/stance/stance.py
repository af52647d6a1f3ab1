"""How strongly a statement is put: read off its cue first, and off its content where the cue is neutral.

GUIDE 19 of the annotation conventions is the definition; docs/stance.md is its lexicon, made from the code.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportedly.records import ActorKind, Stance
from reportedly.reporting.stance.cue_words import LEXICON
from reportedly.reporting.stance.frames import BY_CUE, Content, framed
from reportedly.reporting.stance.mood import mood_of, sentences_of

WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
# Words that take back the cue that follows; n't does too.
NEGATIONS = frozenset(
    "not never no cannot hardly scarcely neither nor without refuse refuses refused refusing decline declines declined "
    "declining unable unwilling avoid avoided avoids fail fails failed reluctant".split()
)
NEGATING = frozenset((("yet", "to"), ("short", "of")))  # "has yet to say", "stopped short of saying"
ADDING = frozenset("only just merely simply".split())  # "not only said" negates nothing
BEING = frozenset("is are was were be been being gets got".split())
# Participles without -ed.
PARTICIPLES = frozenset("said told known thought heard understood seen found held put felt given meant".split())
LONGEST = max(phrase.count(" ") + 1 for phrase in (*LEXICON, *BY_CUE))


def stance_of(cue: str, content: str, actor_kind: ActorKind | None) -> Stance:
    """The stance of an attribution; `cue` and `content` are its words, spans joined by one space; "" for no cue.

    >>> stance_of("did not deny", "owning the boat", "person")
    'hedges'
    >>> stance_of("said", "“We will rebuild the pier.”", "organization")
    'promises'
    """
    words = WORD.findall(cue.lower().replace("’", "'"))
    parts = sentences_of(content, not words, actor_kind)
    seen = Content(content, parts, actor_kind)
    found = list(_phrases(words))
    if _is_negated(words, found):
        return "hedges"
    if actor_kind is None and _is_passive(words):
        return "hedges"
    for phrase in sorted((phrase for _, phrase in found), key=lambda phrase: -phrase.count(" ")):
        if stance := framed(phrase, seen) or LEXICON.get(phrase):
            return stance
    return mood_of(parts)


def _phrases(words: list[str]) -> Iterator[tuple[int, str]]:
    """The phrases of a cue that the lexicon knows, longest at each place, with the place of their first word."""
    place = 0
    while place < len(words):
        for size in range(LONGEST, 0, -1):
            phrase = " ".join(words[place : place + size])
            if phrase in LEXICON or phrase in BY_CUE:
                yield place, phrase
                place += len(phrase.split()) - 1
                break
        place += 1


def _is_negated(words: list[str], found: list[tuple[int, str]]) -> bool:
    """Whether a word takes back what follows it; one inside a phrase of the lexicon ("no doubt") does not."""
    inside = {place + step for place, phrase in found for step in range(phrase.count(" ") + 1) if " " in phrase}
    for place, (word, following) in enumerate(pairwise(words)):
        negating = word in NEGATIONS or word.endswith("n't") or (word, following) in NEGATING
        if negating and place not in inside and following not in ADDING:
            return True
    return False


def _is_passive(words: list[str]) -> bool:
    """Whether the cue is a passive: a form of "be" and a participle at its end."""
    if not words or not BEING.intersection(words[:-1]):
        return False
    return any(word.endswith("ed") or word in PARTICIPLES for word in words[1:])
