"""A wording beside the first one: nothing of either is lost, and changes are told without colours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.drift.drift import drift
from reportedly.web.drifted import drifted

WORDS = st.lists(st.sampled_from("the quay is not safe & may <b> sink, “today”".split()), max_size=12).map(" ".join)


def plain(words: str) -> str:
    return re.sub("<[^>]+>", "", words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(WORDS, WORDS)
def test_the_wording_stands_in_it_whole(first: str, other: str) -> None:
    html = str(drifted(first, other, drift(first, other).changes))
    kept = plain(re.sub("<del.*?</del>", "", html).replace('<span class="hidden">[put in: </span>', "").replace(
        '<span class="hidden">]</span>', ""))  # fmt: skip
    assert "".join(kept.split()) == "".join(other.split())


@pytest.mark.parametrize(
    ("first", "other", "read"),
    [
        ("it is not safe", "it is safe", "it is [cut: not] safe"),
        ("it is safe", "it is not safe", "it is [put in: not] safe"),
        ("it may sink", "it will sink", "it [cut: may] [put in: will] sink"),
        ("it may sink", "it may sink", "it may sink"),
    ],
)
def test_it_is_read_out(first: str, other: str, read: str) -> None:
    assert " ".join(plain(str(drifted(first, other, drift(first, other).changes))).split()) == read
