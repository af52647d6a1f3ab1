"""A small ledger made by hand: invented people and papers, no model.

| document | outlet | day | who says what |
|---|---|---|---|
| FERRY | Harbour Post | 2024-03-10 | Lena Maro: the ferry, denies; Tomas Brandt: money; a source: a memo |
| FERRY_LATER (same URL) | Harbour Post | 2024-03-11 | Lena Maro: the ferry again |
| QUAY | The Courier | 2024-04-02 | L. Maro (the same actor): the quay; the Harbour Board: cranes |
| CRANES | The Courier | 2023-12-31 | the Harbour Board: cranes; a source: strikes |
| TOKYO | 港新聞 | 2024-04-02 | 原田健: the bridge, in Japanese |
| LETTER | none | none | Tomas Brandt: a promise; nobody: a rumour |
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.profiles import assign
from reportedly.ledger.write import Entry, Known, store
from reportedly.records import (
    Actor,
    ActorKind,
    Appearance,
    Document,
    DocumentHead,
    Kind,
    Link,
    Passage,
    Profile,
    Provenance,
    Report,
    Stance,
)
from reportedly.span import Span

MADE_BY = Provenance("0.0-test", "rules")


def digest(prefix: str, *parts: str) -> str:
    return f"{prefix}:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


class Who(NamedTuple):
    """An actor; `apart`: its profile is its document's own, as of those who are described and not named."""

    name: str
    kind: ActorKind = "person"
    descriptions: tuple[str, ...] = ()
    apart: bool = False

    @property
    def id(self) -> str:
        return digest("a", self.kind, self.name)


LENA = Who("Lena Maro", descriptions=("transport minister",))
L_MARO = Who("L. Maro", descriptions=("the minister",))
TOMAS = Who("Tomas Brandt", descriptions=("harbour master",))
BOARD = Who("Harbour Board", "organization")
SOURCE = Who("a source", "unnamed", apart=True)
HARADA = Who("原田健")


class Said(NamedTuple):
    """One report; its words stand in the text one after the other, in any order."""

    who: Who | None
    source: str
    cue: str
    content: str
    stance: Stance = "asserts"
    kind: Kind = "indirect"
    confidence: float = 0.9


def passage(text: str, words: str) -> Passage | None:
    start = text.find(words)
    return Passage(words, (Span(start, start + len(words)),)) if words else None


def entry(text: str, *said: Said, made_by: Provenance = MADE_BY, body: bytes | None = None, **fields: object) -> Entry:
    """What the ledger is given of a document in which these reports were found."""
    url = str(fields.get("url") or "")
    fields = {"origin": url or f"{digest('file', text)}.txt", **fields}
    document = Document(id=digest("d", url, text), text=text, **fields)  # type: ignore[arg-type]
    reports = tuple(_report(document, one, made_by) for one in said)
    who = dict.fromkeys(one.who for one in said if one.who)
    return Entry(document, reports, tuple(_known(document, one) for one in who), made_by, "test", body)


def _report(document: Document, said: Said, made_by: Provenance) -> Report:
    head = DocumentHead(
        document.id, document.origin, document.url, document.title, document.outlet, document.byline, document.published
    )
    source, cue, content = (passage(document.text, words) for words in (said.source, said.cue, said.content))
    assert content is not None
    actor = Actor(said.who.id, said.who.name, said.who.kind) if said.who else None
    chain = [Link("publisher", document.outlet)] if document.outlet else []
    chain += [Link("speaker", said.who.name, source.spans if source else ())] if said.who else []
    return Report(
        digest("r", document.text, str(content.spans)), head, said.kind, source, cue, content, actor, tuple(chain),
        None, None, None, said.stance, said.confidence, made_by,
    )  # fmt: skip


def _known(document: Document, who: Who) -> Known:
    start = document.text.find(who.name)
    mentions = (Span(start, start + len(who.name)),) if start >= 0 else ()
    sense = f"in {document.id}" if who.apart else ""
    profile = digest("a", who.kind, who.name, sense) if who.apart else who.id
    return Known(
        Appearance(who.id, who.name, who.kind, who.descriptions, mentions),
        Profile(profile, who.name, who.kind, who.descriptions, sense),
        (who.name.split()[-1].casefold(),),
    )


FERRY = entry(
    "Lena Maro denied that the ferry was unsafe. Tomas Brandt said the budget holds no money for a new one."
    " A source said a memo had warned of it.",
    Said(LENA, "Lena Maro", "denied", "the ferry was unsafe", "denies", confidence=0.95),
    Said(TOMAS, "Tomas Brandt", "said", "the budget holds no money for a new one", confidence=0.6),
    Said(SOURCE, "A source", "said", "a memo had warned of it", confidence=0.4),
    title="Ferry row", url="https://post.example/ferry", outlet="Harbour Post", published="2024-03-10",
    byline=("Io Venn",), body=b"<p>Lena Maro denied ...</p>",
)  # fmt: skip
FERRY_LATER = entry(
    "Lena Maro said again on Monday that the ferry was safe, and that the café on board would stay.",
    Said(LENA, "Lena Maro", "said", "the ferry was safe"),
    Said(LENA, "Lena Maro", "said", "the café on board would stay", "promises", "mixed", 0.7),
    title="Ferry row: minister replies", url="https://post.example/ferry", outlet="Harbour Post",
    published="2024-03-11T08:00:00Z",
)  # fmt: skip
QUAY = entry(
    "“We will widen the quay,” L. Maro said. The Harbour Board asked for two more cranes.",
    Said(L_MARO, "L. Maro", "said", "“We will widen the quay,”", "promises", "direct"),
    Said(BOARD, "The Harbour Board", "asked for", "two more cranes", "demands"),
    title="A wider quay", url="https://courier.example/quay", outlet="The Courier", published="2024-04-02",
)  # fmt: skip
CRANES = entry(
    "The cranes are old, the Harbour Board said. A source said the crane drivers would strike over the budget.",
    Said(BOARD, "the Harbour Board", "said", "The cranes are old"),
    Said(SOURCE, "A source", "said", "the crane drivers would strike over the budget", "predicts", confidence=0.3),
    title="Old cranes", url="https://courier.example/cranes", outlet="The Courier", published="2023-12-31",
)  # fmt: skip
TOKYO = entry(
    "原田健は東京都の橋が安全だと述べた。",
    Said(HARADA, "原田健", "述べた", "東京都の橋が安全だ"),
    title="橋の話", url="https://minato.example/1", outlet="港新聞", published="2024-04-02", language="ja",
)  # fmt: skip
LETTER = entry(
    "Tomas Brandt promised to answer every letter. There is talk that the harbour will close.",
    Said(TOMAS, "Tomas Brandt", "promised", "to answer every letter", "promises"),
    Said(None, "", "There is talk that", "the harbour will close", confidence=0.5),
    origin="letter.txt",
)  # fmt: skip
ENTRIES = (FERRY, FERRY_LATER, QUAY, CRANES, TOKYO, LETTER)


@pytest.fixture(scope="session")
def whole_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger with all entries, in their order; "L. Maro" is the actor Lena Maro. Do not write to it."""
    path = tmp_path_factory.mktemp("ledger") / "small.ledger"
    with writing(path) as ledger:
        for one in ENTRIES:
            store(ledger, one)
        with transaction(ledger) as connection:
            assign(connection, {L_MARO.id: LENA.id})
    return path


@pytest.fixture(scope="session")
def connection(whole_ledger: Path) -> Iterator[sqlite3.Connection]:
    """The ledger, to ask."""
    with closing(open_to_read(whole_ledger)) as opened:
        yield opened


@pytest.fixture
def ledger(whole_ledger: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the ledger, to write to."""
    path = tmp_path / "copy.ledger"
    shutil.copy(whole_ledger, path)
    with writing(path) as opened:
        yield opened


def contents(connection: sqlite3.Connection, numbers: tuple[int, ...]) -> list[str]:
    """What the reports of these numbers say."""
    return [connection.execute("SELECT content FROM report WHERE number = ?", (one,)).fetchone()[0] for one in numbers]
