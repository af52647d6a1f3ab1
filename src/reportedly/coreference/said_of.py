"""What a text says of somebody right beside the name: offices, ages, appositions ("the mayor, Anselm Grube, 54,")."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.coreference.bearers import bearers_of
from reportedly.span import Span
from reportedly.text.roles import head_noun, sort_of

SIGHT = 110  # characters on either side of a name in which an apposition is looked for: the longest are about ninety
STOP = r"[^,.;:()\n“”\"«»–—]"
PLAIN = re.compile(r"[\w’'.-]*[\w’'-]")
# Before the name, with one: "the mayor of Much Arden, ", "the miners' union, the ".
INTRODUCED = re.compile(
    rf"((?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y)|\w+[’']s) {STOP}{{2,80}}), (?:the )?$"
)
# Behind the name: ", a vet in Much Arden," or ", 54," or ", leader of the Civic Bloc,".
AFTER = re.compile(
    rf",? ?(?:\(\w[^()\n]{{0,30}}\))?,? ((?:(?:an?|the|his|her|its|their|one of|who is|now) )?{STOP}{{2,100}})"
)
AGE = re.compile(r",? \(?(\d{1,3})\)?(?=,|$|\)| |\.)")
IS = re.compile(rf" (?:is|was|became|remains) ((?:an?|the) {STOP}{{2,80}})")
DETERMINER = re.compile(r"^(?:an?|the|his|her|its|their|one of|my|our)\b", re.I)
# Words that end the plain words before a name: what stands further left belongs to the clause.
LEFT = frozenset(
    "the a an his her its their our my and or but that as with of to for from by in on at said says told asked than is "
    "was were when while if because like including called met hired named".split()
)
LONGEST_ROLE = 5  # words of a role before a name


class Said(NamedTuple):
    """A description in the text's words, and its head noun in lower case ("" for an age)."""

    words: str
    head: str


def _before(text: str, whole: Span, bare: Span) -> Iterator[Said]:
    if whole.start < bare.start:
        words = " ".join(text[whole.start : bare.start].split())
        yield Said(words, words.rpartition(" ")[2].rstrip(".").lower())
    left = text[max(0, whole.start - SIGHT) : whole.start]
    if left.endswith((", ", ", the ")):
        match = INTRODUCED.search(left)
        if match and bearers_of(head_noun(match[1])) - {"document"}:
            yield Said(" ".join(match[1].split()), head_noun(match[1]))
    elif left.endswith(" "):
        yield from _office(left)


def _office(left: str) -> Iterator[Said]:
    """The plain words that end in a role noun right before a name: "Halden Rail director"."""
    kept: list[str] = []
    for word in reversed(left.rsplit(None, LONGEST_ROLE + 1)[1:]):
        if word.lower() in LEFT or not PLAIN.fullmatch(word) or len(kept) == LONGEST_ROLE:
            break
        kept.insert(0, word)
    if kept and sort_of(kept[-1].lower()):
        yield Said(" ".join(kept), kept[-1].lower())


def _after(text: str, end: int) -> Iterator[Said]:
    right = text[end : end + SIGHT]
    age = AGE.match(right)
    if age and right.startswith(","):
        yield Said(age[1], "")
        right = right[age.end() :]
    match = AFTER.match(right) if right.startswith((",", " (")) else None
    if match and not right.startswith(" (" + match[1][:1]):
        head = head_noun(match[1])
        # Without an article only a role noun is an apposition: ", leader of the Bloc," but not ", speaking in Halden,".
        if bearers_of(head) and (DETERMINER.match(match[1]) or sort_of(head) == "person"):
            yield Said(" ".join(match[1].split()), head)
    match = IS.match(right)
    if match and bearers_of(head_noun(match[1])):
        yield Said(" ".join(match[1].split()), head_noun(match[1]))


def said_of(text: str, whole: Span, bare: Span) -> list[Said]:
    """The descriptions beside the name at `bare` (`whole`: with its titles); looks no further than SIGHT.

    >>> text = "The mayor of Much Arden, Anselm Grube, 54, left."
    >>> [said.words for said in said_of(text, Span(25, 37), Span(25, 37))]
    ['The mayor of Much Arden', '54']
    """
    return [*_before(text, whole, bare), *_after(text, whole.end)]
