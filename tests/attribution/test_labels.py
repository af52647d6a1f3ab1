import itertools

from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.labels import (
    TAGS,
    Stretch,
    allowed_ends,
    allowed_starts,
    allowed_transitions,
    to_stretches,
    to_tags,
)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[list[Stretch], int]:
    stretches, at = [], 0
    for _ in range(draw(st.integers(0, 6))):
        first = at + draw(st.integers(0, 3))
        last = first + draw(st.integers(0, 4))
        stretches.append(Stretch(draw(st.integers(0, 2)), first, last))
        at = last + 1
    return stretches, at + draw(st.integers(0, 3))


@given(laid_out())
def test_tags_give_back_the_stretches_and_are_legal(pair: tuple[list[Stretch], int]) -> None:
    stretches, size = pair
    tags = to_tags(stretches, size)
    assert to_stretches(tags) == stretches
    if size:
        assert allowed_starts()[tags[0]]
        assert allowed_ends()[tags[-1]]
    assert all(allowed_transitions()[left, right] for left, right in itertools.pairwise(tags))


def test_of_overlapping_stretches_the_first_is_kept() -> None:
    assert to_stretches(to_tags([Stretch(0, 1, 3), Stretch(2, 3, 5)], 7)) == [Stretch(0, 1, 3)]


def test_an_inside_tag_never_follows_another_role() -> None:
    allowed = allowed_transitions()
    names = {name: place for place, name in enumerate(TAGS)}
    assert allowed[names["B-cue"], names["E-cue"]]
    assert not allowed[names["B-cue"], names["E-content"]]
    assert not allowed[names["O"], names["I-cue"]]
    assert not allowed[names["E-cue"], names["I-cue"]]
