import pytest

from reportedly.attribution.relative import with_antecedent
from reportedly.records import Attribution
from reportedly.span import Span, join


def source_of(text: str, word: str, start: int = 0) -> str:
    at = text.index(f" {word} ") + 1
    cue = Span(text.index("say"), text.index("say") + 3)
    found = Attribution((Span(at, at + len(word)),), (cue,), (Span(cue.end + 1, len(text)),), 0.5)
    return join(with_antecedent(text, found, start).source, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are sailors who say it will snow", "sailors"),
        ("He met a man who had to say it twice", "a man"),
        ("We asked the two cooks – who say it will snow", "the two cooks"),
        ("He asked the tired bosun, Odile Hagen, who would not say it", "Odile Hagen"),
    ],
)
def test_who_stands_for_the_phrase_before_it(text: str, expected: str) -> None:
    assert source_of(text, "who") == expected


def test_the_phrase_lies_in_the_content() -> None:
    text = "The two old sailors who say it"
    assert source_of(text, "who", start=8) == "old sailors"
    assert source_of(text, "who", start=20) == "who"


def test_other_sources_stay() -> None:
    assert source_of("It was the bosun they say so", "bosun") == "bosun"
    assert source_of("Those are figures that say it all", "that") == "that"


def test_who_that_asks_stays() -> None:
    assert source_of("There was thin ice. Who can say so?", "Who") == "Who"
    assert source_of("It was said: who would say so?", "who") == "who"
