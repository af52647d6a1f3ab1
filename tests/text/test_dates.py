from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.dates import time_expressions

MONDAY = "2024-03-11"


def found(text: str, published: str | None = MONDAY) -> list[tuple[str, str | None]]:
    return [(time.span.of(text), time.value) for time in time_expressions(text, published=published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It shut on Monday.", ("Monday", "2024-03-11")),
        ("It shut on Tuesday night.", ("Tuesday night", "2024-03-05")),
        ("It shut last Monday.", ("last Monday", "2024-03-04")),
        ("It shut this past Sunday.", ("this past Sunday", "2024-03-10")),
        ("It opens next Monday.", ("next Monday", "2024-03-18")),
        ("Tuesday of last week was dry.", ("Tuesday of last week", "2024-03-05")),
        ("She left earlier today.", ("earlier today", "2024-03-11")),
        ("She left later on Sunday.", ("later on Sunday", "2024-03-10")),
        ("She left yesterday.", ("yesterday", "2024-03-10")),
        ("She left the day before yesterday.", ("the day before yesterday", "2024-03-09")),
        ("She left last night.", ("last night", "2024-03-10")),
        ("She left this morning.", ("this morning", "2024-03-11")),
        ("She left three days ago.", ("three days ago", "2024-03-08")),
        ("She left two months ago.", ("two months ago", "2024-01")),
        ("She left a year ago.", ("a year ago", "2023")),
        ("She left on March 3.", ("March 3", "2024-03-03")),
        ("She left on 14 March.", ("14 March", "2023-03-14")),
        ("She left on the 3rd of March 2019.", ("3rd of March 2019", "2019-03-03")),
        ("She left on Tuesday, March 5, 2024.", ("Tuesday, March 5, 2024", "2024-03-05")),
        ("She left on Feb. 2, 2021.", ("Feb. 2, 2021", "2021-02-02")),
        ("She left on 2021-02-02.", ("2021-02-02", "2021-02-02")),
        ("She left in August 2019.", ("August 2019", "2019-08")),
        ("She left in May.", ("May", "2023-05")),
        ("She left last March.", ("last March", "2023-03")),
        ("She left in early 2004.", ("early 2004", "2004")),
        ("She left last month.", ("last month", "2024-02")),
        ("She left earlier this year.", ("earlier this year", "2024")),
    ],
)
def test_value(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "words",
    (
        "two weeks ago|last week|an hour later|the next day|that night|the weekend|last summer|the summer of 2015|"
        "the past two years|several days ago|30 February 2020|999 years ago"
    ).split("|"),
)
def test_no_anchor_no_value(words: str) -> None:
    assert [value for _, value in found(f"It closed, {words}, for good.", published="0999-06-01")] == [None]


@pytest.mark.parametrize("published", [None, "", "yesterday", "2024-13-45", "11/03/2024"])
def test_without_a_day_of_publication_only_full_dates_have_a_value(published: str | None) -> None:
    assert found("On Monday, 4 July 1998, last year and in August 2019.", published) == [
        ("Monday, 4 July 1998", "1998-07-04"),
        ("last year", None),
        ("August 2019", "2019-08"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They may march in the sun for a second.",
        "April said that June and May had left with Augusta.",
        "Theresa May replied to May.",
        "The Sunday Courier and USA Today wrote about Good Friday.",
        "Over 2000 people paid £1999 for 1,500 of 2000 tickets a day.",
        "Mar Janssen met Jan Dekker in one day of many.",
        "On Mondays and Fridays it is shut.",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_ahead_is_the_next_one() -> None:
    text = "On Tuesday, in May, on 3 March and on Monday."
    ahead = [time.ahead for time in time_expressions(text, published=MONDAY)]
    assert ahead == ["2024-03-12", "2024-05", "2025-03-03", "2024-03-11"]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "Monday Tuesday Wednesday"
    assert [time.span.of(text) for time in time_expressions(text, 7, 14)] == ["Tuesday"]


@given(
    st.lists(st.sampled_from("on last the Monday May 3 2024 , . ago two days next \n night week of Feb.".split(" ")))
)
def test_expressions_rise_and_values_are_dates(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for time_found in time_expressions(text, published=MONDAY):
        assert end <= time_found.span.start
        end = time_found.span.end
        for value in (time_found.value, time_found.ahead):
            if value is not None:
                date.fromisoformat((value + "-01-01")[:10])


@pytest.mark.parametrize(
    "piece", ["last ", "the ", "May ", "3 of ", "the day before ", "1999 ", " ", "late on the past "]
)
def test_long_runs_of_one_word_are_read(piece: str) -> None:
    """Quadratic work on 40,000 characters would take minutes."""
    found = list(time_expressions(piece * (40_000 // len(piece)), published=MONDAY))
    assert all(one.span.start < one.span.end <= 40_000 for one in found)
