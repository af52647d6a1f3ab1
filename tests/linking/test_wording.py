"""Wordings: the same words however they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.statements.wording import UNKNOWN, idf, wording


def words(text: str) -> list[str]:
    return [word.text for word in wording(text).words]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“The ferry won’t sail,”", '"the ferry won\'t sail"'),
        ("a low-cost ferry", "a low – cost ferry"),
        ("The harbour’s ferry", "the harbour ferry"),
        ("[T]he ferry sails", "The ferry sails"),
        ("ﬁve ferries", "five ferries"),
        ("The U.S. ferry", "the u.s. ferry"),
    ],
)
def test_print_does_not_count(left: str, right: str) -> None:
    assert wording(left).key == wording(right).key


def test_numbers_are_whole() -> None:
    assert words("$1,250.50 on 3 May") == ["1,250.50", "on", "3", "may"]


def test_words_in_brackets_are_the_reporters() -> None:
    found = wording("they [the ferries] will sail")
    assert [word.text for word in found.words if word.inserted] == ["the", "ferries"]
    assert found.weight == wording("they will sail").weight


def test_a_bracket_that_never_closes_inserts_nothing() -> None:
    assert not any(word.inserted for word in wording("they [the ferries will sail").words)


@pytest.mark.parametrize("mark", ["…", "...", ". . .", "[...]", "(…)"])
def test_an_ellipsis_cuts_in_two(mark: str) -> None:
    assert [word.piece for word in wording(f"we sail {mark} on Friday").words] == [0, 0, 1, 1]


def test_rare_words_weigh_more() -> None:
    assert idf("the") < idf("governor") < idf("zyxomma") == UNKNOWN


@given(st.text(max_size=200))
def test_words_stand_in_order_at_their_spans(text: str) -> None:
    end = 0
    for word in wording(text).words:
        assert end <= word.span.start < word.span.end <= len(text)
        end = word.span.end
