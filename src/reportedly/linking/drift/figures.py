"""Numbers as news writes them: figures, number words, and both together ("2.4 million")."""

import re
from collections.abc import Sequence

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SUFFIXES = {"k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}  # "€3m"
PARTS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4}  # before "of"
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
ABOUT = 0.03  # how far from a number its rounding may lie, as a part of it: 1,987 and 2,000


def is_figure(word: str) -> bool:
    """Whether a number can begin with the word."""
    return word[:1].isdigit() or word in UNITS or word in SCALES


def goes_on(word: str) -> bool:
    """Whether a number can go on with the word."""
    return word in UNITS or word in SCALES or word in SUFFIXES


def value(words: Sequence[str]) -> float | None:
    """The number that the words are; None where they are none.

    >>> value(["2.4", "million"]), value(["two", "dozen"]), value(["sixty", "thousand"]), value(["1,234"])
    (2400000.0, 24.0, 60000.0, 1234.0)
    """
    total = current = 0.0
    for place, word in enumerate(words):
        if word[:1].isdigit():
            plain = word.replace(",", "") if GROUPED.fullmatch(word) else word
            if place or not FIGURE.fullmatch(plain):
                return None
            current = float(plain)
        elif word in UNITS:
            current += UNITS[word]
        elif word in PARTS:
            current = (current or 1) * PARTS[word]
        else:
            scale = SCALES.get(word) or SUFFIXES[word]
            current = (current or 1) * scale
            if scale >= SCALES["thousand"]:
                total, current = total + current, 0.0
    return total + current


def rounds(left: float, right: float) -> bool:
    """Whether one of two numbers is the other, rounded.

    >>> rounds(1987, 2000), rounds(14, 41), rounds(2.43, 2.4)
    (True, False, True)
    """
    near = abs(left - right) <= ABOUT * max(left, right)
    return near and len(f"{left:g}".strip("0").replace(".", "")) != len(f"{right:g}".strip("0").replace(".", ""))
