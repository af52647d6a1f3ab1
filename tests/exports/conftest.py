"""A ledger that holds everything which could break a form: invented people and papers, no model.

| document | what |
|---|---|
| d:1 | `NASTY`: five reports, one nested, one interrupted; line ends of all kinds, a NUL, an emoji, Hebrew, formulas |
| d:2 | `PLAIN` at an address: two reports, one that a person rejects in `judged` |
| d:3 | the same text under another address: so the same reports' ids |
| d:4 | nothing found |
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.ledger.connection import open_to_read, transaction, writing
from reportedly.ledger.effect import settle
from reportedly.ledger.judgements import append
from reportedly.ledger.write import Entry, Known, now, store
from reportedly.records import (
    Actor,
    Appearance,
    Document,
    DocumentHead,
    Judgement,
    Kind,
    Link,
    Passage,
    Profile,
    Provenance,
    Report,
    Stance,
    Subject,
    Verdict,
    When,
)
from reportedly.span import Span, join

MADE_BY = Provenance("0.0-test", "rules")
BRANDT = Actor("a:b0", "Ada Brandt", "person")
SUN = Actor("a:50", "Sun", "outlet")
CRITICS = Actor("a:c0", "critics", "group")
POLL = Actor("a:d0", "a poll", "document")

NASTY = (
    "“No 🌊 ever,” said Ada\tBrandt on Sunday,\r\n\r\n“not before May.”\r\n"
    "The Sun claimed critics had written \"=cmd()|'x'!A1, or\nworse\".\r\n"
    "-5 per cent agree, a poll found.\x00 \u202bשלום עולם\u202c, she added.\n"
)
PLAIN = "=HYPERLINK(1) is what they wrote. +41 is the code, Ada Brandt said."


def at(text: str, *words: str) -> Passage:
    """Where each of the words first stands behind the one before."""
    spans, start = [], 0
    for some in words:
        start = text.index(some, start)
        spans.append(Span(start, start + len(some)))
        start += len(some)
    return Passage(join(spans, text), tuple(spans))


def report(
    document: Document,
    id: str,
    words: tuple[str | None, str | None, tuple[str, ...]],
    how: tuple[Kind, Stance | None, float],
    actor: Actor | None,
    links: tuple[Link, ...] = (),
    **more: object,
) -> Report:
    """A report by the words of its source, cue and content; its chain is made whole."""
    head = DocumentHead(
        document.id, document.origin, document.url, document.title, document.outlet, document.byline, document.published
    )
    source, cue = (at(document.text, some) if some else None for some in words[:2])
    kind, stance, confidence = how
    first = (Link("publisher", document.outlet),) if document.outlet else ()
    last = (Link("speaker", actor.name, source.spans if source else ()),) if actor else ()
    fields = {"when": None, "occasion": None, "parent": None, **more}
    return Report(
        id=id, document=head, kind=kind, source=source, cue=cue, content=at(document.text, *words[2]), actor=actor,
        chain=(*first, *links, *last), stance=stance, confidence=confidence, provenance=MADE_BY, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _nasty() -> Entry:
    document = Document(
        "d:1", NASTY, "a b.txt", "https://post.example/1?a=ü b", '=1+1 "No, ever"', "Post", ("Jo Ek", "Al Um"),
        "2025-05-14", "en",
    )  # fmt: skip
    inner = "\"=cmd()|'x'!A1, or\nworse\""
    when = When("Sunday", at(NASTY, "Sunday").spans, "2025-05-11")
    via = (Link("venue", "a rally"), Link("relayer", "Io Venn"))
    reports = (
        report(
            document, "r:1", ("Ada\tBrandt", "said", ("“No 🌊 ever,”", "“not before May.”")),
            ("direct", "denies", 0.9321), BRANDT, via, when=when, occasion=at(NASTY, "May"),
        ),
        report(
            document, "r:2", ("The Sun", "claimed", (f"critics had written {inner}",)), ("mixed", "asserts", 0.5), SUN
        ),
        report(
            document, "r:3", ("critics", "had written", (inner,)), ("direct", None, 0.25), CRITICS,
            (Link("outlet", "the Sun", at(NASTY, "The Sun").spans),), parent="r:2",
        ),
        report(document, "r:4", ("a poll", "found", ("-5 per cent agree",)), ("indirect", "asserts", 1.0), POLL),
        report(document, "r:5", ("she", "added", ("\u202bשלום עולם\u202c",)), ("indirect", "hedges", 0.1), None),
    )  # fmt: skip
    names = {BRANDT: at(NASTY, "Ada\tBrandt").spans + at(NASTY, "she").spans, SUN: at(NASTY, "The Sun").spans}
    return entry(document, reports, names)


def _plain(id: str, url: str | None) -> Entry:
    document = Document(id, PLAIN, f"{id}.txt", url)
    reports = (
        report(document, "r:6", (None, "wrote", ("=HYPERLINK(1)",)), ("indirect", None, 0.75), None),
        report(document, "r:7", ("Ada Brandt", "said", ("+41 is the code",)), ("indirect", "asserts", 0.8), BRANDT),
    )
    return entry(document, reports, {})


def entry(document: Document, reports: tuple[Report, ...], names: dict[Actor, tuple[Span, ...]]) -> Entry:
    """What the ledger is given; `names` are the places that refer to an actor."""
    actors = dict.fromkeys(one.actor for one in reports if one.actor)
    known = [
        Known(
            Appearance(
                actor.id, actor.name, actor.kind, ("minister",) if actor == BRANDT else (), names.get(actor, ())
            ),
            Profile(actor.id, actor.name, actor.kind),
            (actor.name,),
        )
        for actor in actors
    ]
    return Entry(document, reports, tuple(known), MADE_BY, "test")


ENTRIES = (
    _nasty(),
    _plain("d:2", "https://post.example/2"),
    _plain("d:3", "https://sun.example/3"),
    Entry(Document("d:4", "Rain.", "rain.txt"), (), (), MADE_BY, "test"),
)
ALL = ["r:1", "r:2", "r:3", "r:4", "r:5", "r:6", "r:7", "r:6", "r:7"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger with all entries. Do not write to it."""
    path = tmp_path_factory.mktemp("exports") / "small.ledger"
    with writing(path) as ledger:
        for one in ENTRIES:
            store(ledger, one)
    return path


@pytest.fixture
def connection(made: Path) -> Iterator[sqlite3.Connection]:
    """The ledger, to ask."""
    with closing(open_to_read(made)) as opened:
        yield opened


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy of the ledger, to write to."""
    return Path(shutil.copy(made, tmp_path / "own.ledger"))


def judge(path: Path, about: Subject, left: str, right: str | None = None, verdict: Verdict = "right") -> None:
    """What a person says of a report, with all that follows from it."""
    with writing(path) as ledger, transaction(ledger) as connection:
        append(connection, Judgement(about, left, right, verdict, None, (), "person", "Vi", now()))
        settle(connection, left)
