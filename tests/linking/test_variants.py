"""Rare variants of a statement's words: who shares one, and what is none."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.origins.variants import Said, Variants, variants
from reportedly.records import Passage
from reportedly.span import Span

USUAL = "We never sailed without ballast in our lives, whatever the harbour master says"


def said(words: str, voice: str, start: int = 0) -> Said:
    return Said(Passage(words, (Span(start, start + len(words)),)), voice)


def found(*others: str, usual: int = 3) -> tuple[Variants, ...]:
    words = [USUAL] * usual + list(others)
    return variants([said(one, str(number)) for number, one in enumerate(words)])


def test_a_slip_that_two_have() -> None:
    slip = USUAL.replace("ballast", "ballads")
    (shared,) = found(slip, slip)
    assert (shared.earlier, shared.later) == (3, 4)
    assert [span.of(slip) for span in shared.here] == [span.of(slip) for span in shared.there] == ["ballads"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (USUAL.replace("ballast", "ballads"), USUAL.replace("ballast", "salads")),  # each has its own
        (USUAL.replace("harbour", "harbor"), USUAL.replace("harbour", "harbor")),  # spelling
        (USUAL.replace("We never", "They never"), USUAL.replace("We never", "They never")),  # told of them
        (USUAL.replace("in our lives", "[in 1920]"), USUAL.replace("in our lives", "[in 1920]")),  # in brackets
        ("We never sailed without ballast", "We never sailed without ballast"),  # cut at the end
        ("whatever the harbour master says", "whatever the harbour master says"),
        ("The man denied all of it", "The man denied all of it"),  # shares nothing with the rest
    ],
)
def test_what_is_no_variant(one: str, other: str) -> None:
    assert found(one, other) == ()


def test_a_last_word_may_be_the_slip() -> None:
    slip = USUAL.replace("says", "prays")
    assert len(found(slip, slip)) == 1


def test_the_same_words_left_out_of_the_middle() -> None:
    cut = USUAL.replace("without ballast in our lives, ", "")
    (shared,) = found(cut, cut)
    assert [span.of(cut) for span in shared.here] == ["sailed whatever"]


def test_what_the_majority_has_is_no_variant() -> None:
    slip = USUAL.replace("ballast", "ballads")
    assert found(slip, slip, slip) == ()
    assert found(slip, slip, slip, slip) == ()
    assert len(found(slip, slip, usual=4)) == 1


def test_too_few_voices_tell_nothing() -> None:
    slip = USUAL.replace("ballast", "ballads")
    assert found(slip, slip, usual=2) == ()
    one_voice = [said(USUAL, "agency")] * 5 + [said(slip, "a"), said(slip, "b")]
    assert variants(one_voice) == ()


def test_copies_of_one_voice_share_nothing_new() -> None:
    slip = USUAL.replace("ballast", "ballads")
    assert variants([*(said(USUAL, str(n)) for n in range(5)), said(slip, "x"), said(slip, "x")]) == ()


def test_spans_are_of_the_document() -> None:
    slip = USUAL.replace("ballast", "ballads")
    document = f"“{slip[:24]}” — he laughed — “{slip[24:]}”"
    parts = (Span(1, 25), Span(document.index(slip[24:]), len(document) - 1))
    broken = Said(Passage(" ".join(part.of(document) for part in parts), parts), "4")
    heard = [said(USUAL, str(n)) for n in range(3)]
    (shared,) = variants([*heard, said(slip, "3", start=7), broken])
    assert shared.here[0].of(document) == "ballads"
    assert shared.there[0].start == 7 + slip.index("ballads")


WORDS = st.lists(st.sampled_from("granary ballast lantern the of 3 [ ] … “ a".split()), max_size=12).map(" ".join)


@given(st.lists(WORDS.filter(bool), max_size=9))
def test_any_wordings_can_be_compared(words: Sequence[str]) -> None:
    for shared in variants([said(one, str(number)) for number, one in enumerate(words)]):
        assert shared.earlier < shared.later
        assert len(shared.here) == len(shared.there)
        assert all(span.end <= len(words[shared.later]) for span in shared.here)
