"""The words of a wording with what they do to each other: which negate, hedge, count, name, and which are quoted."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.linking.drift.figures import PARTS, SCALES, goes_on, is_figure, value
from reportedly.linking.drift.force import BEFORE_FIGURES, HOLDERS, LONGEST_PHRASE, OPINION, PHRASES, SIGNS, Sign
from reportedly.linking.drift.word_forms import parts, spelled, stem
from reportedly.linking.statements.wording import Word, words_of
from reportedly.span import Span, touches
from reportedly.text.dates import WEEKDAYS
from reportedly.text.names import TITLES
from reportedly.text.quotes import quotations
from reportedly.text.sentences import layout_of

DAYS = frozenset(name.casefold() for name in WEEKDAYS)
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DAY = re.compile(r"[12]?\d|3[01]")
HEADLINE = 0.6  # of the words in capitals: a headline, where capitals tell no names ...
FEW = 4  # ... if it has that many words: "Mayor Tessa Quill" is none
PARENTHESIS = re.compile(r"\([^()]{1,80}\)")  # in a quotation some papers use these for their own words
MASK = re.compile(r"[-*_]{2,}|\*")  # in what a paper does not print: "f---", "d*mn"
SCRAP = 2  # letters that stay of a masked word on either side of the mask
COMMAS = tuple(",;:—–")
BEHIND = 3  # words between "I" and "think" at most: "I do not really think"


class Token(NamedTuple):
    """A word, half of a contraction, or a number of several words; `span` is of the text.

    `key` is equal for the forms of a word, `exact` only for its spellings. `quotation` numbers the quotation that it
    is in, -1 for none. `inserted`: put in, or masked, by the reporter. `comma`: a comma, colon or dash follows.
    """

    key: str
    exact: str
    span: Span
    sign: Sign
    sentence: int
    quotation: int
    inserted: bool
    comma: bool

    @property
    def tells(self) -> bool:
        """Whether others can govern it: no function word and none that governs."""
        return self.sign in ("plain", "name", "number", "year", "month", "weekday", "day")


def tokens(text: str, quoted: bool = False) -> tuple[Token, ...]:
    """The tokens of a content; `quoted` says that all of it is quotation, whatever its marks.

    >>> [token.key for token in tokens("“We won't sell two dozen boats.”")]
    ['we', 'will', 'not', 'sell', '24', 'boat']
    """
    layout, marked = layout_of(text), [one.span for one in quotations(text) if not one.nested]
    starts = [span.start for span in marked]
    own = [Span(*match.span()) for match in PARENTHESIS.finditer(text)]
    found: list[Token] = []
    for word in words_of(text):
        at = bisect_right(starts, word.span.start) - 1
        inside = 0 if quoted else at if touches(marked, word.span) else -1
        inserted = word.inserted or (inside >= 0 and touches(own, word.span)) or _masked(word, text)
        comma = text[word.span.end : word.span.end + 2].strip()[:1] in COMMAS
        sentence = layout.number(word.span.start)
        for part in parts(word.text.replace(".", "") if word.text.endswith(".") else word.text):
            sign = SIGNS.get(part, "plain")
            found.append(Token(stem(part), spelled(part), word.span, sign, sentence, inside, inserted, comma))
    return tuple(_opinions(_phrases(_figures(_names(found, text), text))))


def _masked(word: Word, text: str) -> bool:
    """Whether the word is what a paper left of one that it does not print: "f" and "g" of "f-----g"."""
    start, end = word.span.start, word.span.end
    masks = (MASK.match(text, end), MASK.search(text, max(0, start - 2), start))
    return len(word.text) <= SCRAP and any(masks)


def _names(found: list[Token], text: str) -> list[Token]:
    """Find names by their capitals, and the days and months among them; a title before a name says nothing."""
    capitals = [text[token.span.start].isupper() for token in found]
    headline = sum(capitals) > HEADLINE * len(found) and len(found) >= FEW
    result: list[Token] = []
    for place, (token, capital) in enumerate(zip(found, capitals, strict=True)):
        opens = not place or found[place - 1].sentence != token.sentence or text[token.span.start - 1] in "“\"'‘«"
        if token.exact in DAYS:
            token = token._replace(sign="weekday")
        elif capital and token.exact in MONTHS and not (opens and token.exact in SIGNS):
            token = token._replace(sign="month", key=token.exact[:3])
        elif capital and not opens and not headline and token.sign == "plain":
            token = token._replace(sign="name", key=token.exact)
        result.append(token)
    for place in range(len(result) - 2, -1, -1):
        named = result[place + 1].sign == "name" or (capitals[place + 1] and result[place + 1].sign == "function")
        if capitals[place] and named and result[place].exact in TITLES and result[place].sign in ("plain", "name"):
            result[place] = result[place]._replace(sign="function")
    return result


def _figures(found: list[Token], text: str) -> list[Token]:
    """Put the words of a number together, and tell days and years from other numbers."""
    result: list[Token] = []
    place = 0
    while place < len(found):
        end = _figure_end(found, place, text)
        number = value([token.exact for token in found[place:end]]) if end > place else None
        if number is None:
            result.append(found[place])
            place += 1
            continue
        first, last = found[place], found[end - 1]
        near = [*found[max(0, place - 1) : place], *found[end : end + 1]]
        sign: Sign = "number"
        if YEAR.fullmatch(first.exact) and end == place + 1:
            sign = "year"
        elif any(token.sign == "month" for token in near) and DAY.fullmatch(first.exact):
            sign = "day"
        key = f"{number:.12g}"
        result.append(last._replace(key=key, exact=key, span=Span(first.span.start, last.span.end), sign=sign))
        place = end
    return result


def _figure_end(found: Sequence[Token], place: int, text: str) -> int:
    """Where the number that begins at `place` ends; `place` if none begins there."""
    end, word = place, found[place].exact
    if is_figure(word) and (word not in SCALES or _one(found, place)):
        end = place + 1
        while end < len(found) and goes_on(found[end].exact) and _joined(found, end, text):
            end += 1
    part = end + 1 < len(found) and found[end].exact in PARTS and found[end + 1].exact == "of"
    return end + 1 if part else end


def _one(found: Sequence[Token], place: int) -> bool:
    """Whether "a", and not "half a", stands before "million"; else it is the end of a number that is cut."""
    before = [token.exact for token in found[max(0, place - 2) : place]]
    return before[-1:] == ["a"] and before[:1] != ["half"]


def _joined(found: Sequence[Token], place: int, text: str) -> bool:
    """Whether a word goes on the number before it: only white space or a hyphen between; "3m" only without."""
    between = text[found[place - 1].span.end : found[place].span.start]
    return between == "" or (len(found[place].exact) > len("bn") and between in (" ", "-"))


def _phrases(found: list[Token]) -> list[Token]:
    """Give the first of the words of a phrase its sign; the others are function words then."""
    words = [token.exact for token in found]
    place = 0
    while place < len(found):
        for length in range(min(LONGEST_PHRASE, len(found) - place), 1, -1):
            sign = PHRASES.get(tuple(words[place : place + length]))
            if sign:
                rest: Sign = "filler" if sign == "filler" else "function"
                found[place] = found[place]._replace(sign=sign)
                for at in range(place + 1, place + length):
                    found[at] = found[at]._replace(sign=rest)
                place += length - 1
                break
        place += 1
    return found


def _opinions(found: list[Token]) -> list[Token]:
    """Signs that need their neighbours: "I think", "about 20", "should it rain, ..." and the mere answer "No, ..."."""
    for place, token in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        before = found[place - 1] if place else None
        if token.exact in BEFORE_FIGURES or (token.exact == "to" and before and before.exact == "up"):
            sign: Sign = "hedge" if after and after.sign == "number" else token.sign
        elif token.key in OPINION and token.sign == "plain":
            sign = "hedge" if (after and after.exact == "that") or _held(found, place) else "plain"
        elif token.exact == "no" and token.sign == "not":
            sign = "filler" if after is None or token.comma or after.exact[:1].isdigit() else "not"
        elif token.exact == "should":
            sign = "should" if before and before.sentence == token.sentence else "if"
        else:
            continue
        found[place] = token._replace(sign=sign)
    return found


def _held(found: Sequence[Token], place: int) -> bool:
    """Whether a verb of opinion has a pronoun before it, with nothing between but what belongs to the verb."""
    for before in reversed(found[max(0, place - BEHIND - 1) : place]):
        if before.exact in HOLDERS:
            return True
        if before.sign in ("plain", "name"):
            return False
    return False
