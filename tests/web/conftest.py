import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec
import pytest
from starlette.testclient import TestClient

from reportedly.evaluation.casefile import Case, CaseReport, read_cases
from reportedly.ledger.connection import writing
from reportedly.ledger.origins import note_failure
from reportedly.ledger.write import Entry, Known, store
from reportedly.linking.actors.block import keys
from reportedly.linking.actors.profile import profile_of
from reportedly.records import (
    Actor,
    ActorKind,
    Appearance,
    Document,
    DocumentHead,
    Link,
    Passage,
    Provenance,
    Report,
    When,
)
from reportedly.resolve import resolve
from reportedly.span import Span, join
from reportedly.web.app import application
from reportedly.web.settings import Serving

STRAIT = Path(__file__).parent / "strait.case"
# What is said of the speakers of the example, and the words that mention them, in text order.
CAST = {
    "Ilse Taverny": (("foreign minister",), ("its foreign minister, Ilse Taverny", "Taverny", "she", "She")),
    "Piers Oakhanger": (
        ("Tolland’s prime minister",),
        ("Tolland’s prime minister, Piers Oakhanger", "He", "his", "he", "Oakhanger", "He"),
    ),
    "Dov Harrigan": (("the Tolland admiral",), ("Dov Harrigan, the Tolland admiral", "Harrigan")),
    "Rosalind Vandermolen": (
        ("runs eleven coasters out of Kelmar",),
        ("me", "Rosalind Vandermolen, who runs eleven coasters out of Kelmar", "She", "My", "me", "I"),
    ),
    "memorandum of the strait commission": ((), ("A 40-page memorandum of the strait commission", "It", "memorandum")),
}


def head_of(document: Document) -> DocumentHead:
    return DocumentHead(
        document.id, document.origin, document.url, document.title, document.outlet, document.byline, document.published
    )


def passage(spans: tuple[Span, ...], text: str) -> Passage | None:
    return Passage(join(spans, text), spans) if spans else None


def report_of(marked: CaseReport, document: Document) -> Report:
    text = document.text
    links = [Link("publisher", document.outlet)] if document.outlet else []
    links += [Link(link.role, link.name or join(link.spans, text), link.spans) for link in marked.links]  # type: ignore[arg-type]
    if marked.actor:
        links.append(Link("speaker", marked.actor, marked.source))
    return Report(
        id=f"r:{marked.number}",
        document=head_of(document),
        kind=marked.kind,  # type: ignore[arg-type]
        source=passage(marked.source, text),
        cue=passage(marked.cue, text),
        content=Passage(join(marked.content, text), marked.content),
        actor=Actor(f"a:{marked.actor}", marked.actor, marked.actor_kind) if marked.actor else None,  # type: ignore[arg-type]
        chain=tuple(links),
        when=When(join(marked.when, text), marked.when, marked.value) if marked.when else None,
        occasion=None,
        parent=f"r:{marked.parent}" if marked.parent else None,
        stance=marked.stance,  # type: ignore[arg-type]
        confidence=0.99 - 0.037 * (int(marked.number) * 7 % 16),
        provenance=Provenance("0.1.0", "rules"),
    )


def appearance(actor: Actor, text: str) -> Appearance:
    descriptions, words = CAST.get(actor.name, ((), (actor.name,)))
    mentions, at = [], 0
    for one in words:
        found = re.compile(rf"\b{re.escape(one)}\b").search(text, at)
        assert found, one
        mentions.append(Span(*found.span()))
        at = found.end()
    return Appearance(actor.id, actor.name, actor.kind, descriptions, tuple(mentions))


Article = tuple[Document, tuple[Report, ...], tuple[Appearance, ...]]


def read_strait() -> Article:
    case: Case = next(read_cases(STRAIT))
    document = Document(
        id="d:strait", text=case.text + "\n", origin="examples/strait.txt", title=case.title, outlet=case.outlet,
        byline=("Imogen Farquharson-Lee",), published=case.published,
    )  # fmt: skip
    reports = tuple(report_of(marked, document) for marked in case.reports)
    actors = {report.actor.id: report.actor for report in reports if report.actor}
    return document, reports, tuple(appearance(actor, document.text) for actor in actors.values())


@pytest.fixture(scope="session")
def strait() -> Article:
    """The example article, its reports and its actors as a careful reader marks them."""
    return read_strait()


FERRY = """The night ferry will run again, Ilse Taverny said on Friday.

“Not one plank of it is sound,” said Osric Venn, who built it. Ms Taverny denied that.

“Half of it is new,” the harbour office wrote."""
HOSTILE = """<img src=x onerror=alert(1)>"'&{{7*7}}</title></textarea><script>alert(2)</script>\u202e"""


def entry(document: Document, reports: Sequence[Report], actors: Sequence[Appearance]) -> Entry:
    known = []
    for actor in actors:
        profile = profile_of(actor.id, actor.name, actor.kind, actor.descriptions, document.id)
        known.append(Known(actor, profile, keys(profile)))
    return Entry(document, tuple(reports), tuple(known), Provenance("0.1.0", "rules"), "config")


def person(name: str, text: str, *words: str, kind: ActorKind = "person") -> Appearance:
    places = [Span(found.start(), found.end()) for one in words for found in re.finditer(re.escape(one), text)]
    return Appearance("a:" + hashlib.sha256(name.encode()).hexdigest()[:12], name, kind, (), tuple(places))


def said(document: Document, number: int, who: Appearance | None, source: str, cue: str, content: str) -> Report:
    """A report whose words stand in the text of `document`, each for the first time."""
    text = document.text
    passages = [Passage(one, (Span(text.index(one), text.index(one) + len(one)),)) for one in (source, cue, content)]
    return Report(
        id=f"r:{document.id}-{number}", document=head_of(document), kind="indirect", source=passages[0],
        cue=passages[1], content=passages[2], actor=Actor(who.id, who.name, who.kind) if who else None,
        chain=(Link("publisher", document.outlet),) if document.outlet else (), when=None, occasion=None, parent=None,
        stance="asserts", confidence=0.8 - number / 10, provenance=Provenance("0.1.0", "rules"),
    )  # fmt: skip


def ferry() -> Entry:
    document = Document(
        "d:ferry", FERRY, "ferry.txt", "https://post.example/ferry", "Ferry to run again", "Moss & Reed Post",
        published="2025-06-03",
    )  # fmt: skip
    taverny = person("Ilse Taverny", FERRY, "Ilse Taverny", "Ms Taverny")
    venn = person("Osric Venn", FERRY, "Osric Venn, who built it")
    office = person("harbour office", FERRY, "the harbour office", kind="organization")
    reports = (
        said(document, 1, taverny, "Ilse Taverny", "said", "The night ferry will run again"),
        said(document, 2, venn, "Osric Venn, who built it", "said", "“Not one plank of it is sound,”"),
        said(document, 3, office, "the harbour office", "wrote", "“Half of it is new,”"),
    )
    return entry(document, reports, (taverny, venn, office))


def hostile() -> Entry:
    """An article each field of which is an attack."""
    text = f"{HOSTILE} one {HOSTILE} said {HOSTILE} two."
    document = Document(
        "d:hostile", text, HOSTILE, "javascript:alert(1)//" + HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), "2025-01-01",
        credit=HOSTILE, notes=(HOSTILE,),
    )  # fmt: skip
    whole = Passage(HOSTILE, (Span(0, len(HOSTILE)),))
    who = Appearance("a:0123456789ab", HOSTILE, "person", (HOSTILE,), (Span(0, 4),))
    outlet, speaker = Link("outlet", HOSTILE, (Span(0, 3),)), Link("speaker", HOSTILE, (Span(0, 4),))
    links = (Link("publisher", HOSTILE), outlet, speaker)
    report = Report(
        id="r:hostile", document=head_of(document), kind="direct", source=whole, cue=whole, content=whole,
        actor=Actor(who.id, who.name, who.kind), chain=links, when=When(HOSTILE, whole.spans, HOSTILE), occasion=whole,
        parent=None, stance="asserts", confidence=0.9, provenance=Provenance(HOSTILE, HOSTILE),
    )  # fmt: skip
    return msgspec.structs.replace(entry(document, (report,), (who,)), made_by=Provenance(HOSTILE, HOSTILE))


@pytest.fixture(scope="session")
def filled(strait: Article, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three articles and one failure; not to be written to."""
    path = tmp_path_factory.mktemp("ledger") / "news.ledger"
    earlier = Document("d:ferry0", FERRY.replace("Friday", "Monday"), "ferry.txt", "https://post.example/ferry")
    with writing(path) as ledger:
        store(ledger, entry(*strait))
        store(ledger, entry(earlier, (), ()))
        store(ledger, ferry())
        note_failure(ledger, "gone.html", "gone.html", "the file is empty")
        resolve(ledger, "test")
    return path


@pytest.fixture
def news(filled: Path, tmp_path: Path) -> Path:
    """A copy of that ledger to be written to."""
    return Path(shutil.copy(filled, tmp_path / "news.ledger"))


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """A ledger of one article, each field of which is an attack."""
    path = tmp_path / "attacked.ledger"
    with writing(path) as ledger:
        store(ledger, hostile())
        note_failure(ledger, HOSTILE, HOSTILE, HOSTILE)
        resolve(ledger, HOSTILE)
    return path


class Visitor(Protocol):
    """A browser without JavaScript that follows no redirect by itself."""

    def __call__(self, ledger: Path, **settings: Any) -> TestClient: ...


@pytest.fixture
def visit() -> Visitor:
    def visitor(ledger: Path, **settings: Any) -> TestClient:
        made = application(ledger, Serving(by="Ada", **settings))
        return TestClient(made, base_url="http://127.0.0.1:8765", follow_redirects=False)

    return visitor


@pytest.fixture
def browser(news: Path, visit: Visitor) -> TestClient:
    return visit(news)
