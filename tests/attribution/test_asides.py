import pytest

from reportedly.attribution.asides import parted
from reportedly.records import Attribution
from reportedly.span import Span


def test_the_words_on_either_side_are_the_speakers() -> None:
    text = "“The pier – harbour master Ada Brandt said this twice – is shut.” It rained."
    whole = Attribution((), (), (Span(0, 65),), 0.3)
    (made,) = parted(text.replace("harbour master ", ""), (whole,))
    assert [span.of(text.replace("harbour master ", "")) for span in made.source] == ["Ada Brandt"]
    assert [span.of(text.replace("harbour master ", "")) for span in made.content] == ["“The pier", "is shut.”"]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier – the old one – is shut.” Ada Brandt said so.",
        "The pier – Ada Brandt said this twice – is shut.",
        "“The pier is shut.” – Ada Brandt said – “No.”",
    ],
)
def test_other_dashes_are_left_alone(text: str) -> None:
    found = (Attribution((), (), (Span(0, 5),), 0.3),)
    assert parted(text, found) == found
