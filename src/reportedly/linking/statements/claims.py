"""Claims: the parts of a content that may each be a statement, as one quotation often holds several."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from reportedly.linking.statements.wording import words_of
from reportedly.span import Span, join
from reportedly.text.sentences import sentences

FEWEST = 3  # words of a claim: a shorter part goes with the one before it
NEAR = 200  # characters that are looked at for them
# Where one claim ends and the next begins within a sentence: a closing quotation mark with a comma, "and" or "but", a
# semicolon, a colon, a dash.
BORDER = re.compile(
    r"(?:[,;]|\s[—–-]{1,2})?[\"”]?\s{1,4}(?:and|but)\s{1,4}|[;:]\s{1,4}|\s{1,4}[—–]\s{0,4}|,[\"”]\s{1,4}"
)


def claims(spans: tuple[Span, ...], text: str) -> tuple[tuple[Span, ...], ...]:
    """The claims of a content that stands at `spans`, each as spans, in order: all characters but the conjunctions
    between them. A content too short to have two is its own claim.
    """
    whole = (sentence for span in spans for sentence in sentences(text, span.start, span.end))
    found: list[list[Span]] = []
    for part in (part for sentence in whole for part in _cut(sentence, text)):
        if found and min(_words(found[-1], text), _words([part], text)) < FEWEST:
            found[-1].append(part)
        else:
            found.append([part])
    return tuple(map(tuple, found)) or (spans,)


@lru_cache(maxsize=20_000)  # contents come back when their neighbours are judged
def claims_of(content: str) -> tuple[str, ...]:
    """The claims of a content in its own words.

    >>> claims_of("the bridge is safe and that “no lorry will cross it,” but the tunnel is not")
    ('the bridge is safe', 'that “no lorry will cross it', 'the tunnel is not')
    """
    return tuple(join(claim, content) for claim in claims((Span(0, len(content)),), content)) if content else ("",)


def _cut(sentence: Span, text: str) -> Iterator[Span]:
    """A sentence without the borders in it; whole again, borders and all, where one side is too short."""
    start = sentence.start
    for border in BORDER.finditer(text, sentence.start, sentence.end):
        if start < border.start() and border.end() < sentence.end:
            left, right = Span(start, border.start()), Span(border.end(), sentence.end)
            if min(_words([left], text), _words([right], text)) >= FEWEST:
                yield left
                start = border.end()
    yield Span(start, sentence.end)


def _words(spans: list[Span], text: str) -> int:
    """How many words there are, FEWEST at most; NEAR characters of each span are looked at, as borders may be many."""
    words = (word for span in spans for word in words_of(text[span.start : min(span.end, span.start + NEAR)]))
    return sum(1 for _ in islice(words, FEWEST))
