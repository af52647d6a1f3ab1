"""Alignment: what one wording keeps, cuts, adds and replaces of another."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.statements.align import align
from reportedly.linking.statements.wording import wording
from reportedly.records import Change
from reportedly.span import Span

WORDS = st.lists(st.sampled_from("the ferry harbour sails never [on] ... Friday of and".split()), max_size=14).map(
    " ".join
)


def told(left: str, right: str) -> list[tuple[str, str, str, bool]]:
    def of(span: Span | None, text: str) -> str:
        return span.of(text) if span else ""

    return [(one.how, of(one.left, left), of(one.right, right), one.marked) for one in align(left, right).changes]


def test_a_truncated_quotation_is_all_there() -> None:
    found = align("We will dredge the harbour before the herring come back", "“dredge the harbour,”")
    assert (found.shared, found.run) == (1.0, 3)


def test_what_is_cut_added_and_replaced() -> None:
    assert told("We may not dredge the harbour", "We will dredge the old harbour today") == [
        ("kept", "We", "We", False),
        ("replaced", "may not", "will", False),
        ("kept", "dredge the", "dredge the", False),
        ("added", "", "old", False),
        ("kept", "harbour", "harbour", False),
        ("added", "", "today", False),
    ]


def test_the_rights_own_marks() -> None:
    found = told("We will, God willing, dredge it soon", "We will … dredge [the harbour] soon")
    assert found[1:4] == [
        ("cut", "God willing", "", True),
        ("kept", "dredge", "dredge", False),
        ("replaced", "it", "the harbour", True),
    ]


def test_a_run_is_not_broken_for_a_scattered_word() -> None:
    assert align("the man saw the red ferry", "the red ferry").run == 3


def test_contents_without_words() -> None:
    assert align("", "…").changes == ()
    assert align("", "a ferry").shared == 0


@given(WORDS, WORDS)
def test_every_word_is_in_one_change(left: str, right: str) -> None:
    found = align(left, right)
    for words, spans in (
        (wording(left).words, [one.left for one in found.changes if one.left]),
        (wording(right).words, [one.right for one in found.changes if one.right]),
    ):
        assert all(sum(span.holds(word.span) for span in spans) == 1 for word in words)
        assert spans == sorted(spans, key=lambda span: span.start)
    assert 0 <= found.shared <= 1


@given(WORDS)
def test_a_wording_is_itself(text: str) -> None:
    assert {one.how for one in align(text, text).changes} <= {"kept"}


@given(WORDS, WORDS)
def test_both_sides_share_something_or_neither(left: str, right: str) -> None:
    assert bool(align(left, right).weight) == bool(align(right, left).weight)


def test_a_refrain_costs_no_more_than_its_length() -> None:
    def seconds(count: int) -> float:
        left, right = "the ferry " * count, "ferry the " * count
        began = process_time()
        align(left, right)
        return process_time() - began

    seconds(100)
    assert seconds(4000) < 20 * max(seconds(1000), 0.01)


def test_a_change_is_a_record() -> None:
    assert align("a ferry", "a ferry").changes == (Change("kept", Span(0, 7), Span(0, 7)),)
