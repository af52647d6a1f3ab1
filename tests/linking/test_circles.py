"""Circles of outlets that credit one another."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.origins.circles import circles


def test_two_circles_and_who_leads_into_them() -> None:
    graph = {"a": {"b"}, "b": {"a"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"c"}, "g": set[str]()}
    assert circles(graph) == (("a", "b"), ("d", "e"))


def test_who_credits_itself_is_none() -> None:
    assert circles({"a": {"a"}, "b": {"a"}}) == ()


def test_a_way_is_no_circle() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"d"}}) == ()


@given(st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdef"), max_size=3)))
def test_all_in_a_circle_lead_to_each_other(graph: dict[str, frozenset[str]]) -> None:
    for circle in circles(graph):
        for start in circle:
            reached, ahead = set[str](), [start]
            while ahead:
                new = graph.get(ahead.pop(), frozenset()) - reached
                reached |= new
                ahead += new
            assert {*circle} <= reached
