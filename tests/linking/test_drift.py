"""Drift: the case list, what flags rest on, what must hold for any two wordings."""

import json
from pathlib import Path
from time import process_time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.drift.cues import Cue
from reportedly.linking.drift.drift import EXPLANATIONS, Drift, drift
from reportedly.linking.drift.tokens import tokens
from reportedly.records import Stance

CASES = Path(__file__).parents[1] / "cases" / "drift.jsonl"


class Case(msgspec.Struct):
    """Two wordings, the flags that a reader would raise and why; `missed` are those that are not found (yet).

    `cues` say how each is put: the cue's words, the report's stance and kind.
    """

    earliest: str
    other: str
    flags: list[str]
    why: str
    missed: list[str] = []
    cues: tuple[Cue, Cue] | None = None

    @property
    def drift(self) -> Drift:
        """What is found."""
        return drift(self.earliest, self.other, cues=self.cues)

    @property
    def back(self) -> Drift:
        """What is found the other way round."""
        return drift(self.other, self.earliest, cues=self.cues and self.cues[::-1])


CASE_LIST = [msgspec.convert(json.loads(line), Case) for line in CASES.read_text(encoding="utf-8").splitlines()]


def names(found: Drift) -> set[str]:
    return {flag.name for flag in found.flags}


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda case: case.other[:50])
def test_case(case: Case) -> None:
    assert names(case.drift) == set(case.flags) - set(case.missed), case.why


def test_the_case_list_is_what_it_says() -> None:
    assert len({(case.earliest, case.other, case.cues) for case in CASE_LIST}) == len(CASE_LIST) >= 90
    assert 3 * sum(not case.flags for case in CASE_LIST) >= 0.9 * len(CASE_LIST)
    assert {name for case in CASE_LIST for name in case.flags} <= set(EXPLANATIONS)
    wanted = sum(len(case.flags) for case in CASE_LIST)
    assert sum(len(case.missed) for case in CASE_LIST) <= 0.05 * wanted


def test_every_flag_has_cases_on_both_sides() -> None:
    """Each is raised somewhere; what is the reverse of another is raised when the two wordings change places."""
    raised = {name for case in CASE_LIST for name in case.flags}
    turned = {name for case in CASE_LIST for name in names(case.back)}
    assert raised | turned == set(EXPLANATIONS)


def test_explanations_are_sentences_for_users() -> None:
    for words in EXPLANATIONS.values():
        assert words[0].isupper()
        assert words.endswith(".")


def test_a_flag_shows_its_words_and_where_they_stand() -> None:
    earliest, other = "the dam may fail within a year", "the dam will fail within a year"
    (flag,) = drift(earliest, other).flags
    assert (flag.name, flag.words) == ("certainty_raised", "may → will")
    assert flag.explanation == "What may, could or should be is now told as what will, must or is."
    assert flag.change.left is not None
    assert flag.change.right is not None
    assert (flag.change.left.of(earliest), flag.change.right.of(other)) == ("may", "will")


@pytest.mark.parametrize(
    ("lost", "added"),
    [
        ("negation_lost", "negation_added"),
        ("certainty_raised", "certainty_lowered"),
        ("scope_widened", "scope_narrowed"),
        ("hedge_lost", "hedge_added"),
        ("condition_lost", "condition_added"),
        ("stronger_word", "weaker_word"),
        ("cue_strengthened", "cue_weakened"),
    ],
)
def test_the_reverse_is_told_too(lost: str, added: str) -> None:
    for case in CASE_LIST:
        there, back = names(case.drift), names(case.back)
        assert (lost in there) == (added in back)


def test_marks_or_the_caller_tell_what_is_quoted() -> None:
    one, other = "We have lost our homes and our patience", "We have lost our houses and our patience"
    assert names(drift(f"“{one}”", f"“{other}”")) == {"misquoted"}
    assert names(drift(one, other, quoted=True)) == {"misquoted"}
    assert not drift(one, other).flags
    assert not drift(f"“{one}”", other).flags


def test_what_the_outlet_marks_is_no_misquotation() -> None:
    earliest = "“We have lost our homes, our boats and our patience.”"
    assert not drift(earliest, "“We have lost our homes … and our patience.”").flags
    assert not drift(earliest, "“We have lost our homes, our boats [and nets] and our patience.”").flags
    assert not drift(earliest, "“We have lost our homes (and nets), our boats and our patience.”").flags
    assert names(drift(earliest, "“We have lost our homes and our patience.”")) == {"misquoted"}


def test_whole_sentences_may_be_left_out_of_a_quotation() -> None:
    assert not drift(
        "“The gate was shut. It was cold. Nobody came to open.”", "“The gate was shut. Nobody came to open.”"
    ).flags


def test_paraphrases_are_not_laid_word_against_word() -> None:
    found = drift("the council may sell the old harbour to pay its debts", "Orlow will part with its port, he fears")
    assert found.shared < 0.45
    assert found.changes
    assert not found.flags


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We can't pay €3m, or 2.4 million", ["we", "can", "not", "pay", "3000000", "or", "2400000"]),
        ("twenty-three boats", ["23", "boat"]),
        ("a third of the U.N. force", ["a", "0.333333333333", "of", "the", "un", "forc"]),
    ],
)
def test_words_are_read_as_what_they_are(text: str, keys: list[str]) -> None:
    assert [token.key for token in tokens(text)] == keys


def test_phrases_are_read_together_to_the_last_word() -> None:
    assert [token.sign for token in tokens("no doubt, of course")] == ["filler"] * 4
    assert [token.sign for token in tokens("No, we have to")] == ["filler", "function", "must", "function"]


def test_months_and_modal_verbs_are_told_apart() -> None:
    signs = {token.exact: token.sign for token in tokens("The yard may close in May, or on 3 June 2031.")}
    assert signs["june"] == "month"
    assert signs["3"] == "day"
    assert signs["2031"] == "year"
    assert [token.sign for token in tokens("The yard may close in May") if token.exact == "may"] == ["may", "month"]


WORDS = st.lists(
    st.sampled_from(
        "the not may will if some all 3 Orlow sold harbour reportedly think I “ ” … [ ] , . can't a".split()
    )
)


@given(WORDS, WORDS)
def test_any_two_wordings_have_a_drift(left: list[str], right: list[str]) -> None:
    found = drift(" ".join(left), " ".join(right))
    assert all(flag.change in found.changes for flag in found.flags)


@given(st.text(), st.text(), st.booleans())
def test_no_text_is_too_odd(left: str, right: str, quoted: bool) -> None:
    drift(left, right, quoted=quoted)


CUES = "denied refused to rule out did not say suggested said confirmed , as “ never".split()
STANCES: list[Stance | None] = ["asserts", "denies", "hedges", None]


@st.composite
def cues(draw: st.DrawFn) -> Cue:
    words = " ".join(draw(st.lists(st.sampled_from(CUES), max_size=4)))
    return Cue(words, draw(st.sampled_from(STANCES)), draw(st.sampled_from(["direct", "indirect"])))


@given(WORDS, WORDS, cues(), cues())
def test_cues_only_take_flags_or_add_their_own(left: list[str], right: list[str], one: Cue, other: Cue) -> None:
    words = " ".join(left), " ".join(right)
    without, found = drift(*words), drift(*words, cues=(one, other))
    assert names(found) <= names(without) | {"inverted_by_cue", "cue_strengthened", "cue_weakened"}
    assert all(flag.change in found.changes for flag in found.flags)
    assert drift(*words, cues=(one, one)).flags == without.flags or one.stance == "hedges"


def test_a_flag_of_the_cue_shows_both_cues() -> None:
    words = "he knew of the forged permits in the archive"
    (flag,) = drift(words, words, cues=(Cue("denied that"), Cue("admitted"))).flags
    assert (flag.name, flag.words) == ("inverted_by_cue", "denied that → admitted")
    assert not drift(words, words, cues=(Cue(), Cue("admitted"))).flags


@given(WORDS, st.booleans())
def test_equal_wordings_have_no_flags(words: list[str], quoted: bool) -> None:
    text = " ".join(words)
    assert not drift(text, text, quoted=quoted).flags


@pytest.mark.parametrize(
    ("left", "right"), [("may harbour ", "will harbour "), ("if ", "not "), ("if not may 3 x ", "will x ")]
)
def test_work_grows_with_the_length(left: str, right: str) -> None:
    def seconds(times: int) -> float:
        begun = process_time()
        drift(left * times, right * times)
        return process_time() - begun

    seconds(10)
    assert seconds(4_000) < 20 * seconds(1_000) + 0.2
