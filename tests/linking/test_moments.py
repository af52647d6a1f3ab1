"""Which of two documents was first, as far as their dates tell."""

import pytest

from reportedly.linking.origins.moments import ANY, earliest, is_later, is_tied, moment


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2031-03-10", "2031-03-11"),
        ("2031-03-10", "2031-03-11T00:00"),
        ("2031-03-10T09:00", "2031-03-10T09:01"),
        ("2031-03-10T09:00+02:00", "2031-03-10T08:00Z"),
    ],
)
def test_later(first: str, second: str) -> None:
    assert is_later(moment(second), moment(first))
    assert not is_tied(moment(first), moment(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2031-03-10", "2031-03-10"),
        ("2031-03-10", "2031-03-10T23:00"),
        ("2031-03-10T09:00+02:00", "2031-03-10T07:00Z"),
        (None, "2031-03-10"),
        ("next week", "2031-03-10"),
        ("0001-01-01T00:00+05:00", "2031-03-10"),
    ],
)
def test_tied(first: str | None, second: str) -> None:
    assert is_tied(moment(first), moment(second))


def test_earliest() -> None:
    days = [moment(text) for text in ("2031-03-11", "2031-03-10", "2031-03-10T08:00", None, "2031-03-10T09:00")]
    assert earliest(days) == [1, 2]
    assert earliest(days[:1] + days[2:]) == [1]
    assert earliest([ANY, ANY]) == [0, 1]
    assert earliest([]) == []
