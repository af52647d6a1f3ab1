import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Actor, Annotation, Attribution, Document, Mention, Referent
from reportedly.reporting.when import whens_of
from reportedly.span import Span
from reportedly.text.sentences import layout_of

MONDAY = "2024-03-11"
LEAD = "Ada Brink toured the lock on Friday.\n\n"


def whens(text: str, cues: list[str]) -> list[str | None]:
    """The values of the reports with these cues, found one after the other; Ada Brink makes them all."""
    at, attributions = 0, []
    for cue in cues:
        at = text.index(cue, at)
        end = at + len(cue)
        attributions.append(Attribution((), (Span(at, end),), (Span(end + 1, text.index(".", end)),), 1.0))
    named = tuple(Mention(Span(*match.span()), "name", 0) for match in re.finditer("Ada Brink", text))
    brink = (Referent(Actor("a:1", "Ada Brink", "person")),)
    document = Document("d:1", text, "a.txt", published=MONDAY)
    annotation = Annotation(document, tuple(attributions), "test", named, brink, (0,) * len(cues))
    return [when.value if when else None for when in whens_of(annotation, layout_of(text))]


def test_the_day_of_the_lead_is_that_of_whoever_it_names() -> None:
    assert whens(LEAD + "She promised repairs.", ["promised"]) == ["2024-03-08"]
    assert whens(LEAD + "She promised repairs. She added that it would take weeks.", ["promised", "added"]) == [
        "2024-03-08",
        "2024-03-08",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The lock broke on Friday.\n\nShe promised repairs.",  # names somebody else, or nobody
        "Ada Brink toured the lock on Friday. She promised repairs.",  # one paragraph
        LEAD + "It rained. " * 9 + "She promised repairs.",  # far away
        "It rained. " * 60 + LEAD + "She promised repairs.",  # no lead
        LEAD + "The pier fell on Saturday. She promised repairs.",  # another day
        LEAD + "A year earlier the pier had fallen. She promised repairs.",  # another time
        "Ada Brink has been ill since Friday.\n\nShe promised repairs.",  # a bound
    ],
)
def test_the_lead_tells_no_other_day(text: str) -> None:
    assert whens(text, ["promised"]) == [None]


def test_a_standing_opinion_has_no_day() -> None:
    assert whens(LEAD + "She thinks it is old.", ["thinks"]) == [None]


def test_a_word_of_another_time_ends_a_scene_unless_it_is_said() -> None:
    said = "Ada Brink on Friday said it was shut. "
    assert whens(said + "She added it was old.", ["said", "added"]) == ["2024-03-08"] * 2
    assert whens(said + "Last week it had leaked. She added it was old.", ["said", "added"]) == ["2024-03-08", None]
    assert whens("Ada Brink on Friday said it had leaked last week. She added no.", ["said", "added"]) == [
        "2024-03-08",
        "2024-03-08",
    ]


def test_a_time_that_opens_its_sentence_dates_the_main_clause() -> None:
    assert whens("On Friday, after a tour of the lock, Ada Brink promised repairs.", ["promised"]) == ["2024-03-08"]
    assert whens("The lock that shut on Friday, after a flood, cost her a walk, she added sadly.", ["added"]) == [None]


@given(
    st.lists(
        st.sampled_from(["Ada Brink", " said no.", " on Friday", "\n\n", " earlier", ". ", "March 3"]), max_size=20
    )
)
def test_any_text_is_dated_without_a_crash(parts: list[str]) -> None:
    text = "".join(parts)
    cues = ["said"] * text.count("said")
    assert len(whens(text, cues)) == len(cues)
