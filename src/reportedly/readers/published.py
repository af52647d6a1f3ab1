"""Dates of publication as inputs write them -> ISO 8601."""

import re
from datetime import date, datetime

# A page without a date often carries the zero of its database (0001-01-01, 1900 is still seen in scanned papers);
# the first newspapers are of 1605.
FIRST_YEAR = 1605

DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")

# Longest date-time seen: "Sun, 10 Mar 2024 08:30:00 +0100 (Central European Time)".
LONGEST = 80


def iso_date(written: str) -> str | None:
    """`written` (ISO 8601, or RFC 2822 as in mail and feeds) as ISO 8601; None if it is no such date.

    A day stays a day; a date-time keeps its offset if it has one, and is cut to seconds.

    >>> iso_date("2024-03-10T08:30:00Z"), iso_date(" 2024-03-10 "), iso_date("last Sunday")
    ('2024-03-10T08:30:00+00:00', '2024-03-10', None)
    >>> iso_date("Sun, 10 Mar 2024 08:30:00 +0100")
    '2024-03-10T08:30:00+01:00'
    """
    written = written.strip()
    if not written or len(written) > LONGEST:
        return None
    if DATE_ONLY.fullmatch(written):
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return None
        return day.isoformat() if day.year >= FIRST_YEAR else None
    moment = _moment(written)
    return moment.isoformat(timespec="seconds") if moment and moment.year >= FIRST_YEAR else None


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass
    if "," not in written:
        return None
    from email.utils import parsedate_to_datetime  # 20 ms to import, and seldom needed

    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
