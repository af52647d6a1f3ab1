"""Hand-written histories (tests/cases/histories), and what holds for every lineage."""

import random
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import pipeline
from reportedly.config import Config
from reportedly.linking.origins.lineage import Lineage, lineage
from reportedly.linking.origins.outside import WORD
from reportedly.linking.origins.stories import Telling
from reportedly.records import Document, DocumentHead, Link, Passage, Provenance, Report, Role
from reportedly.span import Span, join

HISTORIES = Path(__file__).resolve().parents[1] / "cases" / "histories"
OTHER = "elsewhere "
MARK = re.compile(r"\{(q|outlet|venue|document|platform|broadcast):([^{}]*)\}")


class History(NamedTuple):
    """One history: its articles, those without the statement, and the lines of what is to be found."""

    name: str
    tellings: tuple[Telling, ...]
    others: tuple[Document, ...]
    found: tuple[str, ...]

    def elsewhere(self, passages: Sequence[str]) -> list[Document]:
        """The other articles that hold one of the passages."""
        return [document for document in self.others if any(row(words) in row(document.text) for words in passages)]

    @property
    def lineage(self) -> Lineage:
        """What is found."""
        return lineage("s:1", self.tellings, self.elsewhere)


def row(text: str) -> str:
    """The words of a text, in a row."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def telling(
    name: str,
    marked: str,
    outlet: str | None = None,
    published: str | None = None,
    byline: tuple[str, ...] = (),
    credit: str | None = None,
) -> Telling:
    """An article and its report of the statement, by the marks in the text."""
    text, spans, last = "", [], 0
    links: list[Link] = [Link("publisher", outlet)] if outlet else []
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        span = Span(len(text), len(text) + len(match[2]))
        text, last = text + match[2], match.end()
        if match[1] == "q":
            spans.append(span)
        else:
            links.append(Link(_role(match[1]), match[2], (span,)))
    text += marked[last:]
    document = Document(name, text, name, outlet=outlet, published=published, byline=byline, credit=credit)
    head = DocumentHead(name, name, None, None, outlet, byline, published)
    content = Passage(join(spans, text), tuple(spans))
    report = Report(f"r:{name}", head, "direct", None, None, content, None, tuple(links), None, None, None, None, 0.9,
                    Provenance("test", "none"))  # fmt: skip
    return Telling(report, document)


def _role(name: str) -> Role:
    roles: dict[str, Role] = {"outlet": "outlet", "venue": "venue", "document": "document", "platform": "platform"}
    return roles.get(name, "broadcast")


def histories() -> list[History]:
    """All histories, in the order of the files."""
    found = []
    for path in sorted(HISTORIES.glob("*.case")):
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, *articles = re.split(r"^--- ", block, flags=re.M)
            *told, last = articles
            lines = tuple(line for line in last.splitlines()[1:] if line.strip())
            others = [_article(one.removeprefix(OTHER)).document for one in told if one.startswith(OTHER)]
            tellings = tuple(_article(one) for one in told if not one.startswith(OTHER))
            found.append(History(head.splitlines()[0], tellings, tuple(others), lines))
    return found


def _article(block: str) -> Telling:
    head, _, text = block.partition("\n")
    name, outlet, published, *more = (part.strip() for part in head.split("|"))
    known = dict(part.split(": ", 1) for part in more)
    byline = tuple(known["byline"].split("; ")) if "byline" in known else ()
    return telling(
        name, text.strip(), None if outlet == "-" else outlet, None if published == "-" else published, byline,
        known.get("credit"),
    )  # fmt: skip


def told(found: Lineage) -> set[str]:
    """A lineage in the lines of a history."""
    lines = {
        f"{edge.document} from {edge.to_document or f'outside {edge.to_name}'} ({edge.how})" for edge in found.edges
    }
    lines |= {f"circle {', '.join(circle)}" for circle in found.circular}
    s = "" if found.events == 1 else "s"
    return lines | {
        f"origins {found.origins}",
        f"fewest {found.origins_min}",
        f"witnesses {found.witnesses} of {found.events} event{s}",
        f"first {', '.join(sorted(found.earliest))}",
    }


def expected(lines: Sequence[str]) -> set[str]:
    """The lines with the names of a set in order."""
    return {
        f"first {', '.join(sorted(line.removeprefix('first ').split(', ')))}" if line.startswith("first ") else line
        for line in lines
    }


ALL = histories()


def test_there_are_twenty_histories() -> None:
    assert len(ALL) >= 20
    assert len({history.name for history in ALL}) == len(ALL)


@pytest.mark.parametrize("history", ALL, ids=lambda history: history.name)
class TestHistory:
    def test_is_found(self, history: History) -> None:
        assert told(history.lineage) == expected(history.found)

    def test_order_does_not_matter(self, history: History) -> None:
        mixed = random.Random(7).sample(history.tellings, len(history.tellings))
        assert lineage("s:1", mixed, history.elsewhere) == history.lineage

    def test_numbers_agree(self, history: History) -> None:
        found = history.lineage
        assert 1 <= found.origins_min <= found.origins <= len(history.tellings)
        assert found.origins_min <= found.origins_expected <= len(history.tellings)
        assert found.events <= found.witnesses <= found.origins

    def test_evidence_stands_in_both_texts(self, history: History) -> None:
        texts = {one.document.id: one.document.text for one in history.tellings}
        for edge in history.lineage.edges:
            assert edge.here or edge.how == "wire"
            assert all(span.end <= len(texts[edge.document]) for span in edge.here)
            assert bool(edge.there) == bool(edge.to_document)
            assert not edge.to_document or all(span.end <= len(texts[edge.to_document]) for span in edge.there)
            assert 0.5 <= edge.confidence < 1


# Those in which the rules find every report of the statement, and its chain.
READ = (
    "one agency, three papers", "copied without a word of thanks", "a copy of a copy", "told the Echo",
    "the one who had the interview is not here", "a ladder of three", "credit and copy together", "in a circle",
    "the source comes later", "an acronym, and the agency in the byline",
)  # fmt: skip


@pytest.mark.parametrize("history", [one for one in ALL if one.name in READ], ids=lambda history: history.name)
def test_read_end_to_end(history: History) -> None:
    read = []
    annotated = pipeline.run([one.document for one in history.tellings], Config(tagger="rules"))
    for given_by_hand, (_, reports) in zip(history.tellings, annotated, strict=True):
        (content,) = given_by_hand.report.content.spans
        quoted = tuple(span for one in reports if one.kind != "indirect" for span in one.content.spans)
        found = next(one for one in reports if any(content.overlaps(span) for span in one.content.spans))
        read.append(Telling(found, given_by_hand.document, quoted))
    assert told(lineage("s:1", read)) == expected(history.found)


WORDS = " ".join(f"word{number}" for number in range(60))
OUTLETS = ("Echo", "Argus", "Northline", "Lisk Echo")


@st.composite
def tangles(draw: st.DrawFn) -> list[Telling]:
    """Articles that credit and copy one another at will, at any time."""
    tellings = []
    for number in range(draw(st.integers(1, 7))):
        outlet = draw(st.sampled_from((*OUTLETS, None)))
        credit = draw(st.sampled_from((*OUTLETS, "the Echo", "Interpress", "local media", None)))
        day = draw(st.sampled_from(("2031-03-10", "2031-03-10T08:00", "2031-03-11", None)))
        copied = WORDS if draw(st.booleans()) else f"own{number} words"
        heard = draw(st.sampled_from(("", "She told reporters.", "She told this newspaper.")))
        marked = f"{copied} {{q:the roof leaks}}, she said. {heard}"
        marked += f" So says {{outlet:{credit}}}." if credit else ""
        tellings.append(telling(f"d{number}", marked, outlet, day))
    return tellings


@given(tangles())
@settings(max_examples=150, deadline=None)
def test_any_tangle_has_a_lineage(tellings: list[Telling]) -> None:
    found = lineage("s:1", tellings)
    assert lineage("s:1", tellings[::-1]) == found
    assert 1 <= found.origins_min <= found.origins <= len(tellings)
    assert found.origins_min <= found.origins_expected
    assert found.events <= found.witnesses <= found.origins
    assert found.earliest
    assert len(found.reports) == len(tellings)
    _follow(found)


def _follow(found: Lineage) -> None:
    """Every way along the edges ends."""
    onward = {edge.document: edge.to_document for edge in found.edges}
    assert len(onward) == len(found.edges)
    for start in onward:
        node: str | None = start
        for _ in range(len(onward) + 1):
            node = onward.get(node) if node else None
        assert node is None


def test_two_reports_in_one_article_are_one_origin() -> None:
    one = telling("a", "{q:The roof leaks}, she said. It rained. She repeated it.", "Echo", "2031-03-10")
    again = one.report.content.spans[0]
    twice = Telling(
        telling("a", "The roof leaks, she said. {q:It rained}. She repeated it.", "Echo", "2031-03-10").report,
        one.document,
        (again,),
    )
    found = lineage("s:1", [one, twice])
    assert found.origins == 1
    assert [report.report for report in found.reports] == ["r:a", "r:a"]
    assert found.edges == ()


def test_no_report_has_no_origin() -> None:
    found = lineage("s:1", [])
    assert (found.origins, found.origins_min, found.origins_expected, found.earliest) == (0, 0, 0, ())


def test_notes_say_what_is_not_known() -> None:
    by_name = {history.name: " ".join(history.lineage.notes) for history in ALL}
    assert "credit one another" in by_name["in a circle"]
    assert "which copied the other is not known" in by_name["same day, nobody knows who copied"]
    assert "may be Orvanne Tribune or Lisk Tribune" in by_name["which Tribune"]
    assert "names nobody" in by_name["local media"]
    assert "no earlier report" in by_name["the source comes later"]
    assert "2 reports show neither" in by_name["earlier, and yet no source"]
    assert "2 documents the time is unknown" in by_name["no dates, no outlets"]
    assert by_name["one speech, three reporters"] == ""


def test_two_hundred_copies_are_quick() -> None:
    article = next(history for history in ALL if history.name == "copied without a word of thanks").tellings[0]
    marked = article.document.text.replace("Nobody has ever had the key", "{q:Nobody has ever had the key}")
    tellings = [telling(f"d{n}", f"{marked} Extra {n}.", f"Paper {n}", f"2031-03-{1 + n % 28:02d}") for n in range(200)]
    began = time.perf_counter()
    found = lineage("s:1", tellings)
    assert time.perf_counter() - began < 10
    assert found.origins == 1
