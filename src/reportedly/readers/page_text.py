"""The tree of main text that trafilatura chose -> the text of the document, written by us.

Trafilatura's own writer is not used: it loses `<q>` marks and treats white space by its own rules. Here paragraphs,
headings, lists, tables and block quotations are set apart by an empty line, items and rows stand on a line each, cells
are set apart by a tab, `<br>` is a newline (two are a new paragraph), and all other white space is one space.
Invisible marks of direction (bidi controls) are kept; soft hyphens, which only propose where to break a word, are not.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# Tags of trafilatura's tree, and of the HTML that its fallbacks may leave in it.
HEADINGS = frozenset(("head", "h1", "h2", "h3", "h4", "h5", "h6"))
CONTAINERS = frozenset(("body", "div", "section", "article", "header", "figure", "table", "list", "ul", "ol", "dl"))
BLOCKS = HEADINGS | CONTAINERS | frozenset(("p", "quote", "blockquote", "code", "pre"))
LINES = frozenset(("item", "row", "li", "tr", "dd", "dt"))
CELLS = frozenset(("cell", "td", "th"))
BREAKS = frozenset(("lb", "br", "hr"))

# Gaps between words, weakest first; of several that meet, the strongest is written.
GAPS = ("", " ", "\t", "\n", "\n\n")

SOFT_HYPHEN = "\u00ad"
OPENING_MARKS = "“\"‘'«„‚‹"
# Characters that the parser lets through, but no tree takes: lxml refuses them in whatever is written into one.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EMPTY_LINE = re.compile(r"\n[^\S\n]*+\n")


def _writable(text: str | None) -> str:
    return UNWRITABLE.sub("", text or "")


class _Writer:
    """Words and the gaps between them; linear in what is written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._gap = 0

    def gap(self, strength: int) -> None:
        self._gap = max(self._gap, strength)

    def newline(self) -> None:
        """A `<br>`: a second one makes a paragraph."""
        self._gap = 4 if self._gap >= 3 else 3

    def words(self, text: str | None) -> None:
        if not text:
            return
        text = text.replace(SOFT_HYPHEN, "")
        words = " ".join(text.split())
        if not words:
            self.gap(1 if text else 0)
            return
        if text[0].isspace():
            self.gap(1)
        if self.pieces:
            self.pieces.append(GAPS[self._gap])
        self.pieces.append(words)
        self._gap = 1 if text[-1].isspace() else 0


def write_text(body: "_Element") -> str:
    """The text of a tree of main text, as the module says."""
    from lxml.etree import iterwalk

    writer = _Writer()
    items = 0  # how many list items and rows we are in: within one, blocks are lines
    for event, element in iterwalk(body, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if tag in BREAKS:
            if event == "start":
                writer.newline()
        elif tag in CELLS:
            writer.gap(2)
        elif tag in LINES:
            writer.gap(3)
            items += 1 if event == "start" else -1
        elif tag in BLOCKS:
            writer.gap(3 if items else 4)
        if event == "start":
            writer.words(element.text)
        elif element is not body:
            writer.words(element.tail)
    return "".join(writer.pieces)


def mark_quotations(tree: "_Element") -> None:
    """Turn every `<q>` into the marks that a browser would draw, inside each other “ ” and ‘ ’, before extraction.

    Trafilatura makes block quotations of `<q>` and moves an inner one out of its sentence.
    """
    from lxml.etree import iterwalk

    depth = 0
    for event, element in iterwalk(tree, events=("start", "end"), tag="q"):
        if event == "start":
            depth += 1
            continue
        marks = "“”" if depth % 2 else "‘’"
        depth -= 1
        element.tag = "i"  # inline, and stripped by trafilatura with its words kept
        if (element.text or "").lstrip()[:1] in tuple(OPENING_MARKS):
            continue
        element.text = marks[0] + _writable(element.text)
        if len(element):
            element[-1].tail = _writable(element[-1].tail) + marks[1]
        else:
            element.text += marks[1]


def split_preformatted(tree: "_Element") -> None:
    """Turn a `<pre>` of several paragraphs (articles of the early web) into `<p>`s."""
    from lxml.etree import SubElement

    for element in list(tree.iter("pre")):
        if len(element) or not element.text or not EMPTY_LINE.search(element.text):
            continue
        paragraphs = EMPTY_LINE.split(element.text)
        element.tag, element.text = "div", None
        for paragraph in paragraphs:
            if not paragraph.isspace() and paragraph:
                SubElement(element, "p").text = _writable(paragraph)


QUOTATION_TAG = re.compile(r"<(/?)q(?=[\s/>])[^<>]*+>", re.I)


def mark_quotations_in_source(html: str) -> str:
    """The same for the fallback extractor, which takes no tree: in the source itself.

    >>> mark_quotations_in_source("<q class=a>no <q>never</q></q>")
    '“no ‘never’”'
    """
    depth = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag.group(1):
            depth = max(0, depth - 1)
            return "’" if depth % 2 else "”"
        depth += 1
        return "“" if depth % 2 else "‘"

    return QUOTATION_TAG.sub(mark, html)
