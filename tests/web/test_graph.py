"""The graph of a statement: nothing overlaps, time runs to the right, large ones are drawn small."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.web.graph_drawing import (
    HEAD,
    NARROW,
    ROW,
    SHEET,
    SLIM_NAMES,
    WIDE,
    drawn_width,
    graph_drawing,
    names_drawing,
    sheets,
)
from reportedly.web.graph_layout import UNDATED, Dot, layout

LANES = st.sampled_from(["Harbour Post", "The Courier", "Quay Markets", "Dispatch"])
DAYS = st.sampled_from(["", "2025-05-12", "2025-05-12T09:00", "2025-05-12T17:30", "2025-05-13", "2026-01-01T00:00"])


@st.composite
def dots(draw: st.DrawFn) -> list[Dot]:
    """Reports in order of time, each resting on an earlier one, on an outlet outside, or on nothing."""
    moments = sorted(draw(st.lists(DAYS, max_size=30)), key=lambda day: (day == UNDATED, day[:10], day))
    made = [Dot("outside", "Agency", UNDATED, "outside", "Agency", "")]
    for number, moment in enumerate(moments):
        rests = draw(st.sampled_from([None, *(dot.key for dot in made)]))
        how = "copies" if rests else ""
        made.append(Dot(f"t{number}", draw(LANES), moment, "taken", f"{number}", f"#t{number}", rests, how))
    return made


@given(dots())
def test_no_two_reports_share_a_cell(drawn: list[Dot]) -> None:
    cells = Counter((one.column, one.row) for one in layout(drawn).placed)
    assert set(cells.values()) <= {1}


@given(dots())
def test_every_report_stands_in_its_lane_and_in_its_day(drawn: list[Dot]) -> None:
    found = layout(drawn)
    assert {one.dot.key for one in found.placed} == {dot.key for dot in drawn}
    lanes, days = {lane.name: lane for lane in found.lanes}, {one.day: one for one in found.days}
    for one in found.placed:
        lane = lanes[one.dot.lane]
        assert lane.first <= one.row < lane.end
        if one.dot.shape != "outside":
            day = days[one.dot.moment[:10]]
            assert day.first <= one.column < day.end


@given(dots())
def test_a_report_stands_right_of_the_one_that_it_rests_on(drawn: list[Dot]) -> None:
    columns = {one.dot.key: one.column for one in layout(drawn).placed}
    for dot in drawn:
        if dot.rests:
            assert columns[dot.rests] < columns[dot.key]


@given(dots())
def test_no_report_stands_in_the_way_of_a_line(drawn: list[Dot]) -> None:
    placed = {one.dot.key: one for one in layout(drawn).placed}
    taken = {(one.column, one.row): one.dot.key for one in placed.values()}
    for one in placed.values():
        if one.dot.rests:
            between = range(placed[one.dot.rests].column + 1, one.column)
            assert not [taken[column, one.row] for column in between if (column, one.row) in taken]


@given(dots())
def test_what_is_drawn_lies_within_the_picture(drawn: list[Dot]) -> None:
    found = layout(drawn)
    words = str(graph_drawing(found, "Title", "Words"))
    width, height = map(int, re.findall(r'<svg class="graph" width="(\d+)" height="(\d+)"', words)[0])
    assert height >= HEAD + ROW * found.lanes[-1].end
    for x, y in re.findall(r'<circle class="mark" cx="([\d.]+)" cy="([\d.]+)"', words):
        assert 0 < float(x) < width
        assert HEAD < float(y) < height


@given(dots())
def test_sheets_show_all_of_it_once(drawn: list[Dot]) -> None:
    found = layout(drawn)
    pieces = re.findall(r'<svg class="graph" width="(\d+)" height="\d+" viewBox="(\d+) 0 (\d+)', str(sheets(found)))
    at = 0
    for width, start, shown in ((int(one), int(two), int(three)) for one, two, three in pieces):
        assert width == shown <= SHEET + NARROW // 2
        assert start == at
        at += shown
    assert at == drawn_width(found)


def test_long_names_are_told_apart() -> None:
    names = [
        "The Evening Chronicle of Upper Kelmar 7",
        "The Evening Chronicle of Upper Kelmar 12",
        "Courier-Intelligencer",
    ]
    many = [Dot(f"t{number}", name, "2025-05-12", "unknown", "", "#t") for number, name in enumerate(names)]
    for slim, most in ((False, 25), (True, SLIM_NAMES // 7)):
        shown = re.findall(r"</title>([^<]+)</text>", str(names_drawing(layout(many), slim)))
        assert len(set(shown)) == len(names)
        assert max(map(len, shown)) <= most + 1


def test_dates_do_not_run_into_each_other() -> None:
    many = [Dot(f"t{day}", "Post", f"2025-05-{day:02}", "unknown", "", "#t") for day in range(1, 32)]
    words = str(graph_drawing(layout(many), "", ""))
    at = [int(x) for x in re.findall(r'class="date" x="(\d+)"', words)]
    assert len(at) > 5
    assert all(after - before >= WIDE / 2 for before, after in pairwise(at))
    assert NARROW * 31 < int(re.findall(r'width="(\d+)"', words)[0]) < WIDE * 31


def test_a_hostile_name_is_only_text() -> None:
    name = '"><script>alert(1)</script>\u202e'
    found = layout([Dot("t1", name, "2025-05-01", "origin", name, "#t1")])
    for words in (str(names_drawing(found)), str(graph_drawing(found, name, name))):
        assert "<script" not in words
        assert "\u202e" not in words


@pytest.mark.parametrize("moment", ["2025-05-12", "soon", "2025-13-99", "99", UNDATED])
def test_odd_dates_are_drawn(moment: str) -> None:
    assert "<svg" in graph_drawing(layout([Dot("t1", "Post", moment, "origin", "", "#t1")]), "", "")
