"""One page of HTML -> its main text and what it says of itself. Runs in the confined process: a page may hang it."""

import re
from typing import TYPE_CHECKING

import msgspec

from reportedly.readers.byline import dateline_credit
from reportedly.readers.frames import Failure, Page, Request
from reportedly.readers.metadata import About
from reportedly.readers.page_head import head_of
from reportedly.readers.page_text import mark_quotations, mark_quotations_in_source, split_preformatted, write_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Below this many characters trafilatura's result is doubted (its own threshold, MIN_EXTRACTED_SIZE, is 250)...
SHORT = 250
# ...and given up for that of resiliparse if this is at least so many times as long: brief news is short and right.
MUCH_LONGER = 2

# Trafilatura's time grows with the square of some shapes: `<div><p><a>` costs it 2 s at 20,000 elements, 22 s at 80,000
# (resiliparse: 0.4 s at 110,000). Articles have 1,000 to 5,000, the longest live blogs 20,000.
MAX_ELEMENTS = 30_000

# Elements that have no end tag, or may go without: they do not nest, however often they occur.
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"))
OPTIONAL_END = frozenset(("p", "li", "dt", "dd", "option", "optgroup", "rt", "rp", "html", "head", "body"))
OPTIONAL_END_IN_TABLES = frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption"))
FLAT = VOID | OPTIONAL_END | OPTIONAL_END_IN_TABLES
# What a browser does not show, and captions, which are left out of pages too.
UNSHOWN = ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "figcaption")

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>")


def extract(request: Request) -> Page | Failure:
    """The main text and the head of a page; never raises for what the page holds, MemoryError apart."""
    tree, whole = parse(request.html)
    about = head_of(tree, request.url) if tree is not None else About(url=request.url)
    text, doubt = _by_trafilatura(tree) if tree is not None and whole else ("", "cannot read tags nested so deep")
    notes: tuple[str, ...] = ()  # nothing to tell where trafilatura found the text
    if len(text) < SHORT:
        if nested_beyond(request.depth, request.html):
            if not text:
                return Failure(f"tags nested more than {request.depth:,} deep", too_large=True)
        else:
            other = _by_resiliparse(request.html)
            if len(other) > MUCH_LONGER * len(text):
                doubt = doubt or f"found only {len(text)} characters"
                text, notes = other, (f"main text found by resiliparse, as trafilatura {doubt}",)
    if not text or text.isspace():
        return Failure("no main text was found in the page")
    if not about.credit:
        about = msgspec.structs.replace(about, credit=dateline_credit(text))
    return Page(text, about, notes)


def extract_fragment(request: Request) -> Page | Failure:
    """All text of an article's HTML that came without a page around it: nothing in it is doubted or left out."""
    tree, whole = parse(request.html)
    notes: tuple[str, ...] = ()
    if tree is not None and whole:
        text = _shown(tree)
    elif nested_beyond(request.depth, request.html):
        return Failure(f"tags nested more than {request.depth:,} deep", too_large=True)
    else:
        text = _by_resiliparse(request.html, main=False)
        notes = ("text written by resiliparse, as lxml cannot read tags nested so deep",)
    if not text or text.isspace():
        return Failure("its HTML holds no text")
    return Page(text, About(credit=dateline_credit(text)), notes)


def _shown(tree: "HtmlElement") -> str:
    for element in list(tree.iter(*UNSHOWN)):
        element.drop_tree()
    mark_quotations(tree)
    split_preformatted(tree)
    return write_text(tree)


def parse(html: str) -> "tuple[HtmlElement | None, bool]":
    """The tree of a page, None if it has none; and whether it is whole: beyond 2,048 nested tags the parser stops."""
    from lxml.etree import ErrorLevels, LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
    try:
        tree: HtmlElement = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None, False
    error = parser.error_log.last_error
    return tree, error is None or error.level < ErrorLevels.FATAL


def _by_trafilatura(tree: "HtmlElement") -> tuple[str, str]:
    """Our writing of the tree that trafilatura chose, and, where that is nothing, why."""
    elements = sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        return "", f"was not asked: the page has {elements:,} elements, more than {MAX_ELEMENTS:,}"
    from trafilatura import bare_extraction

    mark_quotations(tree)
    split_preformatted(tree)
    try:
        # the format "xml" only keeps trafilatura from writing a text of its own, which nobody reads
        found = bare_extraction(tree, include_comments=False, output_format="xml")
        text = write_text(found.body) if found is not None and found.body is not None else ""
    except MemoryError:
        raise
    except Exception as error:  # whatever a hostile page makes it do; the fallback follows, and the note says so
        return "", f"failed ({type(error).__name__})"
    return text, "" if text else "found nothing"


def _by_resiliparse(html: str, main: bool = True) -> str:
    """The main text (or all text) by the fallback, its lines trimmed and empty lines between paragraphs single."""
    from resiliparse.extract.html2text import extract_plain_text

    marked = mark_quotations_in_source(html)
    text = extract_plain_text(marked, main_content=main, preserve_formatting=True, list_bullets=False, alt_texts=False)
    lines = (" ".join(line.split()) for line in text.replace("\u00ad", "").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def nested_beyond(cap: int, html: str) -> bool:
    """Whether tags nest more than `cap` deep, counted in the source without a tree.

    End tags that may be left out do not count.

    >>> nested_beyond(2, "<div><p>a<p>b<div>c</div></div>"), nested_beyond(1, "<div><p>a<p>b<div>c</div></div>")
    (False, True)
    """
    depth = 0
    for tag in TAG.finditer(html):
        if tag.group(2).lower() in FLAT:
            continue
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > cap:
            return True
    return False
