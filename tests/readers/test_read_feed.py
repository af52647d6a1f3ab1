"""Feeds: entries as documents, and feeds made to do harm."""

import io
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.config import Config
from reportedly.errors import DocumentError, TooLarge
from reportedly.readers import Delivery, Metadata
from reportedly.readers.container import read_feed
from reportedly.readers.delivery import Outcome
from reportedly.readers.opened import Opened
from reportedly.records import Document

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Harbour Post</title>
<entry><id>tag:h.example,2024:1</id><title type="html">Ferry &lt;b&gt;stops&lt;/b&gt;</title>
<link href="/news/1"/><author><name>Lena Maro</name></author><author><name>Tom Ilk, Reuters</name></author>
<published>2024-03-10T08:30:00+01:00</published><updated>2024-03-11T08:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>“We wait,” she said.</p><script>x</script>
<p>It <q>rained</q>.</p></div></content><summary>s</summary></entry>
<entry><id>2</id><summary>Only this,
it said &lt; 3.</summary></entry></feed>"""

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Echo</title><language>en</language>
<item><title>A &amp; B</title><link>https://h.example/2</link><guid>g2</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Sun, 10 Mar 2024 08:30:00 +0100</pubDate><description>Teaser</description>
<content:encoded><![CDATA[<p>The mayor said <i>no</i>.</p><p>Twice.</p>]]></content:encoded></item>
<item><title>T</title><link>https://h.example/3</link><description>&lt;p&gt;Said.&lt;/p&gt;</description>
<source url="https://e.example/">Wire Daily</source></item>
<item><title>Nothing</title><link>https://h.example/4</link></item></channel></rss>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel><item><title>x</title>
<link>https://h.example/5</link><dc:date>2024-03-10</dc:date><description>She said so.</description></item></rdf:RDF>"""


def read(feed: str | bytes, config: Config | None = None, metadata: Metadata | None = None) -> list[Outcome]:
    stream = io.BytesIO(feed.encode() if isinstance(feed, str) else feed)
    opened = Opened("a.rss", stream, "https://h.example/feed")
    return list(read_feed(opened, config or Config(), metadata or Metadata()))


def documents(feed: str | bytes, config: Config | None = None) -> list[Document]:
    return [outcome.document for outcome in read(feed, config) if isinstance(outcome, Delivery)]


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Post</title>{''.join(items)}</channel></rss>"


def item(description: str) -> str:
    return f"<item><description><![CDATA[{description}]]></description></item>"


def test_atom() -> None:
    first, second = documents(ATOM)
    assert first.text == "“We wait,” she said.\n\nIt “rained”."
    assert first.origin == "a.rss#tag:h.example,2024:1"
    assert (first.title, first.outlet, first.url) == ("Ferry stops", "Harbour Post", "https://h.example/news/1")
    assert (first.byline, first.credit) == (("Lena Maro", "Tom Ilk"), "Reuters")
    assert (first.published, first.language) == ("2024-03-10T08:30:00+01:00", "en-GB")
    assert first.notes == ()
    assert second.text == "Only this,\nit said < 3."
    assert second.notes == ("the feed holds only a summary of it",)


def test_rss() -> None:
    outcomes = read(RSS)
    first, second, third = outcomes
    assert isinstance(first, Delivery)
    assert first.document.text == "The mayor said no.\n\nTwice."
    assert first.body == b"<p>The mayor said <i>no</i>.</p><p>Twice.</p>"
    assert first.media_type == "text/html"
    assert (first.document.title, first.document.byline) == ("A & B", ("Ann Lee",))
    assert (first.document.published, first.document.language) == ("2024-03-10T08:30:00+01:00", "en")
    assert isinstance(second, Delivery)
    assert (second.document.text, second.document.outlet) == ("Said.", "Wire Daily")
    assert isinstance(third, DocumentError)
    assert third.origin == "a.rss#https://h.example/4"
    assert "neither its content nor a summary" in third.reason


def test_rdf() -> None:
    (document,) = documents(RDF)
    assert (document.text, document.published, document.outlet) == ("She said so.", "2024-03-10", "R")


def test_the_command_line_fills_what_the_feed_leaves_out() -> None:
    (outcome,) = read(rss(item("<p>Said.</p>")), metadata=Metadata(outlet="Echo", published="2024-01-01"))
    assert isinstance(outcome, Delivery)
    assert (outcome.document.outlet, outcome.document.published) == ("Post", "2024-01-01")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + rss(item("<p>“Ça va,” said Zoë.</p>"))
    (document,) = documents(feed.encode(encoding, "xmlcharrefreplace"))
    assert "Ça va" in document.text
    assert "Zoë" in document.text


def test_a_feed_that_is_not_well_formed_is_read() -> None:
    feed = rss(item("<p>a&nbsp;b</p>"), "<item><description>c & d</description></item>")
    assert [document.text for document in documents(feed)] == ["a b", "c & d"]


def test_broken_utf_8_is_read_with_a_note() -> None:
    (document,) = documents(rss(item("<p>“Zoë\xff”</p>")).encode().replace("\xff".encode(), b"\xff"))
    assert document.text == "“Zoë\ufffd”"
    assert "U+FFFD" in document.notes[0]


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("", "empty"),
        ("<html><body>hi</body></html>", "neither RSS nor Atom"),
        ("she said", "neither RSS nor Atom"),
        (rss(), "without entries"),
        ("<rss version='2.0'><channel>" + "<a>" * 1000, "without entries"),
    ],
)
def test_what_is_no_feed(feed: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(feed)


def test_binary_and_too_large() -> None:
    with pytest.raises(DocumentError, match="NUL"):
        read(b"<rss>\0</rss>")
    with pytest.raises(TooLarge, match="larger than 100 bytes, the most of one feed"):
        read(RSS, Config(container_bytes=100))


def test_a_feed_of_300_000_items_is_cut_and_says_so() -> None:
    *found, error = read(rss("<item><description>Said.</description></item>" * 300_000), Config(feed_entries=100))
    assert len(found) == 100
    assert all(isinstance(outcome, Delivery) for outcome in found)
    assert isinstance(error, TooLarge)
    assert error.reason == "the feed has 300,000 entries, and only the first 100 are read"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    feed = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]>' + rss(
        "<item><title>&l11;</title><description>&l11; said.</description></item>"
    )
    (document,) = documents(feed)
    assert len(document.text) < 100
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        outside = (
            f'<!DOCTYPE r SYSTEM "{address}" [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{address}">]>'
        )
        (document,) = documents(outside + rss("<item><description>&x; &y; said.</description></item>"))
        assert "root:" not in document.text
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_entry_of_100_000_nested_tags_is_listed_and_the_next_is_read() -> None:
    bad, good = read(rss(item("<div>" * 100_000 + "x"), item("<div>" * 2500 + "She said so.")))
    assert isinstance(bad, TooLarge)
    assert "nested more than 10,000 deep" in bad.reason
    assert isinstance(good, Delivery)
    assert good.document.text == "She said so."
    assert "resiliparse" in good.document.notes[-1]


@pytest.mark.parametrize("tail", ["<" * 50_000, "&" * 50_000, "<!--" * 20_000, "<![CDATA[" * 20_000, "<a>" * 5000])
def test_harmful_feeds_cost_little(tail: str) -> None:
    for document in documents("<rss version='2.0'><channel><item><description>Said." + tail):
        assert "Said." in document.text or document.text


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with pytest.raises(TooLarge, match=r"longer than 0\.05 seconds"):
        read(rss(item("x") * 10_000), Config(container_seconds=0.05))
    assert len(documents(RSS)) == 2


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_damage_gives_entries_or_reasons(data: st.DataObject) -> None:
    feed = data.draw(st.sampled_from([ATOM, RSS, RDF])).encode()
    place = data.draw(st.integers(0, len(feed) - 1))
    harmed = feed[:place] + data.draw(st.binary(max_size=12)) + feed[place + data.draw(st.integers(0, 30)) :]
    try:
        for document in documents(harmed):
            assert document.text.strip()
    except DocumentError as error:
        assert "extraction" not in error.reason  # noqa: PT017 (nothing must crash)
