"""Claims: the parts of a content that may each be a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.statements.claims import claims, claims_of
from reportedly.linking.statements.wording import words_of
from reportedly.span import Span


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("The quay is closed. Nobody was hurt there.", ("The quay is closed.", "Nobody was hurt there.")),
        ("the quay is closed and that nobody was hurt", ("the quay is closed", "that nobody was hurt")),
        ("the quay is closed, but nobody was hurt", ("the quay is closed", "nobody was hurt")),
        (
            "the quay was “a death trap,” “not a place for children”",
            ("the quay was “a death trap", "“not a place for children”"),
        ),
        ("the quay is closed; nobody was hurt", ("the quay is closed", "nobody was hurt")),
        ("the mayor and the council closed it", ("the mayor and the council closed it",)),
        ("No. The quay is closed.", ("No. The quay is closed.",)),
        ("closed", ("closed",)),
        ("", ("",)),
    ],
)
def test_claims(content: str, found: tuple[str, ...]) -> None:
    assert claims_of(content) == found


def test_claims_of_a_discontinuous_content() -> None:
    text = '"The quay is closed," she said. "Nobody was hurt there."'
    spans = (Span(1, 19), Span(33, 55))
    assert [[span.of(text) for span in claim] for claim in claims(spans, text)] == [
        ["The quay is closed"],
        ["Nobody was hurt there."],
    ]


@given(st.lists(st.sampled_from("quay and but ; — closed. “no,”".split())).map(" ".join))
def test_no_word_is_lost_but_conjunctions(content: str) -> None:
    def told(text: str) -> list[str]:
        return [word.text for word in words_of(text) if word.text not in ("and", "but")]

    assert told(" ".join(claims_of(content))) == told(content)
