"""What is said again, whoever says it and whenever."""

from msgspec.structs import replace

from reportedly.linking.statements.repetition import Repeated, repeated
from reportedly.records import Rendering

LONG = "the northern breakwater will be rebuilt before the winter storms, whatever the council in Varnholm decides"
CUT = "the northern breakwater will be rebuilt before the winter storms"
SLOGAN = "We will win again!"


def said(words: str, actor: str | None = "a:lena", day: str | None = "2024-03-01") -> Rendering:
    return Rendering(1, f"r:{words[:9]} {actor} {day}", words, "direct", actor, f"d:{actor} {day}", None, day)


def test_one_speaker_says_it_again_whenever() -> None:
    for day in ("2024-03-01", "2024-03-20", "2030-01-01", None):
        assert repeated(said(LONG), said(LONG, day=day)) == Repeated(1.0, True)
        assert repeated(said(LONG), said(CUT, day=day)) == Repeated(1.0, False)
    assert repeated(said(LONG, day=None), said(LONG, day=None)) == Repeated(1.0, True)


def test_nearly_the_same_words_are_told_by_how_much() -> None:
    seen = repeated(said(CUT), said(CUT.replace("winter storms", "autumn gales"), day="2025-01-01"))
    assert seen
    assert 0.6 <= seen.shared < 1
    assert not seen.equal


def test_a_slogan_is_repeated_as_a_whole_not_as_a_part() -> None:
    assert repeated(said(SLOGAN), said("“we will win again”", day="2025-01-01")) == Repeated(1.0, True)
    aside = "that we will win again is what the pilots of Tessel Point say of their dredger each time she is towed away"
    assert repeated(said(SLOGAN), said(aside, day="2025-01-01")) is None
    assert repeated(said("to comment"), said("to comment", day="2025-01-01")) is None


def test_what_is_said_of_the_same_matter_in_other_words_is_no_repetition() -> None:
    assert repeated(said(CUT), said("the breakwater gets new stones this autumn", day="2025-01-01")) is None


def test_others_repeat_only_what_is_long_enough_and_later() -> None:
    assert repeated(said(LONG), said(LONG, "a:tomas", "2024-06-01")) == Repeated(1.0, True)
    assert repeated(said(LONG), said(LONG, "a:tomas", "2024-03-09")) is None  # one occasion, and two are named for it
    assert repeated(said(LONG), said(LONG, "a:tomas", None)) is None
    assert repeated(said(SLOGAN), said(SLOGAN, "a:tomas", "2024-06-01")) is None


def test_nobody_who_is_not_named_repeats_anything() -> None:
    assert repeated(said(LONG), said(LONG, None, "2024-06-01")) is None
    assert repeated(said(LONG, None), said(LONG, None, "2024-06-01")) is None


def test_which_is_asked_about_first_makes_no_difference() -> None:
    for one, other in ((said(LONG), said(CUT, day="2026-01-01")), (said(LONG), said(LONG, "a:tomas", "2024-06-01"))):
        assert repeated(one, other) == repeated(other, one)
        assert repeated(one, replace(other, content="")) is None
