"""How the words of names are made comparable: without case, accents, marks and ways of transliterating."""

import re
from functools import lru_cache

from reportedly.text.folding import fold

REMEMBERED = 1 << 14  # words: those of names come again and again, and this many are a few megabytes
# Letters that Unicode does not take apart into a plain one and a mark, as English papers print them without marks.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
    | dict.fromkeys("'’‘ʻʼ`´", "")
)
# Letters that transliteration swaps (Gaddafi, Qadhafi; Sergei, Sergey; Chekhov, Tchekhoff): one for each sound.
SOUNDS = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        ("tsch|tch|shch|sch|sh|ch|cz|zh|dzh|dj|j|g(?=[eiy])", "c"),
        ("kh|gh|ck|q|g|c(?=[aourl])", "k"),
        ("ph|v|w|b", "f"),
        ("ts|tz|z", "s"),
        ("dh|th|d", "t"),
        ("(?<=.)h", ""),
        ("x", "ks"),
        (r"(.)\1+", r"\1"),
        ("(?<=.)[aeiouy]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(REMEMBERED)
def spell(word: str) -> str:
    """The word in lower case without accents and apostrophes; scripts other than Latin keep their letters.

    >>> spell("Łukasz"), spell("O’Brien"), spell("Лена")
    ('lukasz', 'obrien', 'лена')
    """
    return fold(word).translate(LETTERS)


@lru_cache(REMEMBERED)
def skeleton(word: str) -> str:
    """The sounds of a spelled word's consonants, behind its first letter: what variants of a name share.

    >>> skeleton("gaddafi") == skeleton("qadhafi"), skeleton("sergei") == skeleton("sergey")
    (True, True)
    """
    for letters, sound in SOUNDS:
        word = letters.sub(sound, word)
    return word
