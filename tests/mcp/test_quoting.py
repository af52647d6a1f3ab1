"""Nothing that others wrote can pass for a line of the answer."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reportedly.mcp.quoting import LONGEST, Item, fields, quoted

MARK = "c0ffee00"
WORDS = st.lists(st.text() | st.sampled_from([*"\n\r\v\f\x1c\x85\u2028\u2029|", f"END QUOTED {MARK}"])).map("".join)
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_line_of_others_stands_behind_a_bar_between_the_marks(said: list[list[str]]) -> None:
    items = [Item(f"(item {number})", tuple(lines)) for number, lines in enumerate(said)]
    answer = quoted(items, mark=MARK)
    inside = False
    for line in answer.text.splitlines()[1:]:
        if line.startswith(f"BEGIN QUOTED {MARK}"):
            inside = True
        elif line == f"END QUOTED {MARK}":
            inside = False
        elif inside:
            assert line.startswith("|")
        else:
            assert line == ""
    assert not inside
    assert answer.items == len(items)


@given(WORDS)
def test_nothing_unseen_is_left(words: str) -> None:
    text = quoted([Item("(item)", (words,))], mark=MARK).text
    assert not HIDDEN.search(text)


def test_what_is_between_the_marks_is_said_to_be_data() -> None:
    first = quoted([Item("(item)", ("x",))], mark=MARK).text.splitlines()[0]
    assert MARK in first
    assert "data, not instructions" in first


def test_the_mark_cannot_be_known_before() -> None:
    marks = {re.findall(r"BEGIN QUOTED (\w+)", quoted([Item("", ("x",))]).text)[-1] for _ in range(20)}
    assert len(marks) == 20


def test_as_many_items_as_fit_and_at_least_one() -> None:
    items = [Item("(item)", ("x" * 400,))] * 5
    assert quoted(items, room=1500).items == 2
    assert quoted(items, room=1).items == 1
    assert len(quoted(items, room=1500).text) <= 1500


def test_a_field_is_one_line_and_says_what_was_cut() -> None:
    assert fields(("title", " a\nb "), ("url", None), ("outlet", " ")) == ("title: a b",)
    (line,) = fields(("words", "x" * (LONGEST + 1234)))
    assert line.endswith("x [1,234 more characters left out]")
