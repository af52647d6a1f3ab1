"""Scripts that put no space between words, cut into pairs of characters so that a word index can hold them."""

import re

# Han, kana, bopomofo, Hangul, Thai, Lao, Khmer and Burmese letters. Korean has spaces, but its words carry endings.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def is_unspaced(text: str) -> bool:
    """Whether any character of `text` is of such a script."""
    return UNSPACED.search(text) is not None


def pairs(text: str) -> str:
    """`text` with every run of such characters replaced by its pairs, space-separated; the rest as it is.

    Text and question are cut alike, so that a word of two characters or more is found wherever it stands as a phrase
    of its pairs; a single character is found where it begins a pair.

    >>> pairs("東京都知事 said")
    ' 東京 京都 都知 知事 事  said'
    """
    return UNSPACED.sub(_cut, text)


def _cut(match: re.Match[str]) -> str:
    run = match.group()
    return f" {' '.join(run[place : place + 2] for place in range(len(run)))} "
