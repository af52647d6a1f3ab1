"""Anchors: renderings of one statement share some, others hardly any, and none weeks apart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.statements.anchors import PAIRED, THEMES, anchors, bucket_of, lookups
from reportedly.linking.statements.wording import wording

SAID = "We will dredge the harbour before the herring come back"


def shared(left: str, right: str, left_day: str | None = "2021-03-04", right_day: str | None = "2021-03-05") -> int:
    mine = set(lookups(wording(left), left_day, "a:1"))
    return len(mine & set(anchors(wording(right), right_day, "a:1")))


def test_a_truncated_quotation_shares_its_runs() -> None:
    assert shared(SAID, "dredge the harbour before the herring") >= 3


def test_other_words_of_one_speaker_share_a_theme() -> None:
    assert shared(SAID, "the herring should find a deeper port") > 0
    assert not set(anchors(wording(SAID), None, "a:1")) & set(
        anchors(wording("the herring should find a deeper port"), None, "a:2")
    )


def test_commonplaces_are_no_anchors() -> None:
    assert anchors(wording("it is one of the"), "2021-03-04") == ()


def test_neighbouring_buckets_are_looked_up() -> None:
    assert shared(SAID, SAID, "2021-03-01", "2021-03-20") > 0
    assert shared(SAID, SAID, "2021-03-01", "2021-06-01") == 0
    assert shared(SAID, SAID, None, None) > 0
    assert bucket_of("no date") == bucket_of(None)


@given(st.text(alphabet="abc de", max_size=80), st.dates(min_value=date(1900, 1, 1)))
def test_few_and_each_once(text: str, day: object) -> None:
    words = wording(text)
    found = anchors(words, str(day), "a:1")
    assert len(set(found)) == len(found) <= len(words.words) + THEMES + PAIRED * (PAIRED - 1) // 2
    assert set(found) <= set(lookups(words, str(day), "a:1"))
    assert all(-(2**63) <= one < 2**63 for one in found)
