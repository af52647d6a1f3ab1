import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.sentences import sentences


def found(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Maro and Gen. Sorokin met. They left.", ["Mr. Maro and Gen. Sorokin met.", "They left."]),
        ("J. R. Bos spoke at 3 p.m. on Monday.", ["J. R. Bos spoke at 3 p.m. on Monday."]),
        ("“Go!” he said. “Now?”", ["“Go!” he said.", "“Now?”"]),
        ("A headline\nA line", ["A headline", "A line"]),
        ("It costs 3.50 a day… or more.", ["It costs 3.50 a day… or more."]),
        ("no sentence end at all", ["no sentence end at all"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(alphabet="aB .!?\n“”'", max_size=80))
def test_no_character_outside_white_space_is_lost(text: str) -> None:
    assert "".join("".join(found(text)).split()) == "".join(text.split())
