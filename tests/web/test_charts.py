import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from reportedly.web.charts import MOST, Bar, bar_chart, filled


def test_a_bar_is_as_tall_as_its_value_and_says_it() -> None:
    drawn = bar_chart("Title", "Words", [Bar("May 2025", 2, "/a?b=1&c=2"), Bar("June 2025", 4), Bar("July 2025", 0)])
    heights = [float(height) for height in re.findall(r'<rect[^>]*height="([\d.]+)"', drawn)]
    assert len(heights) == 2
    assert abs(heights[1] / heights[0] - 2) < 0.01
    assert 'href="/a?b=1&amp;c=2" aria-label="May 2025: 2 statements"' in drawn
    assert "<title>June 2025: 4 statements</title>" in drawn


@given(st.lists(st.builds(Bar, st.text(), st.integers(0, 10**9), st.text()), max_size=400))
def test_any_bars_make_good_xml(bars: list[Bar]) -> None:
    drawn = bar_chart("<&>", '"', bars)
    assert len(ElementTree.fromstring(drawn).findall(".//rect")) <= MOST


def test_periods_without_a_statement_are_filled_in() -> None:
    assert filled(("2024-12-30", "2025-01-02")) == ("2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02")
    assert filled(("1999", "2001")) == ("1999", "2000", "2001")
    assert filled(()) == ()
    assert filled(("soon", "2024")) == ("soon", "2024") or filled(("soon", "2024"))[0]


def test_a_far_day_does_not_fill_for_ever() -> None:
    assert len(filled(("0001-01-01", "9999-12-31"))) <= MOST + 2
