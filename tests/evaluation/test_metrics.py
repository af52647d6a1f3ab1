"""Metrics: examples counted by hand, and a slow reference that is obviously right."""

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly.evaluation.metrics import (
    LENIENT,
    STRICT,
    Bin,
    Count,
    Letters,
    agree,
    calibration_error,
    characters,
    contents,
    deciles,
    fragments,
    match,
    relations,
    shared,
    tenths,
    trimmed,
    union,
    verbatim,
)
from reportedly.records import Attribution, Passage, Report
from reportedly.span import Span

TEXT = "“Ice is thin,” said Ann. Bob denied that it was."


def spans(*words: str, text: str = TEXT) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in words)


def attribution(source: str, cue: str, *content: str) -> Attribution:
    return Attribution(spans(source) if source else (), spans(cue) if cue else (), spans(*content), 1.0)


GOLD = (attribution("Ann", "said", "“Ice is thin,”"), attribution("Bob", "denied", "that it was"))


class TestFragments:
    def test_marks_and_commas_at_the_ends_are_no_error(self) -> None:
        assert fragments([spans("“Ice is thin,”")], [spans("Ice is thin")], TEXT) == Count(1, 1, 1)

    def test_a_letter_more_is_an_error(self) -> None:
        assert fragments([spans("that it was")], [spans("it was")], TEXT) == Count(0, 1, 1)

    def test_spans_of_a_document_are_a_set(self) -> None:
        assert fragments([spans("Ann"), spans("Ann.")], [spans("Ann"), spans("Bob")], TEXT) == Count(1, 2, 1)

    def test_each_part_of_a_discontinuous_content_counts(self) -> None:
        assert fragments([spans("Ice", "thin")], [spans("Ice"), spans("is")], TEXT) == Count(1, 2, 2)

    def test_a_span_of_marks_alone_is_nothing(self) -> None:
        assert fragments([spans("“")], [spans(",”")], TEXT) == Count(0, 0, 0)


class TestCharacters:
    def test_letters_in_both(self) -> None:
        predicted = (attribution("", "", "is thin,” said"),)
        # gold: Ice is thin (9), that it was (9); predicted: is thin said (10); both: is thin (6)
        assert characters(GOLD, predicted, Letters(TEXT)) == Count(6, 10, 18)

    def test_overlapping_contents_are_counted_once(self) -> None:
        predicted = (attribution("", "", "Ice is"), attribution("", "", "is thin"))
        assert characters(GOLD[:1], predicted, Letters(TEXT)) == Count(9, 9, 9)


class TestRelations:
    def count(self, predicted: Sequence[Attribution], least: float = LENIENT) -> Count:
        return relations(match(GOLD, predicted, Letters(TEXT)), len(predicted), len(GOLD), least)

    def test_all_right(self) -> None:
        assert self.count(GOLD, STRICT) == Count(2, 2, 2)

    def test_another_source_is_wrong_but_the_content_is_found(self) -> None:
        predicted = (attribution("Bob", "said", "Ice is thin"),)
        assert self.count(predicted) == Count(0, 1, 2)
        assert contents(match(GOLD, predicted, Letters(TEXT)), 1, 2, LENIENT) == Count(1, 1, 2)

    def test_a_source_must_be_absent_on_both_sides_or_on_neither(self) -> None:
        assert self.count((attribution("", "said", "Ice is thin"),)) == Count(0, 1, 2)

    def test_a_cue_is_not_looked_at(self) -> None:
        assert self.count((attribution("Ann", "denied", "Ice is thin"),)) == Count(1, 1, 2)

    def test_jaccard_decides(self) -> None:
        predicted = (attribution("Ann", "said", "is thin"),)  # 6 of 9 letters
        assert self.count(predicted, LENIENT).right == 1
        assert self.count(predicted, STRICT).right == 0

    def test_exactly_at_the_threshold_is_right(self) -> None:
        text = "abcdefghij"
        gold = (Attribution((), (), (Span(0, 10),), 1.0),)
        for size, at_strict in ((8, 1), (7, 0)):
            predicted = (Attribution((), (), (Span(0, size),), 1.0),)
            assert len(match(gold, predicted, Letters(text), STRICT)) == at_strict

    def test_one_gold_is_matched_once_and_by_the_best(self) -> None:
        predicted = (attribution("Ann", "said", "is thin"), attribution("Ann", "said", "Ice is thin"))
        pairs = match(GOLD, predicted, Letters(TEXT))
        assert [(pair.gold, pair.predicted) for pair in pairs] == [(0, 1)]

    def test_of_equal_contents_the_one_with_the_same_source_is_taken(self) -> None:
        predicted = (attribution("Bob", "said", "Ice is thin"), attribution("Ann", "said", "Ice is thin"))
        assert match(GOLD, predicted, Letters(TEXT))[0][1:] == (1, 1.0, True)

    def test_a_content_without_letters_is_never_found(self) -> None:
        marks = (Attribution((), (), spans("“"), 1.0),)
        assert match(marks, marks, Letters(TEXT)) == ()


def test_count_arithmetic() -> None:
    count = Count(3, 4, 6)
    assert (count.precision, count.recall, count.f1) == (0.75, 0.5, 0.6)
    assert count + Count(1, 0, 2) == Count(4, 4, 8)
    assert (Count().precision, Count().recall, Count().f1) == (1.0, 1.0, 1.0)
    assert Count(0, 0, 3).f1 == 0.0


def test_verbatim(make_report: Callable[..., Report]) -> None:
    report = make_report(TEXT, "Ann", "said", ("“Ice", "thin,”"))
    assert report.content.text == "“Ice thin,”"
    assert verbatim(report, TEXT) == Count(3, 3, 3)
    assert verbatim(report, TEXT.replace("thin", "cold")) == Count(2, 3, 3)
    changed = report.cue and Passage("says", report.cue.spans)
    assert verbatim(replace(report, cue=changed), TEXT) == Count(2, 3, 3)


class TestCalibration:
    def test_perfect(self) -> None:
        outcomes = [(1.0, True)] * 10 + [(0.0, False)] * 10
        assert calibration_error(deciles(outcomes)) == 0.0

    def test_by_hand(self) -> None:
        # Ten reports, one a decile: the distances are .9 - 0 for one of them and .1 for the rest.
        outcomes = [(0.9, place != 0) for place in range(10)]
        assert calibration_error(deciles(outcomes)) == pytest.approx((0.9 + 9 * 0.1) / 10)
        assert calibration_error(tenths(outcomes)) == pytest.approx(0.0)

    def test_deciles_hold_equal_numbers_in_rising_order(self) -> None:
        groups = deciles([(place / 25, place % 2 == 0) for place in reversed(range(25))])
        assert sum(group.size for group in groups) == 25
        assert {group.size for group in groups} == {2, 3}
        assert [group.confidence for group in groups] == sorted(group.confidence for group in groups)

    def test_tenths(self) -> None:
        assert tenths([(0.05, False), (0.95, True), (1.0, True)]) == (Bin(1, 0.05, 0.0), Bin(2, 0.975, 1.0))

    def test_nothing(self) -> None:
        assert calibration_error(deciles([])) == 0.0


# --- the slow reference: sets of characters, all pairs ---

LENGTH = 24
texts = st.text(alphabet="ab, “", min_size=LENGTH, max_size=LENGTH)
some_span = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)).map(
    lambda pair: Span(pair[0], min(LENGTH, pair[0] + pair[1]))
)
some_spans = st.lists(some_span, max_size=3).map(lambda found: tuple(sorted(found)))
some_attributions = st.lists(
    st.builds(Attribution, some_spans, some_spans, some_spans.filter(bool), st.just(1.0)), max_size=6
)


def letter_set(found: Sequence[Span], text: str) -> set[int]:
    return {at for span in found for at in range(span.start, span.end) if text[at].isalnum()}


def trimmed_set(found: Sequence[Span], text: str) -> set[int]:
    inside = set()
    for span in found:
        letters = [at for at in range(span.start, span.end) if text[at].isalnum()]
        if letters:
            inside |= set(range(letters[0], letters[-1] + 1))
    return inside


def slow_agree(left: Sequence[Span], right: Sequence[Span], text: str) -> bool:
    mine, other = trimmed_set(left, text), trimmed_set(right, text)
    return bool(mine & other) if mine and other else not mine and not other


def slow_match(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], text: str, least: float
) -> list[tuple[int, int, float, bool]]:
    left, right = list(range(len(gold))), list(range(len(predicted)))
    pairs: list[tuple[int, int, float, bool]] = []
    while True:
        best = None
        for i in left:
            for j in right:
                mine, other = letter_set(gold[i].content, text), letter_set(predicted[j].content, text)
                if not mine & other:
                    continue
                jaccard = len(mine & other) / len(mine | other)
                source = slow_agree(gold[i].source, predicted[j].source, text)
                if jaccard >= least and (best is None or (jaccard, source) > (best[2], best[3])):
                    best = (i, j, jaccard, source)
        if best is None:
            return pairs
        pairs.append(best)
        left.remove(best[0])
        right.remove(best[1])


@given(texts, some_attributions, some_attributions, st.sampled_from((LENIENT, STRICT)))
def test_match_is_the_slow_one(text: str, gold: list[Attribution], predicted: list[Attribution], least: float) -> None:
    assert [tuple(pair) for pair in match(gold, predicted, Letters(text), least)] == slow_match(
        gold, predicted, text, least
    )


@given(texts, some_attributions, some_attributions)
def test_characters_are_the_slow_ones(text: str, gold: list[Attribution], predicted: list[Attribution]) -> None:
    mine = letter_set([span for one in gold for span in one.content], text)
    other = letter_set([span for one in predicted for span in one.content], text)
    assert characters(gold, predicted, Letters(text)) == Count(len(mine & other), len(other), len(mine))


@given(texts, some_attributions, some_attributions)
def test_shared_and_agree_are_the_slow_ones(text: str, gold: list[Attribution], predicted: list[Attribution]) -> None:
    left, right = [union(one.content) for one in gold], [union(one.content) for one in predicted]
    found = shared(left, right, Letters(text))
    for i, mine in enumerate(left):
        for j, other in enumerate(right):
            assert found.get((i, j), 0) == len(letter_set(mine, text) & letter_set(other, text))
            assert agree(mine, other, text) == slow_agree(mine, other, text)


@given(texts, some_attributions, some_attributions)
def test_a_metric_is_symmetrical(text: str, gold: list[Attribution], predicted: list[Attribution]) -> None:
    there = fragments([one.content for one in gold], [one.content for one in predicted], text)
    back = fragments([one.content for one in predicted], [one.content for one in gold], text)
    assert (there.right, there.predicted, there.gold) == (back.right, back.gold, back.predicted)
    assert there.f1 == back.f1


@given(texts, some_spans)
def test_union_keeps_the_characters(text: str, found: tuple[Span, ...]) -> None:
    merged = union(found)
    assert letter_set(merged, text) == letter_set(found, text)
    assert all(left.end < right.start for left, right in pairwise(merged))
    assert all(text[span.start].isalnum() and text[span.end - 1].isalnum() for span in trimmed(found, text))


def test_matching_is_near_linear() -> None:
    """A document with 50,000 contents, and one content over all of it, takes seconds at most, not hours."""
    size = 50_000
    text = "ab cd " * size
    gold = [Attribution((), (), (Span(6 * at, 6 * at + 5),), 1.0) for at in range(size)]
    predicted = [*gold[::2], Attribution((), (), (Span(0, len(text)),), 1.0)]
    began = time.perf_counter()
    assert len(match(gold, predicted, Letters(text))) == size // 2
    assert time.perf_counter() - began < 20
