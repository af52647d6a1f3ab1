"""The graph of a statement as SVG that a style sheet colours: lanes, days, reports as links, lines as their kind is."""

from collections.abc import Iterator

from markupsafe import Markup

from reportedly.web.graph_layout import Layout, Placed
from reportedly.web.marks import escape

# In user units, which are pixels: on a screen it is never scaled, so that its words stay as large as those of the page.
ROW, HEAD, RADIUS, PLATE = 28, 30, 7, 32
WIDE, NARROW = 92, 46  # a column with the name of what a report does, and one without
WIDE_COLUMNS = 10  # so many fill a screen; more are drawn narrow: their kinds are told by the lines alone
NAMES, SLIM_NAMES = 176, 120  # the width of the lanes' names, and on a telephone
LETTER = 6.5  # a letter of these, on average
DATE_UNITS = 46  # a date on the axis needs
DATE_LETTERS = 10
SHEET = 966  # of the lanes on a sheet of paper, which statement.css prints smaller: 21 narrow columns, ten wide ones
UNDATED = "no date"
DRAWN = "graph-drawn"  # the ids of what sheets repeat
NAMES_DRAWN = "graph-names"


def names_drawing(layout: Layout, slim: bool = False) -> Markup:
    """The names of the lanes, which stand still while the lanes are scrolled; `slim`: for narrow screens."""
    width, shape = (SLIM_NAMES, "lane-names slim") if slim else (NAMES, "lane-names")
    named = "" if slim else f' id="{NAMES_DRAWN}"'
    parts = [_svg(shape, width, _height(layout), ' aria-hidden="true"'), f'<g class="drawn"{named}>']
    for place, lane in enumerate(layout.lanes):
        parts.append(_band(place, lane.first, lane.end, width))
        name = escape(_shortened(lane.name, int((width - 12) / LETTER)))
        parts.append(f'<text x="8" y="{_y(lane.first) + 4:g}"><title>{escape(lane.name)}</title>{name}</text>')
    return Markup("".join([*parts, "</g></svg>"]))


def graph_drawing(layout: Layout, title: str, words: str) -> Markup:
    """The lanes; `words` tell what is to be seen to those who do not see it."""
    step, width = _step(layout), drawn_width(layout)
    labelled = ' role="group" aria-labelledby="graph-title" aria-describedby="graph-words"'
    parts = [
        _svg("graph", width, _height(layout), labelled),
        f'<title id="graph-title">{escape(title)}</title><desc id="graph-words">{escape(words)}</desc>',
        f'<g class="drawn" id="{DRAWN}">',
        *(_band(place, lane.first, lane.end, width) for place, lane in enumerate(layout.lanes)),
        *_axis(layout, step),
        *_lines(layout, step),
        *(_dot(one, step) for one in layout.placed),
        "</g></svg>",
    ]
    return Markup("".join(parts))


def sheets(layout: Layout) -> Markup:
    """Both drawings again for paper, where nothing can be scrolled: as many pieces as it takes, between two columns."""
    step, height = _step(layout), _height(layout)
    whole = SHEET // step * step
    parts = []
    for start in range(0, _columns(layout) * step, whole):
        is_last = start + whole >= _columns(layout) * step
        width = drawn_width(layout) - start if is_last else whole
        names = f'{_svg("lane-names", NAMES, height)}<use href="#{NAMES_DRAWN}"/></svg>'
        lanes = f'<svg class="graph" width="{width}" height="{height}" viewBox="{start} 0 {width} {height}">'
        parts.append(f'<div class="sheet">{names}{lanes}<use href="#{DRAWN}"/></svg></div>')
    return Markup("".join(parts))


def drawn_width(layout: Layout) -> int:
    """How wide the lanes are drawn."""
    step = _step(layout)
    return _columns(layout) * step + step // 2


def _columns(layout: Layout) -> int:
    return max((one.end for one in layout.days), default=1)


def _shortened(name: str, letters: int) -> str:
    """The beginning of the name and, if that is short, its last word: papers of one house have one beginning."""
    if len(name) <= letters:
        return name
    last = name.rsplit(" ", 1)[-1]
    end = last if len(last) <= letters // 3 else ""
    return f"{name[: letters - len(end) - 1].rstrip(' .,:')}…{end}"


def _svg(name: str, width: int, height: int, more: str = "") -> str:
    return f'<svg class="{name}" width="{width}" height="{height}" viewBox="0 0 {width} {height}"{more}>'


def _step(layout: Layout) -> int:
    return WIDE if _columns(layout) <= WIDE_COLUMNS else NARROW


def _height(layout: Layout) -> int:
    return HEAD + ROW * (layout.lanes[-1].end if layout.lanes else 0) + 4


def _x(column: int, step: int) -> float:
    return column * step + step * 0.62


def _y(row: int) -> float:
    return HEAD + row * ROW + ROW / 2


def _band(place: int, first: int, end: int, width: int) -> str:
    """Every second lane is tinted."""
    shape = "band even" if place % 2 else "band"
    return f'<rect class="{shape}" x="0" y="{HEAD + first * ROW}" width="{width}" height="{(end - first) * ROW}"/>'


def _axis(layout: Layout, step: int) -> Iterator[str]:
    """A line where each day begins and, where there is room, its date."""
    free = 0.0
    year = ""
    for one in layout.days:
        x = one.first * step
        yield f'<line class="day" x1="{x}" x2="{x}" y1="{HEAD - 6}" y2="{_height(layout)}"/>'
        label, here = _date(one.day, year)
        if x + 4 < free:
            continue
        free = x + 4 + max(DATE_UNITS, 7 * len(label))
        year = here
        yield f'<text class="date" x="{x + 4}" y="{HEAD - 10}" aria-hidden="true">{escape(label)}</text>'


def _date(day: str, year: str) -> tuple[str, str]:
    """How the axis calls a day, with the year where that is new; and the year."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    if not day:
        return UNDATED, year
    if len(day) != DATE_LETTERS or not day[5:7].isdigit() or not 1 <= int(day[5:7]) <= len(months):
        return day, year
    short = f"{day[8:].lstrip('0')} {months[int(day[5:7]) - 1]}"
    return (short if day[:4] == year else f"{short} {day[:4]}"), day[:4]


def _lines(layout: Layout, step: int) -> Iterator[str]:
    cells = {one.dot.key: one for one in layout.placed}
    for one in layout.placed:
        before = cells.get(one.dot.rests or "")
        if before is None:
            continue
        x1, y1, x2, y2 = _x(before.column, step), _y(before.row), _x(one.column, step), _y(one.row)
        # Away from the earlier report at once, then level along the lane of the later one: lanes stay readable.
        bend = x1 + min(step * 0.45, (x2 - x1) / 2)
        curve = f"{bend:.1f} {y1:.1f} {bend - step * 0.2:.1f} {y2:.1f} {bend + step * 0.12:.1f} {y2:.1f}"
        path = f"M{x1:.1f} {y1:.1f}C{curve}H{x2 - RADIUS - 2:.1f}"
        yield f'<path class="edge {escape(one.dot.how)}" d="{path}"/>'


def _dot(one: Placed, step: int) -> str:
    x, y, dot = _x(one.column, step), _y(one.row), one.dot
    half = PLATE / 2 if dot.shape == "many" else RADIUS
    parts = [f"<title>{escape(dot.words)}</title>"]
    if dot.earliest:
        parts.append(f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS + 4}"/>')
    parts.append(_shape(dot.shape, x, y, dot.reports))
    if dot.how and step == WIDE:
        parts.append(
            f'<text class="how" x="{x - half - 6:.1f}" y="{y - 6:.1f}" text-anchor="end" aria-hidden="true">'
            f"{escape(dot.how)}</text>"
        )
    drawn = "".join(parts)
    if not dot.link:
        return f'<g class="dot {dot.shape}" role="img" aria-label="{escape(dot.words)}">{drawn}</g>'
    return f'<a class="dot {dot.shape}" href="{escape(dot.link)}" aria-label="{escape(dot.words)}">{drawn}</a>'


def _shape(shape: str, x: float, y: float, reports: int) -> str:
    """A disc for a report, a diamond for an outlet outside the ledger, a plate with their number for several."""
    if shape == "outside":
        r = RADIUS
        path = f"M{x - r:.1f} {y:.1f}L{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}Z"
        return f'<path class="mark" d="{path}"/>'
    if shape == "many":
        return (
            f'<rect class="mark" x="{x - PLATE / 2:.1f}" y="{y - 10:.1f}" width="{PLATE}" height="20" rx="6"/>'
            f'<text class="number-of" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" aria-hidden="true">'
            f"{reports}</text>"
        )
    return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/>'
