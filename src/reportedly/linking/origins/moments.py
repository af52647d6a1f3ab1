"""When documents were published, as far as is known: a moment, a day, or nothing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple


class Moment(NamedTuple):
    """A stretch of time, in UTC, in which something was published; both ends may be the same."""

    first: datetime
    last: datetime


ANY = Moment(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def moment(published: str | None) -> Moment:
    """The stretch that an ISO date or date-time names; a time without a zone is taken for UTC, and None is any time.

    >>> moment("2024-03-10T09:30").first.hour, moment("2024-03-10").last.hour
    (9, 23)
    """
    if not published:
        return ANY
    try:
        if len(published) <= len("2024-03-10"):
            day = date.fromisoformat(published)
            first = datetime.combine(day, time(), UTC)
            return Moment(first, first + timedelta(days=1, microseconds=-1))
        exact = datetime.fromisoformat(published)
        at = exact.astimezone(UTC) if exact.tzinfo else exact.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ANY
    return Moment(at, at)


def is_later(one: Moment, other: Moment) -> bool:
    """Whether the one was certainly published after the other."""
    return one.first > other.last


def is_tied(one: Moment, other: Moment) -> bool:
    """Whether either may have been first."""
    return not is_later(one, other) and not is_later(other, one)


def earliest(moments: Sequence[Moment]) -> list[int]:
    """The places of all that may have been first: one, or a set where days or unknown times overlap.

    What has no time at all may always have been first, and is left out unless nothing has a time.
    """
    known = [place for place, one in enumerate(moments) if one != ANY]
    if not known:
        return [*range(len(moments))]
    end = min(moments[place].last for place in known)
    return [place for place in known if moments[place].first <= end]
