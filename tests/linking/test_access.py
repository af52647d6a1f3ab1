"""Signs of direct access, and the events that they show."""

import pytest

from reportedly.linking.origins.access import Mark, Medium, events, marks_of
from reportedly.records import DocumentHead, Link, Passage, Provenance, Report, Role
from reportedly.span import Span


def marks(text: str, *links: tuple[Role, str]) -> list[tuple[str, str]]:
    """The media and names that a report of "the roof leaks" in the Lisk Argus shows."""
    head = DocumentHead("d:1", "a.txt", None, None, "Lisk Argus", (), None)
    start = text.index("the roof leaks")
    content = Passage("the roof leaks", (Span(start, start + len("the roof leaks")),))
    chain = tuple(Link(role, name, (Span(text.index(name), text.index(name) + len(name)),)) for role, name in links)
    report = Report("r:1", head, "indirect", None, None, content, None, chain, None, None, None, None, 1.0,
                    Provenance("0", "none"))  # fmt: skip
    return [(mark.medium, mark.name) for mark in marks_of(report, text)]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("She told reporters that the roof leaks.", "spoken"),
        ("At a news conference she said that the roof leaks.", "spoken"),
        ("She said the roof leaks. It was her first press briefing.", "spoken"),
        ("In a written statement she said the roof leaks.", "document"),
        ("She told this newspaper the roof leaks.", "interview"),
        ("In a long interview she said the roof leaks.", "interview"),
        ("She told the Argus that the roof leaks.", "interview"),
        ("the roof leaks, she said by telephone: she said by phone.", "interview"),
    ],
)
def test_words(text: str, medium: str) -> None:
    assert medium in [found for found, _ in marks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "She said the roof leaks.",
        "She told Northline that the roof leaks.",
        "In an interview with Northline she said the roof leaks.",
        "The reporters left. A man ate. She said the roof leaks.",
        "She told reporters to leave. A man ate fish. Then she said the roof leaks.",
    ],
)
def test_no_sign(text: str) -> None:
    assert marks(text) == []


def test_chain() -> None:
    text = "On Radio Brezo and at a rally she said the roof leaks, in a memoir and on Telegram."
    links: list[tuple[Role, str]] = [
        ("broadcast", "Radio Brezo"), ("venue", "a rally"), ("document", "a memoir"), ("platform", "Telegram")
    ]  # fmt: skip
    assert marks(text, *links) == [
        ("spoken", "Radio Brezo"), ("spoken", "a rally"), ("document", "a memoir"), ("platform", "Telegram")
    ]  # fmt: skip


def mark(medium: Medium, name: str = "") -> Mark:
    return Mark(medium, name, ())


@pytest.mark.parametrize(
    ("witnesses", "count"),
    [
        ([], 0),
        ([[mark("spoken")], [mark("spoken", "a rally in Lisk")], [mark("spoken")]], 1),
        ([[mark("spoken", "a rally in Lisk")], [mark("spoken", "the court")]], 2),
        ([[mark("document", "a statement")], [mark("document", "a written statement")]], 1),
        ([[mark("document")], [mark("spoken")]], 2),
        ([[mark("document")], [mark("spoken")], [mark("spoken"), mark("document")]], 1),
        ([[mark("interview", "Lisk Argus")], [mark("interview", "Northline")]], 2),
        ([[mark("interview", "Radio Brezo")], [mark("spoken", "Radio Brezo")]], 1),
        ([[mark("interview", "Lisk Argus")], [mark("spoken", "a rally")]], 2),
    ],
)
def test_events(witnesses: list[list[Mark]], count: int) -> None:
    assert events(witnesses) == count
    assert events(witnesses[::-1]) == count
