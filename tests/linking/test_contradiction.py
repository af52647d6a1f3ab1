"""Candidates for contradiction: few, and each with words that a reader sees to be opposed."""

from itertools import count

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.contradiction import opposed
from reportedly.records import Rendering

NUMBERS = count(1)


def said(content: str, actor: str | None = "a:mayor", day: str | None = "2031-05-02") -> Rendering:
    number = next(NUMBERS)
    return Rendering(number, f"r:{number}", content, "indirect", actor, f"d:{number}", "Harbour Post", day)


SOLD = "The harbour of Orlow will be sold to the Brae shipyard"
NOT_SOLD = "“We will not sell the Orlow harbour to the Brae shipyard.”"


def test_two_actors_of_whom_one_denies_what_the_other_says() -> None:
    mayor, union = said(SOLD), said(NOT_SOLD, "a:union")
    found = opposed(mayor, union)
    assert found
    assert (found.left, found.right, found.how) == (mayor.number, union.number, "opposed")
    assert found.reason.startswith("One says “sold”, the other “not sell”; both speak of ")
    assert "brae" in found.reason


def test_one_actor_on_two_days_the_earlier_first() -> None:
    before, after = said(SOLD, day="2031-01-02"), said(NOT_SOLD, day="2031-03-01")
    found = opposed(after, before)
    assert found
    assert (found.left, found.right, found.how) == (before.number, after.number, "changed")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The senator supports the ban on night flights", "The senator opposes the ban on night flights"),
        ("the tax on fishing boats is fair and legal", "the tax on fishing boats is illegal"),
        ("no soldier fired on the crowd in Halm Square", "soldiers had fired on the crowd in Halm Square"),
        ("that none of the barrels was leaking when the inspectors came", "the barrels were leaking in May"),
        ("he had never touched the ledger", "that Osric Venn had touched the ledger"),
        (
            "The pier is old. We did not close the fish market, and nobody asked us to.",
            "that the council closed the fish market",
        ),
    ],
)
def test_opposed(left: str, right: str) -> None:
    assert opposed(said(left), said(right, "a:other"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SOLD, "The harbour of Orlow was built by the Brae shipyard"),
        (SOLD, "the choir of Orlow will not sing on Sunday"),
        ("the senator did not reject the ban on night flights", "the senator accepted the ban on night flights"),
        ("We will not sell the harbour to the shipyard", "we won't sell the harbour to the shipyard"),
        ("no", "yes"),
        ("", ""),
    ],
)
def test_not_opposed(left: str, right: str) -> None:
    assert opposed(said(left), said(right, "a:other")) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(SOLD, "the board for not selling the Orlow harbour to the Brae shipyard", id="a reproach"),
        pytest.param("to sell the Orlow harbour to the Brae shipyard", NOT_SOLD, id="a wish"),
        pytest.param("no to the harbour tax of Orlow", "the harbour tax of Orlow", id="things alone"),
        pytest.param("the harbour of Orlow may be sold to the Brae shipyard", NOT_SOLD, id="what may be"),
        pytest.param(SOLD, "whether the Orlow harbour was not sold to the Brae shipyard", id="a question"),
        pytest.param(SOLD, "Orlow harbour was never sold for more to the Brae shipyard", id="a comparison"),
        pytest.param(SOLD, "he failed to sell the Orlow harbour to the Brae shipyard, not us", id="two denials"),
        pytest.param(
            "Lena Maro paid the harbour duty for the trawlers", "Tomas Brandt has not paid the harbour duty",
            id="two persons",
        ),
        pytest.param("60 trawlers paid the harbour duty", "40 trawlers have not paid the harbour duty", id="numbers"),
        pytest.param(
            "he supports the ban on night flights",
            "I saw that he had opposed the ban on night flights; and now he supports the ban on night flights",
            id="both in one",
        ),
    ],
)  # fmt: skip
def test_words_that_look_opposed_and_are_not(left: str, right: str) -> None:
    assert opposed(said(left), said(right, "a:other")) is None


def test_one_actor_on_one_day_is_no_change_of_mind() -> None:
    assert opposed(said(SOLD), said(NOT_SOLD)) is None
    assert opposed(said(SOLD, day=None), said(NOT_SOLD)) is None


def test_nobody_contradicts_nobody() -> None:
    assert opposed(said(SOLD, None), said(NOT_SOLD, None)) is None
    assert opposed(said(SOLD, None), said(NOT_SOLD)) is None


WORDS = "the harbour of Orlow will not be sold to Brae nobody supports opposes ban and legal illegal . ;".split()
CONTENTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(CONTENTS, CONTENTS, st.sampled_from(["a:mayor", "a:union"]), st.sampled_from(["2031-05-02", "2031-05-04", None]))
def test_which_is_left_makes_no_difference(left: str, right: str, actor: str, day: str | None) -> None:
    one, other = said(left), said(right, actor, day)
    assert opposed(one, other) == opposed(other, one)


@given(CONTENTS)
def test_nothing_contradicts_itself(words: str) -> None:
    one = said(words)
    assert opposed(one, msgspec.structs.replace(said(words), actor="a:other")) is None


@pytest.mark.parametrize("word", ["not ", "no harbour ", "un", "for not ", "“"])
def test_a_long_content_takes_linear_time(word: str) -> None:
    long = word * 20_000
    assert opposed(said(long), said(long + SOLD, "a:other")) is None
