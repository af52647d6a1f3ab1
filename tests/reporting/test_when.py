import re

import pytest

from reportedly.records import Actor, Annotation, Attribution, Document, Referent
from reportedly.reporting.when import dates_in, whens_of
from reportedly.span import Span
from reportedly.text.sentences import layout_of

MARK = re.compile(r"\{(\d)([scq]):|\}")
MONDAY = "2024-03-11"


def annotated(marked: str, published: str | None = MONDAY, parents: dict[int, int] | None = None) -> Annotation:
    """The annotation of a text with marks: "{1s:She} {1c:said} {1q:no}"; one speaker for each source's words."""
    text, last, opened = "", 0, []
    roles: dict[tuple[int, str], list[Span]] = {}
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match[1]:
            opened.append((int(match[1]), match[2], len(text)))
        else:
            number, role, start = opened.pop()
            roles.setdefault((number, role), []).append(Span(start, len(text)))
    text += marked[last:]
    attributions, credited, referents = [], [], []
    for number in sorted({number for number, _ in roles}):
        source, cue, content = (tuple(roles.get((number, role), ())) for role in "scq")
        parent = (parents or {}).get(number)
        attributions.append(Attribution(source, cue, content, 1.0, None if parent is None else parent - 1))
        name = source[0].of(text).lower() if source else ""
        if name not in referents:
            referents.append(name)
        credited.append(referents.index(name))
    actors = tuple(Referent(Actor("a:" + name, name, "person")) for name in referents)
    document = Document("d:1", text, "a.txt", published=published)
    return Annotation(document, tuple(attributions), "test", (), actors, tuple(credited))


def whens(marked: str, published: str | None = MONDAY, parents: dict[int, int] | None = None) -> list[object]:
    annotation = annotated(marked, published, parents)
    found = whens_of(annotation, layout_of(annotation.document.text))
    assert all(when.text == when.spans[0].of(annotation.document.text) for when in found if when)
    return [when and (when.text, when.value) for when in found]


@pytest.mark.parametrize(
    ("marked", "when"),
    [
        ("{1s:Ada Brink} {1c:said} on Sunday {1q:the lock was shut}.", ("Sunday", "2024-03-10")),
        ("On Friday {1s:Ada Brink} {1c:said} {1q:the lock was shut}.", ("Friday", "2024-03-08")),
        ("{1q:“It is shut,”} {1s:Ada Brink} {1c:said} late on Friday.", ("late on Friday", "2024-03-08")),
        ("{1s:Ada Brink} {1c:announced} {1q:the closure} on Friday.", ("Friday", "2024-03-08")),
        ("{1q:The lock is shut}, {1s:Ada Brink} {1c:said Friday}.", ("Friday", "2024-03-08")),
        ("{1s:A memo sent on Friday} {1c:says} {1q:the lock is shut}.", ("Friday", "2024-03-08")),
        ("{1s:A 2019 survey} {1c:found} {1q:cracks}.", ("2019", "2019")),
        ("When she spoke on Friday, {1s:Ada Brink} {1c:promised} {1q:repairs}.", ("Friday", "2024-03-08")),
        ("In a second post an hour later, {1s:she} {1c:asked} {1q:for help}.", ("an hour later", None)),
        ("{1s:Brink}, {1s:who} before 3 March {1c:denied} {1q:it}, left.", ("before 3 March", None)),
        ("On Friday {1s:Ada Brink} {1c:will tell} a court {1q:that it is shut}.", ("Friday", "2024-03-15")),
    ],
)
def test_a_time_beside_the_cue_dates_the_utterance(marked: str, when: tuple[str, str | None]) -> None:
    assert whens(marked) == [when]


@pytest.mark.parametrize(
    "marked",
    [
        "{1s:Ada Brink} {1c:said} {1q:the lock was shut on Sunday}.",
        "{1s:Ada Brink}, who was elected on Sunday, {1c:said} {1q:it was shut}.",
        "{1s:Ada Brink, who was elected on Sunday,} {1c:said} {1q:it was shut}.",
        "{1s:Ada Brink} {1c:said} {1q:she was off to the fair}, which opens on Friday.",
        "{1s:Ada Brink} {1c:praised} {1q:the crew} and opened the lock on Friday.",
        "LORN, March 12 (Ferry News) - {1s:Ada Brink} {1c:said} {1q:it was shut}.",
        "{1s:Ada Brink} later {1c:said} {1q:it was shut}.",
        "{1s:Ada Brink} {1c:lost} {1q:hope} at the 2012 regatta.",
    ],
)
def test_other_times_do_not(marked: str) -> None:
    assert whens(marked) == [None]


def test_no_publication_no_value() -> None:
    assert whens("{1s:She} {1c:said} on Sunday {1q:no}.", None) == [("Sunday", None)]


def test_one_time_may_date_two_cues_of_one_speaker_and_of_no_other() -> None:
    marked = "{1s:She} {1c:told} us on Friday {1q:it was shut}, {2c:adding} {2q:it was old}; {3s:he} {3c:said} {3q:no}."
    annotation = annotated(marked)
    annotation = Annotation(annotation.document, annotation.attributions, "t", (), annotation.referents, (0, 0, 2))
    found = whens_of(annotation, layout_of(annotation.document.text))
    assert [when and when.text for when in found] == ["Friday", "Friday", None]


def test_a_nested_report_is_dated_inside_its_parent() -> None:
    marked = "{1s:She} {1c:said} on Sunday {1q:{2s:he} {2c:had told} her on Friday {2q:to go}}."
    assert whens(marked, parents={2: 1}) == [("Sunday", "2024-03-10"), ("Friday", "2024-03-08")]


def test_a_time_carries_over_to_the_same_speaker_until_the_day_changes() -> None:
    first = "{1s:Brink} {1c:said} on Friday {1q:it was shut}. "
    friday = ("Friday", "2024-03-08")
    assert whens(first + "{2q:“Never,”} {2s:Brink} {2c:added}.") == [friday, friday]
    assert whens(first + "{2q:“Never,”} {2s:Osman} {2c:added}.") == [friday, None]
    assert whens(first + "The lock broke on Saturday. {2q:“Never,”} {2s:Brink} {2c:added}.") == [friday, None]
    assert whens(first + "{2s:Brink} {2c:has long argued} {2q:for a new lock}.") == [friday, None]
    assert whens(first + "It rained. " * 20 + "{2q:“Never,”} {2s:Brink} {2c:added}.") == [friday, None]


def test_dates_in_a_content() -> None:
    text = "She said the lock broke on Friday and will open on Tuesday. It was built in 1911."
    document = Document("d:1", text, "a.txt", published=MONDAY)
    found = dates_in(document, (Span(9, len(text)),))
    assert [(when.text, when.value) for when in found] == [
        ("Friday", "2024-03-08"),
        ("Tuesday", "2024-03-12"),
        ("1911", "1911"),
    ]
