"""Questions as people type them, made into expressions that FTS5 takes, and found again in a text.

| typed | meaning |
|---|---|
| budget vote, budget AND vote | both words, anywhere |
| "budget vote" or “budget vote” | the words next to each other |
| budget OR vote | one of them |
| budget NOT vote, budget -vote | the first without the second |
| budg* | words that begin so; three letters at least |
| (budget OR vote) delay | parentheses group |

Case and accents do not matter. Whatever has no meaning in this table is taken literally: a mark that is not closed, an
operator with nothing beside it, a question that only excludes. A word is never a column, an option or a command.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.span import Span
from reportedly.text.folding import fold
from reportedly.text.unspaced import UNSPACED, is_unspaced, pairs

LONGEST = 2000  # characters of a question that are read: a pasted paragraph
MOST_WORDS = 64  # the rest is left out: each costs FTS5 a cursor, and rows that hold 64 of the words are few already
DEEPEST = 16  # parentheses within each other; FTS5's parser gives up at a hundred
SHORTEST_PREFIX = 3  # letters: FTS5 reads the rows of every word that begins so, and "th" begins a tenth of a text
QUOTES = '"“”„‟«»'
PIECE = re.compile(
    rf"(?P<minus>(?<![^\s(])-(?=[^\s)-]))?"
    rf"(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}](?P<star>\*)?|(?P<paren>[()])|(?P<word>[^\s(){QUOTES}]+))"
)
UNREADABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # FTS5 ends at a null, SQLite takes no half characters


class Phrase(NamedTuple):
    """Words next to each other; `prefix`: the last is only the beginning of one."""

    words: str
    prefix: bool


class Group(NamedTuple):
    """Several parts, joined by "AND" or "OR", without what is in `excluded`."""

    operator: str
    parts: tuple["Node", ...]
    excluded: tuple["Node", ...] = ()


Node = Phrase | Group


def expression(words: str) -> str | None:
    """What FTS5 is asked to match; None where nothing is asked. Never raises.

    Of a question in a script without spaces (`is_unspaced_question`) it is what the index of pairs is asked.

    >>> expression('budg* -"the vote" content:x')
    '(("budg"* AND "content:x") NOT "the vote")'
    """
    node = parse(words)
    return _written(node, is_unspaced_question(words)) if node else None


def is_unspaced_question(words: str) -> bool:
    """Whether the question goes to the index of scripts that put no space between words."""
    return is_unspaced(words[:LONGEST])


def hits(words: str, text: str) -> tuple[Span, ...]:
    """Where the words and phrases of the question stand in `text`, in text order and apart; not those it excludes.

    >>> hits("budg* NOT vote", "No budget: a vote.")
    (Span(start=3, end=9),)
    """
    node = parse(words)
    phrases = set(_asked(node)) if node else set()
    unspaced = {phrase for phrase in phrases if is_unspaced(phrase.words)}
    found = list(_spaced_hits(phrases - unspaced, text)) if phrases - unspaced else []
    for phrase in unspaced:
        found += _unspaced_hits(phrase.words, text)
    return _apart(sorted(found))


def plain(text: str) -> str:
    """The text without what SQLite or FTS5 cannot take: control characters, halves of surrogate pairs."""
    return UNREADABLE.sub(" ", text[:LONGEST])


def has_word(text: str) -> bool:
    """Whether FTS5 finds a word in `text`: a letter, a digit or a private character."""
    return any((kind := unicodedata.category(char))[0] in "LN" or kind == "Co" for char in text)


# The question is parsed here and not by FTS5: whatever a person types has a meaning, and none is a syntax error.


class Piece(NamedTuple):
    """A word or phrase (`node`), a parenthesis or an operator: `kind` is "node", "(", ")", "AND", "OR", "NOT", "-"."""

    kind: str
    node: Phrase | None = None


@lru_cache(maxsize=256)  # a page asks for its question's expression, facets and fifty times its hits
def parse(words: str) -> Node | None:
    """The question as a tree; None where it holds no word."""
    pieces = _meant(_balanced(_pieces(plain(words))))
    return _either(pieces, 0)[0] if pieces else None


def _pieces(words: str) -> list[Piece]:
    """The question cut into words, phrases and marks; what holds no word is left out."""
    found: list[Piece] = []
    count = 0
    for match in PIECE.finditer(words):
        minus = [Piece("-")] if match["minus"] else []
        if match["paren"]:
            found += [*minus, Piece(match["paren"])]
        elif match["word"] in ("AND", "OR", "NOT") and not minus:
            found.append(Piece(match["word"]))
        else:
            phrase = _phrase(match)
            count += len(phrase.words.split())
            if has_word(phrase.words) and count <= MOST_WORDS:
                found += [*minus, Piece("node", phrase)]
    return found


def _phrase(match: re.Match[str]) -> Phrase:
    words = " ".join((match["word"] or match["phrase"]).split())
    starred = bool(match["star"]) or words.endswith("*")
    words = words.rstrip("*")
    return Phrase(words, starred and len(words) - max(words.rfind(" "), -1) > SHORTEST_PREFIX)


def _balanced(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without parentheses that have no partner, hold nothing or stand too deep."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.kind == "(":
            opened.append(place)
        elif piece.kind == ")" and opened:
            start = opened.pop()
            if len(opened) < DEEPEST:
                partner |= {start: place, place: start}
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.kind in ("(", ")") and place not in partner:
            continue
        if piece.kind == ")" and kept[-1].kind == "(":
            kept.pop()
        else:
            kept.append(piece)
    return kept


def _meant(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with every operator as a plain word that lacks something to join; a hyphen that does is left out."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.kind not in ("AND", "OR", "NOT", "-"):
            found.append(piece)
        elif _joins(found, piece, [other.kind for other in pieces[place + 1 : place + 3]]):
            found.append(Piece("NOT") if piece.kind == "-" else piece)
        elif piece.kind != "-":
            found.append(Piece("node", Phrase(piece.kind, False)))
    return found


def _joins(before: Sequence[Piece], operator: Piece, behind: Sequence[str]) -> bool:
    if operator.kind in ("AND", "OR"):
        if not before or before[-1].kind not in ("node", ")"):
            return False
        if behind[:1] in (["NOT"], ["-"]):
            behind = behind[1:]
    return behind[:1] in (["node"], ["("])


def _either(pieces: Sequence[Piece], at: int) -> tuple[Node, int]:
    """Conjunctions joined by OR, up to a closing parenthesis or the end; and where they end."""
    parts: list[Node] = []
    while True:
        node, at = _all(pieces, at)
        parts.append(node)
        if at >= len(pieces) or pieces[at].kind != "OR":
            return (parts[0] if len(parts) == 1 else Group("OR", tuple(parts))), at
        at += 1


def _all(pieces: Sequence[Piece], at: int) -> tuple[Node, int]:
    """Words, phrases and groups that hold together, up to OR, a closing parenthesis or the end."""
    parts: list[Node] = []
    excluded: list[Node] = []
    while at < len(pieces) and pieces[at].kind not in ("OR", ")"):
        negative = False
        while pieces[at].kind in ("AND", "NOT"):
            negative = pieces[at].kind == "NOT"
            at += 1
        node, at = _one(pieces, at)
        (excluded if negative else parts).append(node)
    if not parts:  # FTS5 cannot look for the absence of words alone
        parts, excluded = excluded, []
    return (parts[0] if len(parts) == 1 and not excluded else Group("AND", tuple(parts), tuple(excluded))), at


def _one(pieces: Sequence[Piece], at: int) -> tuple[Node, int]:
    piece = pieces[at]
    if piece.node:
        return piece.node, at + 1
    node, at = _either(pieces, at + 1)
    return node, at + 1


def _written(node: Node, unspaced: bool) -> str:
    if isinstance(node, Phrase):
        return _quoted(_cut(node) if unspaced else node)
    parts = f" {node.operator} ".join(_written(part, unspaced) for part in node.parts)
    whole = f"({parts})" if len(node.parts) > 1 else parts
    for part in node.excluded:
        whole = f"({whole} NOT {_written(part, unspaced)})"
    return whole


def _quoted(phrase: Phrase) -> str:
    doubled = phrase.words.replace('"', '""')
    return f'"{doubled}"' + "*" * phrase.prefix


def _cut(phrase: Phrase) -> Phrase:
    """The phrase as the index of pairs holds it: found inside longer runs of characters, too.

    A run's last character alone follows its pairs. Behind the phrase the run may go on, so that one is not asked for;
    a single character is asked for as the beginning of a pair.
    """
    runs = list(UNSPACED.finditer(phrase.words))
    words = pairs(phrase.words).split()
    if not runs or runs[-1].end() < len(phrase.words):
        return Phrase(" ".join(words), phrase.prefix)
    if len(runs[-1].group()) > 1:
        return Phrase(" ".join(words[:-1]), False)
    return Phrase(" ".join(words), True)


def _asked(node: Node) -> Iterator[Phrase]:
    """The phrases that a text has because it answers the question, or may have."""
    if isinstance(node, Phrase):
        yield node
    else:
        for part in node.parts:
            yield from _asked(part)


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    """What FTS5 takes for a word: letters, digits, and the marks upon them, which Python's `\\w` leaves out."""
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
    return re.compile(rf"(?:[^\W_]|[{marks}])+")


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of `text`, folded, with their first character and their end."""
    found = list(_word_pattern().finditer(text))
    folded = {word: fold(word) for word in {match.group() for match in found}}  # a text repeats most of its words
    return [(folded[match.group()], match.start(), match.end()) for match in found]


def _spaced_hits(phrases: set[Phrase], text: str) -> Iterator[Span]:
    words = _tokens(text)
    for phrase in phrases:
        asked = [word for word, _, _ in _tokens(phrase.words)]
        for place, (word, start, _) in enumerate(words) if asked else ():
            if word.startswith(asked[0]) and _follow(asked, phrase.prefix, words[place : place + len(asked)]):
                yield Span(start, words[place + len(asked) - 1][2])


def _follow(asked: Sequence[str], prefix: bool, words: Sequence[tuple[str, int, int]]) -> bool:
    """Whether these are the words asked for, the last perhaps with a longer end."""
    there = [word for word, _, _ in words]
    if prefix and len(there) == len(asked):
        there[-1] = there[-1][: len(asked[-1])]
    return there == asked


def _unspaced_hits(words: str, text: str) -> Iterator[Span]:
    pattern = r"\s*".join(re.escape(part) for part in words.split())
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield Span(match.start(), match.end())


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with those that overlap made one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
