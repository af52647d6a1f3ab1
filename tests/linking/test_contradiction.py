"""Candidates for contradiction."""

from itertools import count

import pytest

from reportedly.linking.contradiction import Candidate, contradictions
from reportedly.records import Rendering

NUMBERS = count(1)


def said(content: str, actor: str | None = "a:mayor", day: str | None = "2031-05-02") -> Rendering:
    number = next(NUMBERS)
    return Rendering(number, f"r:{number}", content, "indirect", actor, f"d:{number}", "Harbour Post", day)


SOLD = "The harbour of Orlow will be sold to the Brae shipyard"
NOT_SOLD = "“We will not sell the Orlow harbour to the Brae shipyard.”"


def test_two_actors_of_whom_one_denies_what_the_other_says() -> None:
    mayor, union = said(SOLD), said(NOT_SOLD, "a:union")
    (found,) = contradictions((mayor, union))
    assert (found.left, found.right, found.how) == (mayor.number, union.number, "opposed")
    assert found.reason.startswith("One says “sold”, the other “not sell”; both speak of ")
    assert "brae" in found.reason


def test_one_actor_on_two_days() -> None:
    before, after = said(SOLD, day="2031-01-02"), said(NOT_SOLD, day="2031-03-01")
    (found,) = contradictions((after, before))
    assert (found.left, found.right, found.how) == (before.number, after.number, "changed")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The senator supports the ban on night flights", "The senator opposes the ban on night flights"),
        ("the tax on fishing boats is fair and legal", "the tax on fishing boats is illegal"),
        ("no soldier fired on the crowd in Halm Square", "soldiers fired on the crowd in Halm Square"),
    ],
)
def test_opposed(left: str, right: str) -> None:
    assert len(contradictions((said(left), said(right, "a:other")))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SOLD, "The harbour of Orlow was built by the Brae shipyard"),
        (SOLD, "the choir of Orlow will not sing on Sunday"),
        ("the senator did not reject the ban on night flights", "the senator accepted the ban on night flights"),
        ("We will not sell the harbour to the shipyard", "we won't sell the harbour to the shipyard"),
        ("no", "yes"),
        ("", ""),
    ],
)
def test_not_opposed(left: str, right: str) -> None:
    assert contradictions((said(left), said(right, "a:other"))) == ()


def test_one_actor_on_one_day_is_no_change_of_mind() -> None:
    assert contradictions((said(SOLD), said(NOT_SOLD))) == ()
    assert contradictions((said(SOLD, day=None), said(NOT_SOLD))) == ()


def test_nobody_contradicts_nobody() -> None:
    assert contradictions((said(SOLD, None), said(NOT_SOLD, None))) == ()


def test_the_order_of_the_reports_does_not_count() -> None:
    reports = [said(SOLD, f"a:{n}") for n in range(3)] + [said(NOT_SOLD, f"a:{n}") for n in range(3, 6)]
    found = contradictions(reports)
    assert found == contradictions(reports[::-1])
    assert all(isinstance(one, Candidate) for one in found)


def test_a_word_that_everybody_has_brings_nobody_together() -> None:
    reports = [said(SOLD if n % 2 else NOT_SOLD, f"a:{n}") for n in range(200)]
    assert len(contradictions(reports)) == 0
