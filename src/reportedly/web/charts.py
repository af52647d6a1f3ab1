"""Charts drawn on the server, as SVG that a style sheet colours: with a title, a description, a link for each bar."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from reportedly.web.marks import escape

WIDTH, HEIGHT = 960, 190  # user units: about pixels on a wide screen, and still read where they are three quarters
LEFT, BOTTOM, TOP = 34, 22, 8
WIDEST = 48  # of a bar: five months shall not look like five towers
MOST = 240  # bars: at 960 units a bar has four
LABEL = 66  # units between two labels on the time axis at least
DAY, MONTH = 10, 7  # characters of ISO dates


class Bar(NamedTuple):
    """`label` is when, `link` where to see what it counts."""

    label: str
    value: int
    link: str = ""


def bar_chart(title: str, words: str, bars: Sequence[Bar]) -> Markup:
    """The bars side by side; `words` tell what is to be seen to those who do not see it."""
    bars = bars[-MOST:]
    most = max((bar.value for bar in bars), default=0) or 1
    step = (WIDTH - LEFT) / max(1, len(bars))
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-labelledby="chart-title"'
        ' aria-describedby="chart-words">',
        f'<title id="chart-title">{escape(title)}</title><desc id="chart-words">{escape(words)}</desc>',
        *_grid(most),
        *(_bar(place, bar, step, most) for place, bar in enumerate(bars) if bar.value),
        *_labels(bars, step),
        "</svg>",
    ]
    return Markup("".join(parts))


def _bar(place: int, bar: Bar, step: float, most: int) -> str:
    width = max(1.0, min(WIDEST, step * 0.78))
    tall = max(2.0, (HEIGHT - BOTTOM - TOP) * bar.value / most)
    x = LEFT + place * step + (step - width) / 2
    said = escape(f"{bar.label}: {bar.value} statement{'' if bar.value == 1 else 's'}")
    drawn = (
        f'<rect x="{x:.1f}" y="{HEIGHT - BOTTOM - tall:.1f}" width="{width:.1f}" height="{tall:.1f}" rx="1.5">'
        f"<title>{said}</title></rect>"
    )
    return f'<a href="{escape(bar.link)}" aria-label="{said}">{drawn}</a>' if bar.link else drawn


def _grid(most: int) -> list[str]:
    """The base line, the line of the highest value and, where it is even, that of the half."""
    lines = []
    for value in sorted({0, most, most // 2 if most % 2 == 0 else 0}):
        y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / most
        lines.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" aria-hidden="true">{value}</text>')
    return lines


def _labels(bars: Sequence[Bar], step: float) -> list[str]:
    """The first, the last, and as many between as find room."""
    every = max(1, -(-LABEL // max(1, int(step))))
    places = list(range(0, len(bars), every))
    return [
        f'<text x="{LEFT + (place + 0.5) * step:.1f}" y="{HEIGHT - 6}" text-anchor="{_anchor(place, len(bars), step)}" '
        f'aria-hidden="true">{escape(_short(bars[place].label))}</text>'
        for place in places
    ]


def _anchor(place: int, count: int, step: float) -> str:
    """Labels at the edges lean inward where their bar is narrow."""
    if step < LABEL and place == 0:
        return "start"
    return "end" if step < LABEL and (count - place) * step < LABEL / 2 else "middle"


def _short(label: str) -> str:
    """A date as an axis has room for it: "May 2025" stays, "14 May 2025" loses its year."""
    words = label.split()
    if len(words) == 3:
        return f"{words[0]} {words[1][:3]}"
    return f"{words[0][:3]} {words[1]}" if len(words) == 2 else label


def filled(starts: Sequence[str]) -> tuple[str, ...]:
    """All years, months or days from the first of `starts` to the last; as they are where a date is none.

    >>> filled(("2024-11", "2025-02"))
    ('2024-11', '2024-12', '2025-01', '2025-02')
    """
    if not starts:
        return ()
    first, last = min(starts), max(starts)
    found, one = [first], first
    while one < last and len(found) <= MOST:
        one = _next(one)
        if not one:
            return tuple(starts)
        found.append(one)
    return tuple(found)


def _next(start: str) -> str:
    try:
        if len(start) == DAY:
            return (date.fromisoformat(start) + timedelta(days=1)).isoformat()
        if len(start) == MONTH:
            year, month = int(start[:4]), int(start[5:7])
            return f"{year + month // 12:04}-{month % 12 + 1:02}"
        return f"{int(start) + 1:04}"
    except (ValueError, OverflowError):
        return ""
