"""Likeness: features of two claims, the same whichever is left, and what they make likely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.statements.likeness import (
    Likeness,
    Speech,
    claim_of,
    common,
    common_but_names,
    likeness,
    weighed,
    weights,
)

OURS = Speech(True, True, False)
SAID = "We will dredge the harbour at Quillon before 12 October"
CLAIMS = st.lists(st.sampled_from("we will not dredge the Quillon harbour 12 October".split()), max_size=10).map(
    " ".join
)


def probability(left: str, right: str, speech: Speech = OURS) -> float:
    return weighed(claim_of(left), claim_of(right), speech).probability


def test_every_feature_has_a_weight() -> None:
    bias, table = weights()
    assert isinstance(table, Likeness)
    assert bias < 0  # two claims that share nothing are not one


def test_what_a_claim_holds() -> None:
    claim = claim_of("We won't dredge the harbours at Quillon before 12 October")
    assert {"dredg", "harbo", "quill", "octob"} <= claim.stems.keys()
    assert "the" not in claim.stems
    assert (claim.numbers, claim.negated) == (frozenset(("12",)), True)


def test_forms_of_one_word_are_common() -> None:
    assert common(claim_of("dredging the harbours"), claim_of("to dredge a harbour")) > 10


def test_names_are_told_by_their_capital_but_for_the_first_word() -> None:
    claim = claim_of("Dredging the harbour at Quillon")
    assert claim.names == {"quill"}
    other = claim_of("dredgers left Quillon")
    assert 0 < common_but_names(claim, other) < common(claim, other)
    assert common_but_names(claim, claim_of("quillon")) == 0  # written as a name by one is enough


def test_a_speaker_of_both_makes_it_likelier() -> None:
    other = "to dredge the harbour before winter"
    one, unknown, two = (probability(SAID, other, Speech(same, False, False)) for same in (True, None, False))
    assert one > unknown > two


def test_two_quotations_must_share_their_words() -> None:
    other = "Quillon harbour: dredge it before October comes"
    assert probability(SAID, other, Speech(True, True, False)) < probability(SAID, other, Speech(True, False, False))
    assert probability(SAID, SAID) > 0.95


@given(CLAIMS, CLAIMS)
def test_sides_do_not_count(left: str, right: str) -> None:
    one, other = (likeness(claim_of(a), claim_of(b), OURS)[0] for a, b in ((left, right), (right, left)))
    assert one._replace(run=0, quoted=0) == pytest.approx(other._replace(run=0, quoted=0))  # equally good alignments


@given(CLAIMS, CLAIMS)
def test_a_probability(left: str, right: str) -> None:
    assert 0 < probability(left, right) < 1
