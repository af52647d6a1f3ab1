"""Whom a report credits, and which newsroom a name means."""

import time

import pytest

from reportedly.linking.origins.crediting import FIRST, HELPED, IN_CHAIN, NEARBY, WIRE, credits_of
from reportedly.linking.origins.newsrooms import is_described, is_same, meanings, newsroom
from reportedly.records import Document, DocumentHead, Link, Passage, Provenance, Report
from reportedly.span import Span


def credited(text: str, *links: str, outlets: tuple[str, ...] = (), **known: object) -> list[tuple[str, str, float]]:
    """What is credited by a report of "the roof leaks" in a document, whose chain names these outlets."""
    document = Document("d:1", text, "a.txt", outlet="Lisk Argus", **known)  # type: ignore[arg-type]
    head = DocumentHead("d:1", "a.txt", None, None, "Lisk Argus", (), None)
    start = text.index("the roof leaks")
    span = Span(start, start + len("the roof leaks"))
    chain = [Link("outlet", name, (Span(text.index(name), text.index(name) + len(name)),)) for name in links]
    report = Report("r:1", head, "indirect", None, None, Passage("the roof leaks", (span,)), None,
                    (Link("publisher", "Lisk Argus"), *chain), None, None, None, None, 1.0,
                    Provenance("0", "none"))  # fmt: skip
    return [(credit.name, credit.how, credit.confidence) for credit in credits_of(report, document, outlets)]


@pytest.mark.parametrize(
    ("text", "link", "how", "sure"),
    [
        ("LISK (OPA) - She said the roof leaks.", "OPA", "wire", WIRE),
        ("By: Orvanne Press Agency\nShe said the roof leaks.", "Orvanne Press Agency", "wire", WIRE),
        ("She said the roof leaks.\nSource: Interpress", "Interpress", "wire", WIRE),
        ("She said the roof leaks.\n- Interpress", "Interpress", "wire", WIRE),
        ("She told the Echo the roof leaks.", "the Echo", "credits", IN_CHAIN),
        ("She says the roof leaks (the Echo).", "the Echo", "credits", IN_CHAIN),
        ("The roof: the roof leaks, the Echo reported.", "the Echo", "credits", IN_CHAIN),
    ],
)
def test_chain(text: str, link: str, how: str, sure: float) -> None:
    assert credited(text, link) == [(link, how, sure)]


def test_nothing_is_credited() -> None:
    assert credited("She said the roof leaks.") == []


def test_the_publisher_is_not_credited() -> None:
    assert credited("She told the Argus the roof leaks.", "the Argus") == []


def test_a_described_outlet_is_unsure_and_yields_to_a_name() -> None:
    ((name, _, sure),) = credited("Local media say the roof leaks.", "Local media")
    assert name == "Local media"
    assert sure < IN_CHAIN
    found = credited("Local media say the roof leaks, the Echo reported.", "Local media", "the Echo")
    assert [name for name, _, _ in found] == ["the Echo"]


def test_the_agency_of_the_page_stands_before_whom_the_sentence_names() -> None:
    text = "She told the Echo that the roof leaks.\nSource: Interpress"
    assert [name for name, _, _ in credited(text, "the Echo", "Interpress")] == ["Interpress", "the Echo"]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (("Reuters",), ["Reuters"]),
        (("By Jo Teller, Associated Press",), ["Associated Press"]),
        (("Jo Teller, HNA",), ["HNA"]),
        (("Jo Teller, MP",), []),
        (("Jo Teller and agencies",), ["agencies"]),
        (("Jo Teller", "Ada Post"), []),
        (("Jo Teller for Northline",), ["Northline"]),
    ],
)
def test_byline(byline: tuple[str, ...], names: list[str]) -> None:
    found = credited("She said the roof leaks.", byline=byline, outlets=("Northline",))
    assert [name for name, _, _ in found] == names
    assert all(how == "wire" for _, how, _ in found)


def test_the_credit_that_the_reader_found() -> None:
    assert credited("She said the roof leaks.", credit="Interpress") == [("Interpress", "wire", WIRE)]


def test_notes() -> None:
    text = "She said the roof leaks. The leak was first reported by the Quillmouth Echo."
    assert credited(text) == [("Quillmouth Echo", "credits", FIRST)]
    text = "She said the roof leaks. Brezo News Agency contributed to this report."
    assert credited(text) == [("Brezo News Agency", "credits", HELPED)]


def test_an_outlet_that_has_the_statement_is_found_in_the_words() -> None:
    text = "She said the roof leaks. Last week she told Northline that it did not."
    assert credited(text) == []
    assert credited(text, outlets=("Northline", "Brezo Standard")) == [("Northline", "credits", NEARBY)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AP", "The Associated Press"), ("the Courier", "Courier"), ("Courier.com", "The Courier"),
        ("AFP", "Agence France-Presse"), ("the Echo", "Quillmouth Echo"), ("HNA", "Halden News Agency"),
        ("BBC News", "BBC"), ("ÉCHO DE LISK", "Écho de Lisk"),
    ],
)  # fmt: skip
def test_one_newsroom(one: str, other: str) -> None:
    assert is_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Courier", "Courier-Herald"),
        ("Lisk", "Lisk Post"),
        ("the Post", "The Postilion"),
        ("", "Echo"),
        ("AP", "APA"),
    ],
)
def test_two_newsrooms(one: str, other: str) -> None:
    assert not is_same(one, other)


def test_meanings() -> None:
    assert meanings("the Echo", ["Lisk Echo", "Brezo Echo", "Argus"]) == ("Lisk Echo", "Brezo Echo")
    assert meanings("Lisk Echo", ["The Lisk Echo", "Echo"]) == ("The Lisk Echo",)
    assert meanings("local media", ["Lisk Media"]) == ()


def test_newsrooms_without_letters() -> None:
    assert newsroom("...") == ""
    assert newsroom("The") == "the"
    assert is_described("state television")
    assert not is_described("Northline")


@pytest.mark.parametrize("piece", ["A.", "By ", "Aa ", "told Aa ", "first reported by A", "A of "])
def test_time_is_linear(piece: str) -> None:
    text = "the roof leaks " + piece * (100_000 // len(piece))
    began = time.perf_counter()
    credited(text, outlets=("Northline",), byline=(piece * 1000,))
    assert time.perf_counter() - began < 5
