"""The writing of text from trees, without any extractor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element
from lxml.html import fragment_fromstring

from reportedly.readers.page_text import mark_quotations, mark_quotations_in_source, split_preformatted, write_text


def tree(html: str) -> _Element:
    return fragment_fromstring(html, create_parent="body")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p> a \n b\t</p>", "a b"),
        ("<p>a<b>b</b>c <i> d</i> e</p>", "abc d e"),
        ("<p>a<br>b<br/>c</p>", "a\nb\nc"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a<br> <br> <br>b</p>", "a\n\nb"),
        ("<h1>a</h1><p>b</p>", "a\n\nb"),
        ("<p>a</p><ul><li>b</li><li>c<ul><li>d</li></ul></li></ul><p>e</p>", "a\n\nb\nc\nd\n\ne"),
        ("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "a\nb\nc"),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", "a\n\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<p>a</p>loose<p>b</p>", "a\n\nloose\n\nb"),
        ("<p>a<!-- x -->b</p>", "ab"),
        ("<p>a&nbsp;b\u2003c</p>", "a b c"),
        ("<p>para&shy;graph</p>", "paragraph"),
        ("<p>\u202bא\u202c\u200f</p>", "\u202bא\u202c\u200f"),
        ("<p> </p><p>\u00ad</p>", ""),
        ("<br><br><p>a</p><br>", "a"),
    ],
)
def test_writing(html: str, text: str) -> None:
    assert write_text(tree(html)) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>He said <q>no</q>.</p>", "He said “no”."),
        ("<p><q>no, <q>never</q>, no</q> x</p>", "“no, ‘never’, no” x"),
        ("<p><q><b>no</b></q><q>yes</q></p>", "“no”“yes”"),
        ("<p><q>“no”</q></p>", "“no”"),
        ("<p><q></q>x</p>", "“”x"),
    ],
)
def test_quotation_marks_of_elements(html: str, text: str) -> None:
    body = tree(html)
    mark_quotations(body)
    assert write_text(body) == text


def test_quotation_marks_in_source() -> None:
    assert mark_quotations_in_source("<Q cite='x'>a<q >b</q></Q><quote>") == "“a‘b’”<quote>"


def test_preformatted_paragraphs() -> None:
    body = tree("<pre>one\ntwo\n\nthree\n  \n\nfour</pre>")
    split_preformatted(body)
    assert write_text(body) == "one two\n\nthree\n\nfour"


TAGS = ("p", "div", "b", "q", "li", "ul", "td", "br", "h2", "blockquote", "pre")


@given(st.lists(st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "word", " ", "\n"])))
def test_any_tree_keeps_its_words_and_its_white_space_is_ours(pieces: list[str]) -> None:
    body = tree("".join(pieces))
    words = "".join(body.itertext()).split()
    text = write_text(body)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "  " not in text
    assert "".join(text.split()) == "".join(words)
