import numpy as np

from reportedly.attribution.labels import Stretch
from reportedly.attribution.links import PAIR_FEATURES, REACH, Pointer, pair_up, point

SOURCE, CUE, CONTENT = range(3)
WIDTH, HIDDEN = 4, 3


def pointer(**changes: np.ndarray) -> Pointer:
    zero = {
        "role": np.zeros((3, WIDTH)),
        "pair_in": np.zeros((3 * WIDTH + PAIR_FEATURES, HIDDEN)),
        "pair_bias": np.zeros(HIDDEN),
        "pair_out": np.zeros(HIDDEN),
        "pair_offset": np.zeros(1),
        "none_in": np.zeros((WIDTH, HIDDEN)),
        "none_bias": np.zeros(HIDDEN),
        "none_out": np.zeros(HIDDEN),
        "none_offset": np.zeros(1),
    }
    return Pointer(**{name: value.astype(np.float32) for name, value in (zero | changes).items()})


def test_contents_are_paired_with_cues_and_cues_with_sources_within_reach() -> None:
    stretches = [Stretch(SOURCE, 0, 0), Stretch(CUE, 1, 1), Stretch(CONTENT, 2, 4), Stretch(CUE, 9, 9)]
    lines = np.array([0, 0, 0, 0, 0, 1, 2, 3, 4, 5], dtype=np.int32)
    pairs = pair_up(stretches, lines)
    assert list(zip(pairs.queries.tolist(), pairs.candidates.tolist(), strict=True)) == [(2, 1), (1, 0)]
    assert lines[9] - lines[4] > REACH


def test_a_query_points_at_its_best_candidate_or_at_nothing() -> None:
    stretches = [Stretch(CUE, 0, 0), Stretch(CONTENT, 1, 3)]
    lines = np.zeros(4, dtype=np.int32)
    vectors = np.zeros((2, WIDTH), dtype=np.float32)
    assert point(stretches, vectors, lines, pointer(pair_offset=np.ones(1)))[1].place == 0
    nothing = point(stretches, vectors, lines, pointer(none_offset=np.ones(1)))[1]
    assert nothing.place == -1
    assert nothing.probability == np.float32(np.e / (1 + np.e))


def test_work_is_bounded_on_one_endless_line() -> None:
    stretches = [Stretch(place % 3, place, place) for place in range(3000)]
    pairs = pair_up(stretches, np.zeros(3000, dtype=np.int32))
    assert len(pairs.queries) <= 2000 * 24


def test_a_pair_is_scored_alike_alone_and_among_many() -> None:
    random = np.random.default_rng(3)
    trained = pointer(
        pair_in=random.normal(size=(3 * WIDTH + PAIR_FEATURES, HIDDEN)),
        pair_out=random.normal(size=HIDDEN),
        none_in=random.normal(size=(WIDTH, HIDDEN)),
        none_out=random.normal(size=HIDDEN),
    )
    stretches = [
        stretch for at in range(0, 120, 4) for stretch in (Stretch(CUE, at, at), Stretch(CONTENT, at + 1, at + 3))
    ]
    lines = np.repeat(np.arange(30, dtype=np.int32) * (REACH + 1), 4)  # out of each other's reach
    vectors = random.normal(size=(len(stretches), WIDTH)).astype(np.float32)
    among = point(stretches, vectors, lines, trained)
    for place in range(0, len(stretches), 2):
        alone = point(stretches[:2], vectors[place : place + 2], lines[:4], trained)[1]
        assert among[place + 1].place == (place + alone.place if alone.place >= 0 else -1)
        assert abs(among[place + 1].probability - alone.probability) < 1e-5
