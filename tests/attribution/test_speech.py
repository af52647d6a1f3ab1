import pytest

from reportedly.attribution.speech import is_speech_of_another, may_hold_speech
from reportedly.records import Attribution
from reportedly.span import Span


def judged(source: str, cue: str, content: str) -> bool:
    text = f"{source} {cue} {content}"
    first, second = len(source) + 1, len(source) + len(cue) + 2
    sources = (Span(0, len(source)),) if source else ()
    return is_speech_of_another(
        text, Attribution(sources, (Span(first, second - 1),), (Span(second, len(text)),), confidence=0.5)
    )


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("the bosun", "had told", "that the hatch was shut"),
        ("Odile’s", "claim", "that the hatch was shut"),
        ("they", "were accusing", "the bosun of sleep"),
        ("the crew", "laid down three conditions:", "pay, rum and rest"),
        ("my aunt", "would say", "‘Never sail on a Friday’"),
        ("the hatch", "was called unsafe by", "the bosun"),
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
    ],
)
def test_no_speech_of_another_party(source: str, cue: str, content: str) -> None:
    assert not judged(source, cue, content)


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
    ],
)
def test_a_word_of_saying_that_can_be_a_cue(text: str, expected: bool) -> None:
    assert may_hold_speech(text, Span(0, len(text))) is expected
    assert not may_hold_speech("The bosun said " + "x" * len(text), Span(15, 15 + len(text)))
