"""The dots of a statement's graph: a report each; in a large graph those that do the same are one dot."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportedly.trace import Retelling, key_of
from reportedly.web.graph_layout import UNDATED, Dot, Shape
from reportedly.web.rendering import count, day

WHOLE = 30  # up to so many reports each is drawn for itself: a screen of lanes
ALIKE = 3  # so many that nothing rests on, and that rest on one report in one way, become one dot
DRAWN = 60  # dots at most: two screens of lanes; what is left out stands in the table
NO_OUTLET = "outlet unknown"
DOES = {"credits": "credits", "wire": "carries the wire of", "copies": "copies", "variant": "shares rare words with"}
DO = {"credits": "credit", "wire": "wire:", "copies": "copy", "variant": "share words:"}
ALONE = {
    "witness": "shows access of its own",
    "unsupported": "what it rests on is unknown",
    "copy": "rests on another report",
}
SHAPES: Mapping[str, Shape] = {"witness": "origin", "unsupported": "unknown", "copy": "taken"}
ON_NOTHING: Mapping[Shape, str] = {"origin": "with own access", "unknown": "name no source", "taken": "rest on others"}


def dots_of(retellings: Sequence[Retelling]) -> tuple[list[Dot], int]:
    """The dots in order of time, those outside the ledger first; and how many reports were left out.

    The link of a dot leads to the row of its report in the table, `#t1` the first.
    """
    places = {key_of(one.report): f"t{number}" for number, one in enumerate(retellings, start=1)}
    inside = [_dot(f"t{number}", one, places, retellings) for number, one in enumerate(retellings, start=1)]
    inside.sort(key=lambda dot: (dot.moment[:10] == UNDATED, dot.moment[:10]))
    outside = _outside(retellings)
    if len(inside) > WHOLE:
        lanes = {dot.key: dot.lane for dot in [*outside, *inside]}
        joined = _collapsed(inside, lanes)
        inside = joined if len(joined) <= DRAWN else _collapsed(_of_the_first(inside), lanes)
    shown = inside[:DRAWN]
    needed = {dot.rests for dot in shown}
    left = sum(dot.reports for dot in inside[DRAWN:])
    return [*(dot for dot in outside if dot.key in needed), *shown], left


def _dot(key: str, one: Retelling, places: Mapping[tuple[str, str], str], all_: Sequence[Retelling]) -> Dot:
    head, edge = one.report.document, one.rests_on
    rests, name = None, ""
    if edge and edge.to_report and edge.to_document:
        rests = places.get((edge.to_report, edge.to_document))
        name = all_[int(rests[1:]) - 1].report.document.outlet or NO_OUTLET if rests else edge.to_name or ""
    elif edge and edge.to_name:
        rests, name = _outside_key(edge.to_name), edge.to_name
    how = edge.how if edge else ""
    does = f"{DOES[how]} {name}" if edge and name else ALONE[one.standing]
    first = ", the earliest" if one.earliest else ""
    words = f"{head.outlet or NO_OUTLET}, {day(head.published) or 'no date'}{first}: {does}"
    shape: Shape = SHAPES[one.standing]
    return Dot(
        key, head.outlet or NO_OUTLET, head.published or UNDATED, shape, words, f"#{key}", rests, how,
        earliest=one.earliest,
    )  # fmt: skip


def _outside_key(name: str) -> str:
    return f"outside {name.casefold()}"


def _outside(retellings: Sequence[Retelling]) -> list[Dot]:
    """Who is credited and is not in the ledger with this statement."""
    found: dict[str, Dot] = {}
    for one in retellings:
        edge = one.rests_on
        if edge and edge.to_report is None and edge.to_name:
            key = _outside_key(edge.to_name)
            words = f"{edge.to_name}, credited; its report is not in the ledger"
            found.setdefault(key, Dot(key, edge.to_name, UNDATED, "outside", words, ""))
    return list(found.values())


def _of_the_first(dots: Sequence[Dot]) -> list[Dot]:
    """What copies a copy as if it copied the first of them: a text that papers take from each other is one group."""
    by_key = {dot.key: dot for dot in dots}
    return [dot._replace(rests=_copied(dot, by_key)) for dot in dots]


def _copied(dot: Dot, by_key: Mapping[str, Dot]) -> str | None:
    while dot.how == "copies" and (above := by_key.get(dot.rests or "")) and above.how == "copies":
        dot = above
    return dot.rests


def _collapsed(dots: Sequence[Dot], lanes: Mapping[str, str]) -> list[Dot]:
    """Those that nothing rests on, joined where many do the same: rest on one in one way or, day by day, on nothing."""
    resting = {dot.rests for dot in dots}
    groups: dict[tuple[str, str], list[Dot]] = {}
    for dot in dots:
        if dot.key not in resting and not dot.earliest:
            groups.setdefault(_group(dot), []).append(dot)
    joined: dict[str, Dot] = {}
    gone: set[str] = set()
    alone = Counter(dot.shape for (rests, _), group in groups.items() if not rests for dot in group)
    for (rests, _), group in groups.items():
        first = group[0]
        if rests and len(group) < ALIKE:
            continue
        does = f"{len(group)} {DO[first.how]} {lanes[rests]}" if rests else ""
        lane = does or f"{alone[first.shape]} {ON_NOTHING[first.shape]}"
        joined[first.key] = _many(group, lane) if len(group) > 1 else first._replace(lane=lane)
        gone |= {dot.key for dot in group[1:]}
    return [joined.get(dot.key, dot) for dot in dots if dot.key not in gone]


def _group(dot: Dot) -> tuple[str, str]:
    return (dot.rests or "", dot.how if dot.rests else f"{dot.shape} {dot.moment[:10]}")


def _many(group: Sequence[Dot], lane: str) -> Dot:
    first, last = group[0], group[-1]
    since, until = day(first.moment) or "no date", day(last.moment) or "no date"
    when = since if since == until else f"{since} to {until}"
    do = dict.fromkeys(dot.words.rpartition(": ")[2] for dot in group)
    does = f"{next(iter(do))}{', some of them through others' if len(do) > 1 else ''}"
    outlets = len({dot.lane for dot in group})
    words = f"{count(len(group), 'report')} of {count(outlets, 'outlet')}, {when}: {does}"
    return first._replace(lane=lane, shape="many", words=words, reports=len(group))
