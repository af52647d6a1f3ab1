"""What of a document is compared: its writer's own words."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.origins.outside import outside
from reportedly.span import Span

TEXT = (
    "The old mill below the town burned on Monday night, “and nobody rang the bell at all that night”, and the miller"
    " slept until nine."
)


def test_quotations_and_statements_are_left_out() -> None:
    words = " ".join(outside(TEXT).eights)
    assert "old mill" in words
    assert "bell" not in words
    start = TEXT.index("the miller")
    assert "miller" not in " ".join(outside(TEXT, (Span(start, start + 10),)).fives)


def test_no_shingle_runs_across_what_is_left_out() -> None:
    assert "on monday night and the" not in outside(TEXT).fives


def test_case_and_apostrophes_are_one() -> None:
    assert outside("The miller’s OLD cat sat").fives.keys() == outside("the Miller's old cat sat").fives.keys()


def test_names_and_numbers_are_those_that_no_sentence_begins() -> None:
    text = "Ada met Rolf in 2019. Then Rolf left."
    assert [text[one.start : one.end] for one in (outside(text).stretch(n, n) for n in outside(text).names)] == [
        "Rolf", "2019", "Rolf",
    ]  # fmt: skip


def test_telling_words_are_paired_within_a_sentence() -> None:
    text = "The miller slept beside the furnace while sparrows nested. Lightning struck the granary."
    twos = outside(text).twos
    assert "miller slept" in twos
    assert "nested lightning" not in twos


def test_without_takes_shingles_of_every_size() -> None:
    note = "Subscribe to the Lisk Echo, the Tarn Echo and the Brezo Echo for ninety crowns every quarter."
    both = outside(f"The miller slept beside the furnace while sparrows nested overhead.\n{note}")
    left = both.without(outside(note).grams)
    assert len(left.sentences) == len(both.sentences) - 1
    assert not left.grams & outside(note).grams
    assert left.grams < both.grams
    assert left.starts == both.starts


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    found = outside(text)
    assert len(found.starts) == len(found.ends)
    assert found.without(found.grams).grams == frozenset()
    assert all(0 <= one.first <= one.last < len(found.starts) for one in found.sentences)
