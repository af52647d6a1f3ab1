"""A wording beside the first one, as HTML: what was cut is struck out, what was added is underlined."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from reportedly.records import Change
from reportedly.span import Span
from reportedly.web.marks import escape


def drifted(first: str, words: str, changes: Sequence[Change]) -> Markup:
    """All of `words`, and of `first` what is not in them; for those who do not see it each change says what it is."""
    return Markup("".join(_pieces(first, words, changes)))


def _pieces(first: str, words: str, changes: Sequence[Change]) -> Iterator[str]:
    at = 0
    for change in changes:
        if change.right:
            yield escape(words[at : change.right.start])
            at = change.right.end
        if change.how == "kept" and change.right:
            yield escape(change.right.of(words))
            continue
        if change.left:
            # A cut stands between two words of what is left; what stands in the place of another comes behind it.
            yield "" if change.right or at == 0 else " "
            yield _marked("del", "cut", change.left, first, "")
            yield " " if change.right or at == 0 else ""
        if change.right:
            yield _marked("ins", "put in", change.right, words, ' class="own"' if change.marked else "")
    yield escape(words[at:])


def _marked(element: str, called: str, span: Span, text: str, more: str) -> str:
    told = f'<span class="hidden">[{called}: </span>{escape(span.of(text))}<span class="hidden">]</span>'
    return f"<{element}{more}>{told}</{element}>"
