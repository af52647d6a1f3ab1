"""Where the reports of one statement stand in its graph: time runs from left to right, each outlet has a lane.

No two reports share a cell, so that no two labels can overlap: a lane grows a second row where its outlet prints the
statement twice at one time. Within a day a report stands right of the one that it rests on, whatever the clock says.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

MOMENTS = 6  # columns that the clock alone may give a day: a live page that is printed all day long has hundreds
UNDATED = ""

Shape = Literal["origin", "unknown", "taken", "outside", "many"]


class Dot(NamedTuple):
    """A report to be drawn, or several in one; `rests` is the key of the one it rests on, `how` in which way.

    `moment` is the ISO time of publication, UNDATED where there is none; `words` say all of it to those who do not see.
    """

    key: str
    lane: str
    moment: str
    shape: Shape
    words: str
    link: str
    rests: str | None = None
    how: str = ""
    reports: int = 1
    earliest: bool = False


class Lane(NamedTuple):
    """A lane and its rows: half-open counts from the top."""

    name: str
    first: int
    end: int


class Days(NamedTuple):
    """A day, UNDATED for none, and its columns: half-open counts from the left."""

    day: str
    first: int
    end: int


class Placed(NamedTuple):
    """A dot and its cell."""

    dot: Dot
    column: int
    row: int


class Layout(NamedTuple):
    """The graph before it is drawn."""

    placed: tuple[Placed, ...]
    lanes: tuple[Lane, ...]
    days: tuple[Days, ...]


def layout(dots: Sequence[Dot]) -> Layout:
    """The cells of `dots`, which come in order of time, each behind the one that it rests on.

    Those of shape "outside" have no time: they stand left of the first report that rests on them.
    """
    inside = [dot for dot in dots if dot.shape != "outside"]
    columns, days = _columns(inside)
    outside = [dot for dot in dots if dot.shape == "outside"]
    for dot in outside:
        resting = [columns[one.key] for one in inside if one.rests == dot.key]
        columns[dot.key] = min(resting, default=0) - 1
    shift = 1 if any(columns[dot.key] < 0 for dot in outside) else 0
    columns = {key: column + shift for key, column in columns.items()}
    days = [Days(one.day, one.first + shift, one.end + shift) for one in days]
    ordered = _by_descent([*outside, *inside])
    lanes, rows = _rows(ordered, columns)
    placed = tuple(Placed(dot, columns[dot.key], rows[dot.key]) for dot in ordered)
    return Layout(placed, tuple(lanes), tuple(days))


def _columns(dots: Sequence[Dot]) -> tuple[dict[str, int], list[Days]]:
    columns: dict[str, int] = {}
    days: list[Days] = []
    first = 0
    for day, group in groupby(dots, key=lambda dot: dot.moment[:10]):
        end = _of_day(list(group), first, columns)
        days.append(Days(day, first, end))
        first = end
    return columns, days


def _of_day(dots: Sequence[Dot], first: int, columns: dict[str, int]) -> int:
    """Give the dots of one day their columns, from `first` on; the column behind the last."""
    base, end, moment = first, first + 1, dots[0].moment
    for dot in dots:
        if dot.moment != moment and end - first < MOMENTS:
            base, moment = end, dot.moment
        column = max(base, columns.get(dot.rests or "", base - 1) + 1)
        columns[dot.key] = column
        end = max(end, column + 1)
    return end


def _by_descent(dots: Sequence[Dot]) -> list[Dot]:
    """Each dot followed by those that rest on it: their lanes lie side by side, and few lines cross."""
    resting: dict[str | None, list[Dot]] = {}
    keys = {dot.key for dot in dots}
    for dot in dots:
        resting.setdefault(dot.rests if dot.rests in keys else None, []).append(dot)
    ordered: list[Dot] = []
    waiting = resting.get(None, [])[::-1]
    while waiting:
        dot = waiting.pop()
        ordered.append(dot)
        waiting.extend(resting.get(dot.key, [])[::-1])
    return ordered


def _rows(dots: Sequence[Dot], columns: Mapping[str, int]) -> tuple[list[Lane], dict[str, int]]:
    """A dot's line runs level along its row, from behind the one that it rests on: no other dot stands in its way."""
    by_lane: dict[str, list[Dot]] = {}
    for dot in dots:
        by_lane.setdefault(dot.lane, []).append(dot)
    lanes: list[Lane] = []
    rows: dict[str, int] = {}
    first = 0
    for name, held in by_lane.items():
        taken: list[set[int]] = []
        for dot in held:
            end = columns[dot.key] + 1
            needs = set(range(min(columns.get(dot.rests or "", end - 2) + 1, end - 1), end))
            place = next((row for row, cells in enumerate(taken) if not cells & needs), len(taken))
            taken[place:] = taken[place:] or [set()]
            taken[place] |= needs
            rows[dot.key] = first + place
        lanes.append(Lane(name, first, first + len(taken)))
        first += len(taken)
    return lanes, rows
