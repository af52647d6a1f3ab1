"""Features, their weights and their reasons."""

import inspect

import pytest

from reportedly.linking.actors import compare
from reportedly.linking.actors.face import face_of
from reportedly.linking.actors.score import DIFFERENT, REASONS, SAME, SHORTENING, WEIGHTS, comparison
from reportedly.records import Profile

FEATURES = {
    function
    for name, function in inspect.getmembers(compare, inspect.isfunction)
    if function.__module__ == compare.__name__ and not name.startswith("_")
}


def test_every_feature_has_a_weight_and_words_for_users() -> None:
    assert set(WEIGHTS) == FEATURES
    assert FEATURES >= SHORTENING
    for words in REASONS.values():
        assert words[0].isupper()
        assert "\n" not in words
        assert not words.endswith(".")


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        (("Lena Maro",), ("lena maró",), SAME, 1),
        (("Lena Maro", "the striker"), ("Lena Maro", "the senator"), DIFFERENT, SAME),
        (("Lena Maro", "a woman"), ("Lena Maro", "a man"), 0, DIFFERENT),
        (("Lena Maro", "19"), ("Lena Maro", "71"), 0, DIFFERENT),
        (("Lena Maro", "19"), ("Lena Maro", "44"), SAME, 1),
        (("Bill Tarrow",), ("William Tarrow",), SAME, 1),
        (("Bill Tarrow",), ("Robert Tarrow",), 0, 0.3),
    ],
)
def test_scores(left: tuple[str, ...], right: tuple[str, ...], low: float, high: float) -> None:
    one, other = (face_of(Profile(f"a:{n}", said[0], "person", said[1:])) for n, said in enumerate((left, right)))
    assert low <= comparison(one, other).score <= high
    assert comparison(one, other) == comparison(other, one)


def test_a_reason_shows_the_words_that_it_rests_on() -> None:
    one, other = (
        face_of(Profile("a:1", "Lena Maro", "person", ("mayor of Tarn",))),
        face_of(Profile("a:2", "Maro", "person", ("the Tarn mayor",))),
    )
    assert comparison(one, other).reasons == (
        "One is called by surname alone: maro.",
        "Documents say that both have the same office: tarn mayor.",
    )
