import re

from reportedly.records import Actor, Document, DocumentHead, Link, Passage, Provenance, Report
from reportedly.span import Span
from reportedly.web.article import article_page

TEXT = "(Moss Wire) — “No,” said Ada Brandt. In a Reed Post interview she said so."
ADA = Actor("a:1", "Ada Brandt", "person")
PUBLISHER = Link("publisher", "Daily Star")
WIRE = Link("outlet", "Moss <Wire>", (Span(1, 10),))
SPEAKER = Link("speaker", "Ada Brandt", (Span(25, 35),))


def drawing(*chain: Link, actor: Actor | None = ADA) -> str:
    """The chain of the only note on a page."""
    report = Report(
        id="r:1", document=DocumentHead("d:1", "a.txt", None, None, None, (), None), kind="direct",
        source=Passage("Ada Brandt", (Span(25, 35),)), cue=None, content=Passage("“No,”", (Span(14, 19),)),
        actor=actor, chain=chain, when=None, occasion=None, parent=None, stance=None, confidence=0.9,
        provenance=Provenance("0", "rules"),
    )  # fmt: skip
    page = article_page(Document("d:1", TEXT, "a.txt"), [report])
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))
    return page.partition('<ol class="chain"')[2].partition("</ol>")[0]


def boxes(drawn: str) -> list[str]:
    return [re.sub("<[^>]+>", "", box) for box in re.findall(r"<li[^>]*>(.*?)</li>", drawn)]


def test_each_link_is_a_box_with_its_name_and_its_role_in_words() -> None:
    assert boxes(drawing(PUBLISHER, WIRE, SPEAKER)) == [
        "Daily Star publisher", "Moss &lt;Wire&gt; outlet", "Ada Brandt speaker",
    ]  # fmt: skip


def test_a_link_leads_to_its_words_and_the_speaker_to_its_row() -> None:
    assert re.findall(r'href="#([^"]+)"', drawing(PUBLISHER, WIRE, SPEAKER)) == ["w1-10", "s1"]


def test_the_order_is_told_to_those_who_do_not_see_the_arrows() -> None:
    assert 'role="list" aria-label="Chain, from the page inward"' in drawing(PUBLISHER, SPEAKER)


def test_a_chain_without_speaker_ends_in_a_box_that_says_so() -> None:
    assert boxes(drawing(PUBLISHER, WIRE, actor=None))[-1] == "Ada Brandt nobody could be named"


def test_without_chain_there_is_no_drawing() -> None:
    assert drawing() == ""
