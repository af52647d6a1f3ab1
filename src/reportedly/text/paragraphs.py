"""Paragraphs: the lines of a text that have something on them."""

import re
from collections.abc import Iterator

from reportedly.span import Span

LINE = re.compile(r"[^\r\n]+")
BLANK = " \t\f"  # with the line ends, what HTML folds away: a line of these alone is no paragraph


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of `text` in order, without the white space around them.

    >>> [span.of("One.\\n \\n  Two.\\r\\n") for span in paragraphs("One.\\n \\n  Two.\\r\\n")]
    ['One.', 'Two.']
    """
    for line in LINE.finditer(text):
        words = line[0].lstrip(BLANK)
        if words:
            yield Span(line.end() - len(words), line.end() - len(words) + len(words.rstrip(BLANK)))
