"""A person's name taken apart: given names, surname, suffix, nickname; without offices and whose the person is."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.linking.actors.body_name import BASED, EDGES, GENERIC
from reportedly.linking.spelling import spell
from reportedly.text.names import PARTICLES, TITLES

SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"} | {word: word for word in ("ii", "iii", "iv")}
INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}[^\W\d_]?\.?")
NICKNAME = re.compile(r" [“\"‘']([^“”\"‘’']{1,30})[”\"’'](?= )")
GIVEN_TOO = frozenset("al ben van von la y e".split())  # particles that with a capital begin a name: "Al", "Van"


class PersonName(NamedTuple):
    """A person's name, folded. `given` holds initials as single letters; `nickname` is what stood in marks within,
    `halves` are those of a double surname ("Maro-Lund").

    A name of one word has no `given`, and its word for `surname`.
    """

    given: tuple[str, ...]
    surname: str
    suffix: str
    nickname: str
    halves: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words but the suffix, in order."""
        return (*self.given, self.surname)


def person_name(name: str) -> PersonName:
    """Take a person's name apart; any string has a surname, if only itself.

    >>> person_name("Ms. Lena J.R. van der Meer Jr.")
    PersonName(given=('lena', 'j', 'r'), surname='meer', suffix='jr', nickname='', halves=())
    >>> person_name("Bill “Bosun” Tully").nickname
    'bosun'
    """
    found = NICKNAME.search(name)
    tokens = [token for token in _alone(NICKNAME.sub("", name)).split() if token.strip(EDGES)]
    words = _spelled(_own(tokens))
    suffix = ""
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix = SUFFIXES[words.pop()]
    words = _untitled(words)
    first = words[:1] if words and words[0] in GIVEN_TOO and tokens[0][0].isupper() else []
    given = [*first, *(_bare(word) for word in words[len(first) : -1] if word not in PARTICLES)]
    surname = _bare(words[-1]) if words else spell(name)
    halves = tuple(surname.split("-")) if "-" in surname else ()
    nickname = spell(found[1]) if found else ""
    names = tuple(word.replace("-", "") for word in (given if len(words) > 1 else ()))
    return PersonName(names, surname.replace("-", "") or surname, suffix, nickname, halves)


def _spelled(tokens: Sequence[str]) -> list[str]:
    """The tokens in plain spelling, an initial a word."""
    words: list[str] = []
    for token in tokens:
        if INITIALS.fullmatch(token):
            words += [spell(letter) for letter in token if letter.isalpha()]
        else:
            words.append(spell(token.strip(EDGES)))
    return [word for word in words if word]


def _untitled(words: list[str]) -> list[str]:
    """The words without offices: all up to one that a full name follows, and those that a name of one word follows."""
    last = len(words) - 1
    offices = [place for place, word in enumerate(words[:-1]) if word in TITLES and (place == 0 or place < last - 1)]
    words = words[offices[-1] + 1 :] if offices else words
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return words


def _own(tokens: Sequence[str]) -> list[str]:
    """The tokens without whose or what it is: "Halden’s Jo Lund", "the chairman of Halden Rail Ltd Jo Lund"."""
    tokens = [token for token in tokens if not BASED.fullmatch(token)] or list(tokens)
    part = PARTICLES | SUFFIXES.keys()
    plain = [
        place
        for place, token in enumerate(tokens)
        if (token[0].islower() and spell(token) not in part) or token.endswith(("'s", "’s"))
    ]
    if not plain or plain[-1] + 1 == len(tokens):
        return tokens
    rest = tokens[plain[-1] + 1 :]
    bodies = [place for place, token in enumerate(rest[:-1]) if spell(token) in GENERIC]
    return rest[bodies[-1] + 1 :] if bodies else rest


def _alone(name: str) -> str:
    """A name without what follows, the given name first: "Jo Lund of Tarn", "Jo Lund, R-Tarn", "Lund, Jo" are one."""
    first, comma, rest = name.partition(",")
    if comma and spell(rest.strip(" .")) in SUFFIXES:
        return f"{first} {rest}"
    if comma and len(first.split()) == 1:
        return f"{rest} {first}"
    person, of, _ = first.partition(" of ")
    untitled = [word for word in person.split() if spell(word.strip(EDGES)) not in TITLES]
    return person if of and len(untitled) > 1 and untitled[-1][:1].isupper() else first


def _bare(word: str) -> str:
    """A word without the Arabic article before it: "al-sadr"."""
    return word[3:] if word[:3] in ("al-", "el-") and len(word) > 5 else word
