"""The forms of names in a document: which runs of capitals are names, how often each stands, where it stands."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reportedly.coreference.bearers import COMPATRIOT
from reportedly.coreference.given_names import FEMALE, MALE
from reportedly.records import Document
from reportedly.span import Span
from reportedly.text.names import PARTICLES, Name, names, parts
from reportedly.text.roles import singular, sort_of

SUFFIXES = frozenset("jr sr ii iii iv".split())
OPENING = re.compile(r"(?:^|[.!?:\n“\"”][ ]?)$")
LINE = re.compile(r"[^\r\n]+")
SHOUTING = 0.75  # of the longer words of a line in capitals: headlines have nearly all, sentences under half
LEAST = 2  # longer words of a title that has a chance to be a headline
# Adjectives with a capital, and the plain word that makes them one: "British voters", "a Syrian refugee".
DEMONYM = re.compile(r"[A-Z]\w+(?:ish|ian|ean|can|ese|ern|ench|utch|reek|wiss|istic|atic|ic|all|Star)")
DEFINITE = re.compile(r"\b[Tt]he (?:[a-z]+ )?$")  # "the young Norwegian said"
NOUN = re.compile(r" (?!(?:said|says|and|or|who|is|was|has|had|told|will|would|to|in|on|of|at)\b)[a-z]")
PLACED = re.compile(r"\b(?:in|at|near|from|outside|across|around) $")


def plain(words: str) -> str:
    """The words parted by single spaces."""
    return " ".join(words.split())


def words_of(form: str) -> tuple[str, ...]:
    """The words that a name is known by: without "Jr.", "III", a leading article or particle ("van der Meer")."""
    words = [word for word in parts(form) if word not in SUFFIXES and word] or list(parts(form))
    while len(words) > 1 and (words[0] == "the" or (form[0].islower() and words[0] in PARTICLES)):
        words = words[1:]
    return tuple(words)


def _opens(text: str, name: Name, words: tuple[str, ...]) -> bool:
    """Whether a name is a single word that opens a sentence, so that its capital proves nothing."""
    alone = len(words) == 1 and not name.titled
    return alone and OPENING.search(text, max(0, name.span.start - 3), name.span.start) is not None


def _is_common(text: str, name: Name, known: Collection[str]) -> bool:
    """Whether a name is just a noun that opens a sentence: "Critics say", "Footage shows"; never one of the `known`."""
    word = name.span.of(text)
    lower = word.lower()
    if DEMONYM.fullmatch(word) and NOUN.match(text, name.span.end):
        return True
    if COMPATRIOT.fullmatch(word) and DEFINITE.search(text, max(0, name.span.start - 12), name.span.start):
        return True
    if lower in known or not _opens(text, name, (lower,) if " " not in word else (lower, "")):
        return False
    return (word[1:].islower() and (singular(lower) != lower or sort_of(lower) != "")) or lower.endswith(("ing", "ly"))


def _sober(text: str, found: list[Name]) -> list[Name]:
    """The names without those that only a headline makes: where nearly all words have capitals, a run of them is a
    name only if it is one elsewhere too."""
    lines = {line.start(): line.end() for line in LINE.finditer(text) if _shouts(line[0])}
    if not lines:
        return found
    starts = sorted(lines)

    def shouted(name: Name) -> bool:
        place = bisect_right(starts, name.span.start) - 1
        return place >= 0 and name.span.end <= lines[starts[place]]

    known = {words_of(plain(name.bare.of(text))) for name in found if not shouted(name)}
    known |= {words[-1:] for words in known}
    return [name for name in found if not shouted(name) or words_of(plain(name.bare.of(text))) in known]


def _shouts(line: str, least: int = 4) -> bool:
    """Whether a line of `least` longer words is written as headlines are: most in capitals, all if it has a stop."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    stopped = line.rstrip().endswith((".", ".”", '."'))
    return len(words) >= least and capitals >= (1 if stopped else SHOUTING) * len(words)


def _without_calling(text: str, name: Name) -> Name:
    """The name without a calling that has its capital from the sentence it opens: "Agronomist Jonas Pell said"."""
    words = name.bare.of(text).split(" ")
    opens = OPENING.search(text, max(0, name.span.start - 3), name.span.start) is not None
    if name.titled or not opens or len(words) <= LEAST or sort_of(words[0].lower()) != "person":
        return name
    return name._replace(bare=Span(name.bare.start + len(words[0]) + 1, name.bare.end))


def found_in(text: str, cuts: Collection[int]) -> list[Name]:
    """The names of a text, without nouns that open a sentence and runs of capitals that are a headline's."""
    found = [_without_calling(text, name) for name in _sober(text, list(names(text, cuts=cuts)))]
    spelled = [(name, words_of(plain(name.bare.of(text)))) for name in found]
    known = {words[-1] for name, words in spelled if not _opens(text, name, words)}
    return [name for name in found if not _is_common(text, name, known)]


class Forms(NamedTuple):
    """The forms of names in a document: how often each stands, and what speaks for its kind."""

    counts: Counter[str]
    titled: Counter[str]  # stands behind a title
    articled: Counter[str]  # stands behind "the"
    placed: Counter[str]  # stands behind a preposition of place


def forms_of(document: Document, found: Sequence[Name]) -> Forms:
    """The forms of the names `found` in the text, and of those in title, outlet and byline."""
    text = document.text
    forms = Forms(Counter(), Counter(), Counter(), Counter())
    for name in found:
        form = plain(name.bare.of(text))
        forms.counts[form] += 1
        forms.titled[form] += name.titled
        forms.placed[form] += PLACED.search(text, max(0, name.span.start - 9), name.span.start) is not None
        forms.articled[form] += text[max(0, name.span.start - 4) : name.span.start].lower() == "the "
    for extra in filter(None, (document.title, document.outlet, *document.byline)):
        for name in names(extra):
            form = plain(name.bare.of(extra))
            given = words_of(form)[0] in MALE | FEMALE
            if form in forms.counts or given or extra != document.title or not _shouts(extra, LEAST):
                forms.counts[form] += 1
    return forms
