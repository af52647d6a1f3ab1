"""Statements: which reports are one, which are not, and that the order in which they come does not matter."""

from collections.abc import Sequence
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.linking.statements.align import align
from reportedly.linking.statements.compare import Comparison, compare
from reportedly.linking.statements.groups import CANDIDATES, group, judge_near, statements
from reportedly.records import Judge, Judgement, Kind, Rendering, Verdict

SAID = "We will dredge the harbour at Quillon before the herring come back in autumn"


def report(
    content: str,
    number: int = 1,
    *,
    actor: str | None = "a:orla",
    day: str | None = "2021-03-04",
    kind: Kind = "direct",
) -> Rendering:
    return Rendering(number, f"r:{number:02}", content, kind, actor, f"d:{number:02}", None, day)


def compared(
    left: str, right: str, *, actor: str = "a:orla", day: str = "2021-03-04", kind: Kind = "direct"
) -> Comparison:
    return compare(report(left), report(right, 2, actor=actor, day=day, kind=kind))


def said(left: int, right: int, verdict: Verdict, score: float | None = 0.9, judge: Judge = "model") -> Judgement:
    return Judgement("statement", f"r:{left:02}", f"r:{right:02}", verdict, score, (), judge, "test", "")


@pytest.mark.parametrize(
    "other",
    [
        f"“{SAID}.”",
        "dredge the harbour at Quillon before the herring come back",
        "We will … dredge the harbour before the herring come back in autumn",
        "[They] will dredge the harbour at Quillon before the herring come back",
        f"The council has no choice. {SAID}. Nobody likes it.",
    ],
)
def test_one_wording(other: str) -> None:
    seen = compared(SAID, other)
    assert seen.verdict == "same"
    assert seen.reasons[0].startswith("Same wording: ")


def test_what_is_told_in_the_words_of_another_is_not_what_the_other_says() -> None:
    told = msgspec.structs.replace(report(f"The mayor told us: {SAID}. Nobody believes her.", 2), document="d:01")
    inner = report(SAID, actor="a:mayor")
    assert compare(inner, told).verdict == "different"
    assert compare(msgspec.structs.replace(inner, actor=None), told).verdict == "different"
    # A headline and the quotation below it are of one speaker.
    assert compare(msgspec.structs.replace(inner, actor=told.actor), told).verdict == "same"


def test_one_meaning_is_told_apart_from_one_wording() -> None:
    seen = compared(SAID, "the harbour at Quillon would be dredged by autumn, when herring return", kind="indirect")
    assert seen.verdict == "same"
    assert seen.reasons == ("Same meaning: both speak of dredge, harbour, quillon, herring, autumn.",)


def test_other_matters_are_other_statements() -> None:
    assert compared(SAID, "The school roof at Quillon leaks, and we have no money for it").verdict == "different"


def test_a_slogan_weeks_later_is_said_again() -> None:
    slogan = "Quillon deserves better"
    assert compared(slogan, slogan, day="2021-03-05").verdict == "same"
    again = compared(slogan, slogan, day="2021-03-20")
    assert (again.verdict, "said again" in again.reasons[1]) == ("different", True)
    assert compared(SAID, SAID, day="2021-03-20").verdict == "same"
    assert compared(SAID, SAID, day="2021-05-20").verdict == "different"


def test_two_speakers_of_one_long_wording_are_a_finding() -> None:
    seen = compared(SAID, SAID, actor="a:finn")
    assert (seen.verdict, seen.reasons[-1]) == ("same", "Two speakers are named for it.")
    assert compared("Quillon deserves better", "Quillon deserves better", actor="a:finn").verdict != "same"


def test_few_words_of_nobody_named_wait_for_a_person() -> None:
    words, other = report("dredging the harbour", actor=None), report("dredging the harbour", 2, actor=None)
    assert compare(words, other).verdict == "unsure"
    assert compare(report(SAID, actor=None), report(SAID, 2)).verdict == "same"


def test_another_wording_of_another_speaker_is_another_statement() -> None:
    other = "the harbour at Quillon would be dredged by autumn, when herring return"
    assert compared(SAID, other, actor="a:finn", kind="indirect").verdict == "different"


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (
            "the harbour needs 12 dredgers by autumn",
            "that 30 dredgers work on Quillon harbour by autumn",
            "Their numbers differ.",
        ),
        (
            "the harbour at Quillon should be dredged by autumn",
            "by autumn Quillon harbour was not to be dredged",
            "Only one of them has a negation.",
        ),
    ],
)
def test_what_must_agree_where_the_wording_does_not(left: str, right: str, why: str) -> None:
    seen = compare(report(left, kind="indirect"), report(right, 2, kind="indirect"))
    assert why in seen.reasons
    assert seen.verdict != "same"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2021-03-05", "same"), ("2021-03-09", "unsure"), ("2021-03-19", "different"), (None, "same")],
)
def test_one_meaning_holds_for_days_that_are_known(day: str | None, verdict: Verdict) -> None:
    left, right = report("to dredge Quillon harbour", kind="indirect"), "dredging of the harbour at Quillon"
    assert compare(left, report(right, 2, kind="indirect", day=day)).verdict == verdict


def test_where_days_are_not_known_one_meaning_takes_more_words() -> None:
    left, other = report("to close the school this winter", kind="indirect"), "closing the school by winter"
    assert compare(left, report(other, 2, kind="indirect")).verdict == "same"
    undated = compare(left, report(other, 2, kind="indirect", day=None))
    assert (undated.verdict, undated.reasons[-1]) == ("unsure", "It is not known how many days lie between them.")


def test_a_topic_is_no_wording() -> None:
    topic, other = report("the case", kind="indirect"), report("that the case will cost us dear", 2, kind="indirect")
    assert not compare(topic, other).reasons[0].startswith("Same wording: ")
    assert compare(topic, report("The case", 2, kind="indirect")).reasons[0].startswith("Same wording: ")


def test_names_alone_tell_nothing_on_another_day() -> None:
    left = report("a dinner with Senator Brannock at Quillon", kind="indirect")
    other = "that Senator Brannock owes Quillon a ferry"
    assert compare(left, report(other, 2, kind="indirect")).verdict == "same"
    assert compare(left, report(other, 2, kind="indirect", day="2021-03-05")).verdict == "unsure"


def test_one_that_says_much_more_waits_for_a_person() -> None:
    longer = "that tugs, barges, yachts, canoes and liners dredge up oysters, mussels, lobsters, crabs and winkles"
    seen = compare(report("to dredge a canal", kind="indirect"), report(longer, 2, kind="indirect"))
    assert (seen.verdict, seen.reasons[-1]) == ("unsure", "One of them says much more.")


def test_part_of_what_nobody_named_says_is_not_said_again_days_later() -> None:
    left = report("a ban on trawlers that enter the harbour at Quillon", kind="indirect")
    poll = f"two in three fishermen support {left.content} this year"
    assert compare(left, report(poll, 2, actor=None, kind="indirect")).verdict == "same"
    assert compare(left, report(poll, 2, actor=None, kind="indirect", day="2021-03-09")).verdict == "unsure"
    whole = report(left.content, 2, actor=None, kind="indirect", day="2021-03-09")
    assert compare(left, whole).verdict == "same"


def test_the_claim_counts_that_the_rules_leave_most() -> None:
    """The likeliest claim is too slight for nobody named, the whole is not."""
    left = "the school must close; trawlers bring herring to Quillon harbour"
    right = "the school must close; trawlers could bring herring home to Quillon harbour"
    assert compare(report(left, actor=None), report(right, 2, actor=None)).verdict == "same"


def test_an_alignment_may_be_given() -> None:
    left, right = report(SAID), report("dredge the harbour at Quillon", 2)
    assert compare(left, right, align(left.content, right.content)) == compare(left, right)


def test_copies_of_one_report_are_not_judged() -> None:
    copy = report(SAID, 2)
    assert group([report(SAID), Rendering(3, "r:01", SAID, "direct", "a:orla", "d:01", None, None)], "m", "") == ()
    assert len(group([report(SAID), copy], "m", "")) == 1


CONTENTS = (
    SAID,
    "dredge the harbour at Quillon before the herring come back",
    "the harbour at Quillon would be dredged by autumn, when herring return",
    "We will dredge the harbour at Quillon",
    "Quillon deserves better",
    "Quillon deserves better and we will dredge the harbour",
    "The school roof at Quillon leaks, and we have no money for it",
    "the school at Quillon had no money for its leaking roof",
)
RENDERINGS = st.lists(
    st.tuples(
        st.sampled_from(CONTENTS),
        st.sampled_from(("a:orla", "a:finn", None)),
        st.sampled_from(("2021-03-04", "2021-03-06", "2021-03-28", "2021-04-20", None)),
        st.sampled_from(("direct", "indirect")),
    ),
    max_size=9,
)


@given(RENDERINGS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_adding_one_at_a_time_in_any_order_is_a_run_over_everything(
    drawn: Sequence[tuple[str, str | None, str | None, Kind]], random: Random
) -> None:
    reports = [
        report(content, at, actor=actor, day=day, kind=kind) for at, (content, actor, day, kind) in enumerate(drawn, 1)
    ]
    shuffled = list(reports)
    random.shuffle(shuffled)
    batch = group(reports, "m", "")
    added = [one for at, new in enumerate(shuffled) for one in judge_near(new, shuffled[:at], "m", "")]
    assert sorted(added, key=repr) == sorted(batch, key=repr)
    assert statements(added, shuffled) == statements(batch, reports)


@given(RENDERINGS)
@settings(max_examples=40, deadline=None)
def test_no_more_is_compared_than_stated(drawn: Sequence[tuple[str, str | None, str | None, Kind]]) -> None:
    reports = [
        report(content, at, actor=actor, day=day, kind=kind)
        for at, (content, actor, day, kind) in enumerate([*drawn] * 8, 1)
    ]
    found = group(reports, "m", "")
    assert len(found) <= CANDIDATES * len(reports)


def test_three_outlets_one_statement() -> None:
    reports = [report(SAID), report(CONTENTS[1], 2), report(CONTENTS[2], 3, kind="indirect"), report(CONTENTS[6], 4)]
    assert statements(group(reports, "m", ""), reports) == {
        "r:01": "r:01",
        "r:02": "r:01",
        "r:03": "r:01",
        "r:04": "r:04",
    }


def four() -> list[Rendering]:
    return [report(SAID, number) for number in range(1, 5)]


def test_a_chain_of_likenesses_holds_nothing_together() -> None:
    found = statements([said(1, 2, "same"), said(2, 3, "same", 0.5), said(3, 4, "same")], four())
    assert found["r:01"] == found["r:02"] != found["r:03"] == found["r:04"]


def test_unsure_joins_nothing() -> None:
    assert len(set(statements([said(1, 2, "unsure")], four()).values())) == 4


def test_people_win() -> None:
    model = [said(1, 2, "same", 0.99), said(3, 4, "unsure", 0.2)]
    people = [said(1, 2, "different", None, "person"), said(3, 4, "same", None, "person")]
    found = statements([*people, *model], four())
    assert found["r:01"] != found["r:02"]
    assert found["r:03"] == found["r:04"]


def test_people_keep_apart_by_way_of_a_third_too() -> None:
    model = [said(1, 2, "same", 0.8), said(2, 3, "same", 0.9), said(1, 3, "same", 0.9)]
    found = statements([*model, said(1, 3, "different", None, "person")], four())
    assert found["r:01"] != found["r:03"]
    assert found["r:02"] in (found["r:01"], found["r:03"])


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6), st.sampled_from((0.4, 0.6, 0.9))), max_size=12),
    st.randoms(use_true_random=False),
)
def test_groups_do_not_depend_on_the_order_of_judgements(pairs: list[tuple[int, int, float]], random: Random) -> None:
    by_pair = {(min(left, right), max(left, right)): score for left, right, score in pairs if left != right}
    judgements = [said(left, right, "same", score) for (left, right), score in by_pair.items()]
    reports = [report(SAID, number) for number in range(1, 7)]
    first = statements(judgements, reports)
    random.shuffle(judgements)
    random.shuffle(reports)
    assert statements(judgements, reports) == first
