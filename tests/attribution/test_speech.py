import pytest

from reportedly.attribution.speech import (
    is_own_belief,
    is_speech_of_another,
    may_hold_speech,
    without_addressee,
)
from reportedly.records import Attribution
from reportedly.span import Span


def attribution(source: str, cue: str, content: str, start: int = 0) -> Attribution:
    """Of a text in which the three follow each other, a space between, from `start` on."""
    first, second = start + len(source) + 1, start + len(source) + len(cue) + 2
    sources = (Span(start, first - 1),) if source else ()
    return Attribution(sources, (Span(first, second - 1),), (Span(second, second + len(content)),), confidence=0.5)


def judged(source: str, cue: str, content: str) -> bool:
    return is_speech_of_another(f"{source} {cue} {content}", attribution(source, cue, content))


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("the bosun", "had told", "that the hatch was shut"),
        ("Odile’s", "claim", "that the hatch was shut"),
        ("they", "were accusing", "the bosun of sleep"),
        ("the crew", "laid down three conditions:", "pay, rum and rest"),
        ("my aunt", "would say", "‘Never sail on a Friday’"),
        ("the hatch", "was called unsafe by", "the bosun"),
        ("No 10", "declined to say", "who had shut the hatch"),
        ("the bosun", "considers", "the hatch unsafe"),
        ("the bosun", "praised", "her"),
    ],
)
def test_speech_of_another_party(source: str, cue: str, content: str) -> None:
    assert judged(source, cue, content)


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("I", "asked", "whether the hatch was shut"),
        ("", "said", "that the hatch was shut"),  # nobody can be named
        ("the bosun", "hopes", "that the hatch is shut"),
        ("the bosun", "saw", "that the hatch was shut"),
        ("the bosun", "should say", "whether the hatch was shut"),
        ("my aunt", "would say", "so if asked"),
        ("the crew", "were told", "that the hatch was shut"),  # an agentless passive: the crew said nothing
        ("the bosun", "said", "it"),
        ("no sailor", "has said", "that the hatch was shut"),
        ("neither the bosun nor the cook", "said", "that the hatch was shut"),
        ("any sailor", "would have said", "that the hatch was shut"),
        ("not to ask", "is saying", "that the hatch was shut"),
        ("the bosun", "needs to stop saying", "that the hatch was shut"),
        ("the bosun", "had ever complained of", "the hatch"),
        ("the bosun", "says", "they are"),
        ("the bosun", "had asked", "him to do so"),
    ],
)
def test_no_speech_of_another_party(source: str, cue: str, content: str) -> None:
    assert not judged(source, cue, content)


def passive(text: str, source: str, cue: str, *content: str) -> Attribution:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Attribution((at(source),), (at(cue),), tuple(map(at, content)), 0.5)


def test_the_agent_of_a_passive_said_it() -> None:
    text = "she had been told by the bosun that the hatch was shut"
    inner = passive(text, "the bosun", "had been told", "she", "that the hatch was shut")
    assert is_speech_of_another(text, inner)
    assert [span.of(text) for span in without_addressee(text, inner).content] == ["that the hatch was shut"]


@pytest.mark.parametrize(
    ("text", "cue", "subject", "rest"),
    [
        ("she was told by the bosun to shut the hatch", "was told", "she", "to shut the hatch"),
        ("she was called by the bosun a thief", "was called", "she", "a thief"),
    ],
)
def test_whom_an_order_or_a_verdict_is_about_is_part_of_it(text: str, cue: str, subject: str, rest: str) -> None:
    inner = passive(text, "the bosun", cue, subject, rest)
    assert without_addressee(text, inner) == inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bosun warned us twice", True),
        ("According to the log it was noon", True),
        ("The hatch was shut", False),
        ("He has no wish to say more", False),
        ("We said as much", False),
        ("He wants to say what the bosun told him", True),
        ("He aims to say", False),
        ("He continues to say", True),
        ("He would continue to", False),
    ],
)
def test_a_word_of_saying_that_can_be_a_cue(text: str, expected: bool) -> None:
    assert may_hold_speech(text, Span(0, len(text))) is expected
    assert not may_hold_speech("The bosun said " + "x" * len(text), Span(15, 15 + len(text)))


@pytest.mark.parametrize(
    ("source", "cue", "content", "expected"),
    [
        ("she", "believes", "that the hatch was shut", True),
        ("they", "thought", "the hatch was shut", True),
        ("she", "had warned", "that the hatch was shut", False),  # saying it twice is news
        ("the bosun", "believes", "that the hatch was shut", False),
    ],
)
def test_what_the_speaker_believes(source: str, cue: str, content: str, expected: bool) -> None:
    text = f"{source} {cue} {content}"
    assert is_own_belief(text, attribution(source, cue, content), Span(0, len(text))) is expected


def test_a_belief_later_in_the_sentence_is_another_s() -> None:
    text = "The cook fears what they believe the bosun did"
    assert not is_own_belief(text, attribution("they", "believe", "the bosun did", 20), Span(0, len(text)))
