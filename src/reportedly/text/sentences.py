"""Sentences: where one ends, by rules; linear, and every character outside white space belongs to one."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.span import Span, strip

# Words whose full stop ends no sentence when a capital follows: titles, ranks, months, "v." and the like.
ABBREVIATIONS = frozenset(
    (
        "mr mrs ms mx dr prof rev hon gov sen rep sens reps lt col gen capt cmdr cdr sgt maj adm pvt cpl det insp "
        "supt pres st mt ft jr sr messrs fr bros no nos vs v al etc inc ltd co corp jan feb mar apr jun jul aug "
        "sept sep oct nov dec e.g i.e cf ca approx dept univ fig vol pp ed eds op u.s u.k u.n a.m p.m d.c"
    ).split()
)
# A run of stops before white space, or of line ends; a pattern that begins with a set of characters is found fast.
END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?…]{2})[.!?…]*[\"“”'’»«)\]]*(?=\s))")
NEXT = re.compile(r"\s*[\"“”„'‘«»(\[]*\s?(\S)")
WORD = re.compile(r"[\w.]+$")


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the stop at `match` ends a sentence."""
    if match[0].startswith("\n"):
        return True
    follower = NEXT.match(text, match.end())
    if follower and follower[1].islower():
        return False
    if match[0][0] == "." and not match[0].startswith(".."):
        word = WORD.search(text, max(0, match.start() - 12), match.start())
        if word:
            bare = word[0].lower().rstrip(".")
            if bare in ABBREVIATIONS or (len(bare) == 1 and word[0].isupper()):
                return False
    return True


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]` in order, without the white space between them.

    >>> [span.of("Mr. Maro left. So did I.") for span in sentences("Mr. Maro left. So did I.")]
    ['Mr. Maro left.', 'So did I.']
    """
    end = len(text) if end is None else end
    begin = start
    for match in END.finditer(text, start, end):
        if _ends(text, match):
            if bare := strip(Span(begin, match.end()), text):
                yield bare
            begin = match.end()
    if begin < end and (bare := strip(Span(begin, end), text)):
        yield bare


class Layout(NamedTuple):
    """Where the sentences of a text begin and end, to be asked often; both rise."""

    starts: list[int]
    ends: list[int]

    def number(self, at: int) -> int:
        """The number of the sentence that holds the character `at`; between two the one before, -1 before all."""
        return bisect_right(self.starts, at) - 1

    def around(self, span: Span) -> Span:
        """The sentence that holds `span`, or all those that it touches.

        >>> layout_of("One. Two. Three.").around(Span(5, 8))
        Span(start=5, end=9)
        """
        first, last = max(self.number(span.start), 0), max(self.number(span.end - 1), 0)
        if not self.starts:
            return span
        return Span(min(self.starts[first], span.start), max(self.ends[last], span.end))


def layout_of(text: str) -> Layout:
    """The sentences of a text; linear."""
    found = list(sentences(text))
    return Layout([span.start for span in found], [span.end for span in found])
