"""Actors from judgements: who outranks whom, and what a person keeps apart."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.actors.cluster import clusters
from reportedly.records import Judge, Judgement, Profile, Verdict

NODES = [f"a:{letter}" for letter in "abcdefgh"]
KNOWN = {id: Profile(id, f"Name {id}", "person") for id in NODES}


def said(left: str, right: str, verdict: Verdict, judge: Judge = "model", score: float | None = None) -> Judgement:
    return Judgement("actor", left, right, verdict, score, (), judge, "test", "")


def test_without_judgements_all_stand_alone() -> None:
    assert clusters([], KNOWN) == {id: id for id in NODES}


def test_same_joins_by_way_of_a_third() -> None:
    found = clusters([said("a:a", "a:b", "same"), said("a:c", "a:b", "same"), said("a:c", "a:d", "unsure")], KNOWN)
    assert found["a:a"] == found["a:b"] == found["a:c"] != found["a:d"]


def test_the_newest_of_the_highest_judge_counts() -> None:
    no, yes = said("a:a", "a:b", "different", "person"), said("a:b", "a:a", "same", "person")
    model = said("a:a", "a:b", "same", score=0.99)
    assert clusters([no, model], KNOWN)["a:a"] == "a:a" != clusters([no, model], KNOWN)["a:b"]
    assert clusters([no, yes, model], KNOWN)["a:b"] == "a:a"
    assert clusters([yes, no], KNOWN)["a:b"] == "a:b"


def test_a_doubt_of_a_person_undoes_the_models_pair() -> None:
    found = clusters([said("a:a", "a:b", "unsure", "person"), said("a:a", "a:b", "same", score=0.9)], KNOWN)
    assert found["a:a"] != found["a:b"]


def test_a_persons_different_holds_by_way_of_a_third_and_the_likelier_is_joined() -> None:
    judgements = [
        said("a:a", "a:c", "different", "person"),
        said("a:a", "a:b", "same", score=0.8),
        said("a:b", "a:c", "same", score=0.9),
    ]
    found = clusters(judgements, KNOWN)
    assert found["a:b"] == found["a:c"] != found["a:a"]


def test_a_persons_same_outranks_the_models_different() -> None:
    found = clusters([said("a:a", "a:b", "same", "person"), said("a:a", "a:b", "different")], KNOWN)
    assert found["a:a"] == found["a:b"]
    by_a_third = [said("a:a", "a:c", "different"), *(said("a:b", one, "same", "person") for one in ("a:a", "a:c"))]
    assert len({clusters(by_a_third, KNOWN)[id] for id in ("a:a", "a:b", "a:c")}) == 1


def test_an_appearance_belongs_to_its_profile_until_a_person_objects() -> None:
    belongs = {"p:1": "a:a", "p:2": "a:a"}
    found = clusters([said("p:1", "a:a", "different", "person"), said("p:1", "a:b", "same", "person")], KNOWN, belongs)
    assert found["p:2"] == "a:a"
    assert found["p:1"] == found["a:b"] == "a:b"


def test_the_fullest_name_stands_for_the_actor() -> None:
    names = ("Maro", "Lena Maro", "Lena K. Maro", "the minister of transport and tourism")
    kinds = ("person", "person", "person", "unnamed")
    known = {f"a:{n}": Profile(f"a:{n}", name, kind) for n, name, kind in zip(count(), names, kinds)}  # type: ignore[arg-type]
    found = clusters([said("a:0", f"a:{n}", "same") for n in (1, 2, 3)], known)
    assert set(found.values()) == {"a:2"}


def test_other_judgements_are_left_out() -> None:
    assert (
        clusters([Judgement("statement", "r:1", "r:2", "same", 0.9, (), "model", "test", "")], KNOWN).get("r:1") is None
    )


PAIRS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])
JUDGEMENTS = st.lists(
    st.builds(
        lambda pair, verdict, judge, score: said(pair[0], pair[1], verdict, judge, score),
        PAIRS,
        st.sampled_from(("same", "different", "unsure")),
        st.sampled_from(("model", "authority")),
        st.sampled_from((None, 0.5, 0.8, 0.9)),
    ),
    max_size=30,
)


@given(JUDGEMENTS, PAIRS, st.integers(0, 30))
def test_a_persons_different_always_wins(judgements: list[Judgement], pair: tuple[str, str], place: int) -> None:
    judgements.insert(min(place, len(judgements)), said(pair[0], pair[1], "different", "person"))
    found = clusters(judgements, KNOWN)
    assert found[pair[0]] != found[pair[1]]


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_order_makes_no_difference_but_within_a_pair(judgements: list[Judgement], random: object) -> None:
    once = list({frozenset((one.left, one.right)): one for one in judgements}.values())
    shuffled = list(once)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clusters(once, KNOWN) == clusters(shuffled, KNOWN)


@given(JUDGEMENTS)
def test_a_representative_stands_for_itself(judgements: list[Judgement]) -> None:
    found = clusters(judgements, KNOWN)
    assert set(found) == set(NODES)
    assert all(found[head] == head for head in found.values())
