"""The page of a speaker: its chart leads to what was said in each period, however long the periods are."""

from urllib.parse import parse_qs, urlsplit

import pytest

from reportedly.ledger.actors import ActorCard, Period
from reportedly.web.pages.speaker import bars

ADA = ActorCard("a:1", "Ada Brandt", "person", ("Ada Brandt",), (), 3, 2, 1, "2011-02-03", "2024-02-29")


@pytest.mark.parametrize(
    ("first", "last", "until"),
    [("2011", "2024", "2024-12-31"), ("2023-12", "2024-02", "2024-02-29"), ("2024-02-27", "2024-02-29", "2024-02-29")],
)
def test_a_bar_leads_to_its_period(first: str, last: str, until: str) -> None:
    found = bars(ADA, tuple(Period(start, 1, (), ()) for start in (first, last)))
    asked = parse_qs(urlsplit(found[-1].link).query)
    assert (asked["speaker"], asked["until"]) == (["a:1"], [until])
    assert len(found) > 2  # those between are there, and lead nowhere
    assert {bar.link for bar in found[1:-1]} == {""}
