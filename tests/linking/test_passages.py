"""Passages that two documents share, and what is no passage."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.origins.outside import Outside, outside
from reportedly.linking.origins.passages import Reuse, evidence, reuse
from reportedly.span import Span

PUMPS = (
    "For eleven years the pumps under Cooper Street have been switched on by hand, by whoever lives nearest when the"
    " rain begins. On Tuesday they failed, and the cellars of forty houses filled within the hour. "
)
BOARD = (
    " The water board did not answer questions about who was meant to have it. A report had advised that the pumps be"
    " made automatic, at a price of sixty thousand crowns."
)
KEY = "“Nobody has ever had the key to the second pump, and nobody on this street has ever been asked to look for it,”"
OTHER = (
    "Rain fell on the lower town all through Tuesday and the mayor cut short a visit to her sister in the hills. "
    "She was met by residents with buckets, and by one with a fish. "
)


def place(text: str, words: str) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


def shared(left: str, right: str, words: str = KEY, standing: str = "") -> Reuse | None:
    here, there = place(left, words), place(right, words)
    grams = outside(standing).grams
    return whole(outside(left, here).without(grams), outside(right, there).without(grams), here, there)


def whole(left: Outside, right: Outside, here: tuple[Span, ...], there: tuple[Span, ...]) -> Reuse | None:
    found = reuse(left, right, here, there)
    return evidence(left, right, found) if found else None


def test_the_same_copy() -> None:
    found = shared(PUMPS + KEY + BOARD, PUMPS.replace("houses", "homes") + KEY + BOARD.replace("price", "cost"))
    assert found is not None
    assert found.is_same_copy
    assert found.containment < 1


def test_a_cut_copy_is_contained() -> None:
    found = shared(PUMPS + KEY + BOARD, PUMPS + KEY)
    assert found is not None
    assert found.containment == 1


def test_the_evidence_is_equal_words() -> None:
    left, right = PUMPS + KEY + BOARD, OTHER + KEY.upper() + BOARD.replace("water", "drainage")
    found = shared(left, right, KEY) if KEY in right else whole(
        outside(left), outside(right), place(left, KEY), place(right, KEY.upper())
    )  # fmt: skip
    assert found is not None
    for here, there in zip(found.here, found.there, strict=True):
        assert here.of(left).casefold() == there.of(right).casefold()
        assert len(here.of(left).split()) >= 5


def test_equal_quotations_alone_are_nothing() -> None:
    assert shared(PUMPS + KEY, OTHER + KEY) is None
    more = "“We have written to the board three times, and three times the board has thanked us for our letter,” "
    assert shared(PUMPS + more + KEY + more, OTHER + more + KEY) is None


def test_equal_statements_without_marks_are_nothing() -> None:
    said = "nobody has ever had the key to the second pump and nobody on this street has ever been asked to look for it"
    assert shared(f"{PUMPS}He said that {said}.", f"{OTHER}She heard that {said}.", said) is None


def test_a_passage_near_the_statement() -> None:
    passage = " Agnes Trell keeps the first one in her kitchen between the flour and the radio."
    found = shared(PUMPS + KEY + passage, OTHER + KEY + passage)
    assert found is not None
    assert not found.is_same_copy
    assert found.near >= 3


def test_a_passage_far_away_is_background() -> None:
    passage = " Agnes Trell keeps the first one in her kitchen between the flour and the radio."
    between = " ".join(f"word{number}" for number in range(120))
    assert shared(f"{PUMPS}{KEY} {between}.{passage}", f"{OTHER}{KEY} {between[::-1]}.{passage}") is None


def test_standing_text_counts_for_nothing() -> None:
    note = " Send us your photographs of the rain and we will print the best of them on Sunday."
    assert shared(PUMPS + KEY + note, OTHER + KEY + note) is not None
    assert shared(PUMPS + KEY + note, OTHER + KEY + note, standing=note) is None
    assert shared(PUMPS + KEY + BOARD + note, PUMPS + KEY + BOARD + note, standing=note) is not None


REPORT = (
    "In Lisk the lock on the Garrow failed and water ran down Mill Lane to the Tarn Gate. By 6 Ada Quist of the Lock"
    " Board had called Rolf Amsel in Brezo, whose firm from Orvanne had built it in 2019 for 40 thousand crowns."
    " The lock at Dunholt, of the same year, was shut by Sil Hartog of the Ministry at 9, and that of Averby at 11. "
)
REWORDED = (
    "A lock of the river Garrow gave way at Lisk and flooded the whole of Mill Lane as far as Tarn Gate. At 6 it was"
    " Ada Quist, for the Lock Board, who rang Rolf Amsel at home in Brezo; it was built by his Orvanne firm, in 2019,"
    " and cost 40 thousand. Dunholt has a sister lock, which Sil Hartog at the Ministry closed by 9; Averby waited"
    " until 11. "
)


def test_what_is_reworded_keeps_its_names_in_order() -> None:
    found = shared(REPORT + KEY, REWORDED + KEY)
    assert found is not None
    assert found.is_reworded
    assert not found.is_same_copy
    assert found.here
    assert len(found.here) == len(found.there)


def test_the_same_names_in_another_order_are_nothing() -> None:
    sentences = REWORDED.split(". ")
    words = " ".join(re.sub(r"[.;,]", "", sentence) for sentence in reversed(sentences)).split()
    assert shared(REPORT + KEY, " ".join(words[::-1]) + " " + KEY) is None


def test_a_line_up_is_nothing() -> None:
    names = "Faye Holm Trell Oster Roth Prill Dray Blom Quist Vost Hartog".split()
    here, there = ", ".join(names), " and then came ".join(names)
    assert shared(f"They began with {here}. {KEY}", f"Nobody had foreseen how: first {there}. {KEY}") is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_odd_texts(left: str, right: str) -> None:
    here = (Span(0, 1),)
    found = whole(outside(left), outside(right), here, here)
    turned = whole(outside(right), outside(left), here, here)
    assert (found is None) == (turned is None)
    if found and turned:
        assert (found.containment, found.near, found.named) == (turned.containment, turned.near, turned.named)


@pytest.mark.parametrize("piece", ["a ", "A.", "“", "one two three ", "x’", "1 "])
def test_time_is_linear(piece: str) -> None:
    text = piece * (20_000 if piece == "“" else 200_000 // len(piece))  # text/quotes.py takes longer for open marks
    began = time.perf_counter()
    words = outside(text)
    reuse(words, words, (Span(0, 1),), (Span(0, 1),))
    assert time.perf_counter() - began < 5
