import pytest

from reportedly.text.phrases import phrase_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met the two tired drivers, ", "the two tired drivers"),
        ("It came from a rate ", "a rate"),
        ("The wind has been people ", "people"),
        ("He saw Ada Brandt - ", "Ada Brandt"),
        ("They met the accused ", "the accused"),
        ("it was said ", ""),
        ("", ""),
    ],
)
def test_the_phrase_that_ends_there(text: str, expected: str) -> None:
    phrase = phrase_before(text, len(text))
    assert (phrase.of(text) if phrase else "") == expected
