"""Time expressions of a text and their ISO values against the day of publication, by rules.

Our own rules and no library: what general date parsers take for dates ("may", "sun", "second", "march") is mostly
none in running text. A value is an ISO date, or YYYY-MM or YYYY at the grain of the expression; it is None where the
text gives no anchor: no day of publication, weeks, week-ends, seasons, decades, "an hour later". It is never a guess.

A rule finds the head of an expression ("Monday night", "March 3", "2004", "week", "days ago"), then what belongs to
it on its left ("earlier on", "last", "three").
"""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from reportedly.span import Span
from reportedly.text.names import OUTLETS


class TimeExpression(NamedTuple):
    """A time expression, without preposition, and its ISO value.

    `value` reads it as news does: a weekday, day or month without a year is the latest one on or before publication.
    `ahead` is the value where the words speak of what is to come: the next one on or after publication.
    """

    span: Span
    value: str | None
    ahead: str | None


class Sighting(NamedTuple):
    """A head, and what belongs to it on its left."""

    head: re.Match[str]
    left: re.Match[str] | None

    @property
    def turn(self) -> str:
        """ "last", "past", "coming", "next", "this" before the head, or such a word; "" if there is none."""
        return (self.left["turn"] or "").lower().split()[-1:][0] if self.left and self.left["turn"] else ""


class Rule(NamedTuple):
    """The form of a head, what may stand on its left, whether it is a time there, and its value.

    `value` takes the day of publication, if known, and whether to look ahead.
    """

    head: re.Pattern[str]
    left: re.Pattern[str]
    holds: Callable[[str, Sighting], bool]
    value: Callable[[Sighting, date | None, bool], str | None]


WEEKDAYS = {name: place for place, name in enumerate(calendar.day_name)}
MONTHS = {name[:3].lower(): place for place, name in enumerate(calendar.month_name) if name}
NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
COUNTS = {"a": 1, "an": 1} | {word: place for place, word in enumerate(NUMBERS, start=1)}
NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}

GAP = r"(?:[^\S\n]{1,2}|\n)"  # between the words of one expression: a line may end, a paragraph may not
FULL = "|".join(name for name in calendar.month_name if name)
# Short forms, and capitals as in datelines, count only beside a number: "Jan", "Mar" and "Dec" alone are names.
MONTH = rf"(?P<month>{FULL}|{FULL.upper()}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
PART = r"morning|lunchtime|afternoon|evening|night"
WITH_PART = rf"(?:{GAP}(?:{PART}))?\b"
UNIT = rf"(?P<unit>minute|hour|day|weekend|week|month|year|decade|{PART}|spring|summer|autumn|fall|winter)s?\b"

# On the left of a day, month or year. The longest, "earlier in this past Wednesday, the ", fills the window.
WINDOW = 40
EARLY = r"(?:\b(?:earlier|later|early|late|mid)(?:\s(?:on|in))?[\s-])?"
LEFT = re.compile(
    rf"{EARLY}(?:\b(?P<turn>last|this\spast|past|coming|this|next)\s)?(?:\b{WEEKDAY},?\s(?:the\s)?)?$", re.I
)
# On the left of a unit: "earlier this", "the following", "the past two", "several".
UNIT_LEFT = re.compile(
    rf"{EARLY}(?:\b(?P<article>the|that)\s)?"
    r"(?:\b(?P<turn>last|this\spast|past|coming|this|next|following|previous|same)\s)?"
    rf"(?:\b(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)}|several|some|many|a\sfew|few|a\scouple\sof|an?)\s)?$",
    re.I,
)
# A month or year stands alone after these: it could be a name ("April said", "by May") or a number ("2000 people").
AFTER = re.compile(r"\b(?:in|since|until|till|during|through|last|past|next|this|late|early|mid|around)[\s-]$", re.I)
YEAR_AFTER = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|through|before|after|last|late|early|mid|around|circa|between|and|"
    r"the|an?|his|her|its|their)[\s-]$|[’']s\s$",
    re.I,
)
PLAIN = frozenset("January February July September October November December".split())  # nobody's name
# A weekday after one of these is a feast, a name or a programme; and before such a word an outlet or a programme.
NAMED = re.compile(
    r"\b(?:Black|Good|Super|Ash|Palm|Easter|Bloody|Cyber|Whit|Shrove|Maundy|Fat|Holy|Giving|Mail [Oo]n|News)\s$"
)
TITLE = re.compile(r"\s([A-Z]\w+)")
NUMBERED = re.compile(
    rf",?{GAP}(?:the{GAP})?(?:(?:{FULL}){GAP}\d|\d{{1,2}}(?:st|nd|rd|th)?{GAP}(?:of{GAP})?(?:{FULL})\b)"
)
FRESH = re.compile(r"(?:^|[^\w,\s]\s?|\n)$")  # before the first word of a sentence or a quotation


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _shifted(anchor: date | None, days: int) -> str | None:
    try:
        return (anchor + timedelta(days)).isoformat() if anchor else None
    except OverflowError:
        return None


def _month_away(anchor: date, months: int) -> str | None:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}" if year > 0 else None


def _year_away(anchor: date, years: int) -> str | None:
    return f"{anchor.year + years:04}" if 0 < anchor.year + years <= date.max.year else None


def _always(_text: str, _seen: Sighting) -> bool:
    return True


def _is_month(text: str, seen: Sighting) -> bool:
    """Whether a month without a number is one."""
    head = seen.head
    if head["day"] or head["year"]:
        return True
    if head["month"].title() not in calendar.month_name or head["month"].isupper() or TITLE.match(text, head.end()):
        return False
    return head["month"] in PLAIN or AFTER.search(text, max(0, head.start() - WINDOW), head.start()) is not None


def _month(seen: Sighting, anchor: date | None, ahead: bool) -> str | None:
    """A day, a month of a year, or both; without a year, the latest on or before publication, or the next."""
    month, day, year = MONTHS[seen.head["month"][:3].lower()], int(seen.head["day"] or 0), seen.head["year"]
    if year:
        return _iso(int(year), month, day) if day else f"{year}-{month:02}"
    if anchor is None:
        return None
    asked, this = (month, day), (anchor.month, anchor.day if day else 0)
    if seen.turn == "next" or (ahead and seen.turn == ""):
        step = int(asked < this or (asked == this and seen.turn == "next"))
    else:
        step = -int(asked > this or (asked == this and seen.turn in ("last", "past")))
    return _iso(anchor.year + step, month, day) if day else f"{anchor.year + step:04}-{month:02}"


def _is_year(text: str, seen: Sighting) -> bool:
    return YEAR_AFTER.search(text, max(0, seen.head.start() - WINDOW), seen.head.start()) is not None


def _year(seen: Sighting, _anchor: date | None, _ahead: bool) -> str | None:
    return None if seen.head["decade"] else seen.head["year"]


def _is_weekday(text: str, seen: Sighting) -> bool:
    """Whether a weekday is not part of a name, nor of the date that follows ("Monday, 3 March")."""
    start, following = seen.head.start(), TITLE.match(text, seen.head.end())
    if NUMBERED.match(text, seen.head.end()):
        return False
    title = following is not None and (following[1].lower() in OUTLETS or following[1] in ("Night", "Morning"))
    return not title and NAMED.search(text, max(0, start - WINDOW), start) is None


def _weekday(seen: Sighting, anchor: date | None, ahead: bool) -> str | None:
    """The latest on or before publication, or the next; "last" is before it, "next" after it."""
    if anchor is None:
        return None
    place, turn = WEEKDAYS[seen.head["weekday"]], seen.turn
    if seen.head["week"]:
        return _shifted(anchor, place - anchor.weekday() - 7)
    gone = (anchor.weekday() - place) % 7  # days since the latest such day
    if turn in ("next", "coming") or (ahead and gone and turn in ("", "this")):
        return _shifted(anchor, 7 - gone)
    return _shifted(anchor, -7 if gone == 0 and turn in ("last", "past") else -gone)


def _is_near(text: str, seen: Sighting) -> bool:
    """Whether a capital is owed to the start of a sentence and not to a name ("USA Today")."""
    start = seen.head.start()
    return seen.head[0][0].islower() or FRESH.search(text, max(0, start - 2), start) is not None


def _near(seen: Sighting, anchor: date | None, _ahead: bool) -> str | None:
    return _shifted(anchor, NEAR[seen.head["near"].lower()])


def _is_unit(_text: str, seen: Sighting) -> bool:
    """Whether a unit is a time: "last week", "that day", "two days ago", "the night before", "the weekend"."""
    left, tail, unit = seen.left, seen.head["tail"], seen.head["unit"]
    if left is None:
        return False
    if tail in ("ago", "later", "earlier"):
        return left["count"] is not None
    if left["count"]:
        return left["turn"] is not None
    that = (left["article"] or "").lower() == "that"
    if left["turn"] or (that and not seen.head[0].endswith("s")):
        return True
    return left["article"] is not None and (bool(tail) or unit == "weekend" or left[0].lower().startswith("earlier"))


def _unit(seen: Sighting, anchor: date | None, _ahead: bool) -> str | None:
    """The day, month or year meant; a week is too coarse, an hour too fine, and "the next day" hangs on another."""
    left, tail, unit = seen.left, seen.head["tail"], seen.head["unit"]
    if anchor is None or left is None:
        return None
    if unit == "day" and tail == "before yesterday":
        return _shifted(anchor, -2)
    if tail == "ago":
        step = -COUNTS.get(left["count"].lower(), int(left["count"]) if left["count"].isdecimal() else 0) or None
    else:
        step = {"last": -1, "this": 0, "next": 1}.get(seen.turn) if not (left["count"] or left["article"]) else None
    if step is None:
        return None
    if unit in PART.split("|") or (unit == "day" and tail == "ago"):
        return _shifted(anchor, step)
    return {"month": _month_away, "year": _year_away}.get(unit, lambda _anchor, _step: None)(anchor, step)


RULES = (
    Rule(
        re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
        LEFT,
        _always,
        lambda seen, _anchor, _ahead: _iso(*(int(seen.head[part]) for part in ("year", "month", "day"))),
    ),
    Rule(
        re.compile(rf"\b{MONTH}(?!-)(?:{GAP}{DAY}(?![\w:]|,\d))?(?:(?:{GAP}of)?,?{GAP}{YEAR})?(?!\w)"),
        LEFT,
        _is_month,
        _month,
    ),
    Rule(re.compile(rf"(?<![\w.,:/–-]){DAY}{GAP}(?:of{GAP})?{MONTH}(?:,?{GAP}{YEAR})?(?!\w)"), LEFT, _always, _month),
    Rule(re.compile(rf"(?<![\w.,$£€]){YEAR}(?P<decade>s)?(?![\w-]|{GAP}[a-z]{{4,20}}s\b)"), LEFT, _is_year, _year),
    Rule(
        re.compile(rf"\b{WEEKDAY}{WITH_PART}(?P<week>{GAP}(?:of{GAP})?last{GAP}week\b)?"), LEFT, _is_weekday, _weekday
    ),
    Rule(re.compile(rf"\b(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight){WITH_PART}"), LEFT, _is_near, _near),
    Rule(
        re.compile(
            rf"\b{UNIT}(?:{GAP}(?P<tail>ago|later|earlier|before{GAP}yesterday|before|after|of{GAP}(?:1[5-9]|20)\d\d)\b)?"
        ),
        UNIT_LEFT,
        _is_unit,
        _unit,
    ),
)


def _anchor(published: str | None) -> date | None:
    """The day of publication; None if it is unknown or no ISO date."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _sightings(text: str, start: int, end: int) -> Iterator[tuple[Sighting, Rule]]:
    """What the rules find, in text order, without overlaps: of two heads from one place the longer."""
    found = [
        (head.start(), -head.end(), number, head)
        for number, rule in enumerate(RULES)
        for head in rule.head.finditer(text, start, end)
    ]
    found.sort(key=lambda entry: entry[:3])
    last = start
    for at, _, number, head in found:
        if at < last:
            continue
        rule = RULES[number]
        seen = Sighting(head, rule.left.search(text, max(last, at - WINDOW), at))
        if rule.holds(text, seen):
            yield seen, rule
            last = head.end()


def time_expressions(
    text: str, start: int = 0, end: int | None = None, published: str | None = None
) -> Iterator[TimeExpression]:
    """Yield the time expressions of `text[start:end]` in order; linear. `published` is an ISO date or date-time.

    >>> text = "She may go on Sunday night, as she did on 3 March."
    >>> [(found.span.of(text), found.value) for found in time_expressions(text, published="2024-03-12")]
    [('Sunday night', '2024-03-10'), ('3 March', '2024-03-03')]
    """
    anchor = _anchor(published)
    for seen, rule in _sightings(text, start, len(text) if end is None else end):
        value, ahead = (rule.value(seen, anchor, ahead) for ahead in (False, True))
        begin = seen.left.start() if seen.left else seen.head.start()
        yield TimeExpression(Span(begin, seen.head.end()), value, ahead)
