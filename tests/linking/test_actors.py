"""Who is one over documents and who is not, from profiles to actors."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.actors.cluster import clusters
from reportedly.linking.actors.link import link
from reportedly.records import Profile

MakeProfile = Callable[..., Profile]
Said = Callable[..., dict[tuple[str, str], str]]
Actors = Callable[..., list[list[str]]]


def test_one_minister_under_four_names(make: MakeProfile, actors: Actors) -> None:
    office = make("the transport minister", "the transport minister", kind="unnamed")
    people = [make("Lena Maro", "the transport minister of Halden"), make("Maro"), make("L. Maro"), office]
    assert actors(people) == [["L. Maro", "Lena Maro", "Maro", "the transport minister"]]


def test_titles_accents_and_case_are_no_names(make: MakeProfile, actors: Actors) -> None:
    assert actors([make("Ms. Lena Maró"), make("LENA MARO")]) == [["LENA MARO", "Ms. Lena Maró"]]


def test_two_people_of_one_surname_stay_two_and_the_surname_is_left_open(make: MakeProfile, said: Said) -> None:
    assert said(make("Lena Maro"), make("Jonas Maro"), make("Maro")) == {
        ("Lena Maro", "Maro"): "unsure",
        ("Jonas Maro", "Maro"): "unsure",
    }


def test_a_father_and_a_son_leave_the_name_between_them_open(make: MakeProfile, said: Said) -> None:
    assert said(make("Otto W. Brandt"), make("Otto H. W. Brandt"), make("Otto Brandt")) == {
        ("Otto H. W. Brandt", "Otto W. Brandt"): "different",
        ("Otto Brandt", "Otto W. Brandt"): "unsure",
        ("Otto Brandt", "Otto H. W. Brandt"): "unsure",
    }


def test_an_office_tells_whom_a_surname_means(make: MakeProfile, said: Said) -> None:
    people = make("Lena Maro", "mayor of Tarn"), make("Jonas Maro", "a striker"), make("Maro", "the Tarn mayor")
    assert said(*people) == {("Lena Maro", "Maro"): "same"}


def test_an_office_that_two_have_held_is_nobody_in_particular(make: MakeProfile, said: Said) -> None:
    office = make("the Tarn mayor", "the Tarn mayor", kind="unnamed")
    verdicts = said(make("Lena Maro", "mayor of Tarn"), make("Otto Brandt", "mayor of Tarn"), office)
    assert set(verdicts.values()) == {"unsure"}


@pytest.mark.parametrize("words", ["a mayor", "the former Tarn mayor", "the deputy mayor of Tarn", "the mayor"])
def test_what_is_not_that_office(words: str, make: MakeProfile, said: Said) -> None:
    assert said(make("Lena Maro", "the mayor of Tarn"), make(words, words, kind="unnamed")) == {}


def test_two_bearers_of_one_name(make: MakeProfile, said: Said) -> None:
    """A footballer and a politician of one name: not merged, but shown."""
    people = make("Jo Lund", "the senator"), make("Jo Lund", "the striker", sense="sport")
    assert said(*people) == {("Jo Lund", "Jo Lund"): "unsure"}


def test_a_name_alone_belongs_to_the_only_bearer_known(make: MakeProfile, said: Said) -> None:
    assert said(make("Jo Lund"), make("Jo Lund", "the striker", sense="sport")) == {("Jo Lund", "Jo Lund"): "same"}


def test_a_name_alone_of_two_known_bearers_is_left_open(make: MakeProfile, said: Said) -> None:
    people = make("Jo Lund", "the striker", sense="sport"), make("Jo Lund", "the pastor", sense="church")
    assert set(said(make("Jo Lund"), *people).values()) == {"unsure"}


def test_a_woman_and_a_man_of_one_name_are_two(make: MakeProfile, said: Said) -> None:
    people = make("Kim Ross", "the chairwoman"), make("Kim Ross", "the actor and a father", "an actor", sense="stage")
    assert said(*people) == {("Kim Ross", "Kim Ross"): "different"}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Bill Tarrow", "William Tarrow"),
        ("Lena Maro", "Lena K. Maro"),
        ("J. R. Tarrow", "James Robert Tarrow"),
        ("J.R. Tarrow", "James R. Tarrow"),
        ("Gabriel Soto", "Gabriel Soto Vidal"),
        ("De Witt", "Anna de Witt"),
        ("Mr Tarrow", "President Tarrow"),
        ("Halden’s Jo Lund", "Jo Lund"),
        ("Jo Lund of Tarn", "Lund, Jo"),
        ("Council Leader Jo Lund, L-Tarn", "Jo Lund"),
        ("Holm Tarrow", "Ada Holm Tarrow"),
        ("Meer", "Jan van der Meer"),
        ("Sadr", "Omar al-Sadr"),
        ("Bosun Tully", "Francis “Bosun” Tully"),
        ("Маро", "Лена Маро"),
        ("Tarn", "Lena Maro-Tarn"),
    ],
)
def test_a_shorter_form_of_one_name(short: str, full: str, make: MakeProfile, said: Said) -> None:
    verdict = "unsure" if short == "Tarn" else "same"  # half of a double surname may be somebody else's whole
    assert set(said(make(short), make(full)).values()) == {verdict}


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Otto Brandt Jr.", "Otto Brandt Sr.", "different"),
        ("Otto Brandt", "Otto Brandt Jr.", "unsure"),
        ("Otto H. W. Brandt", "Otto W. Brandt", "different"),
        ("Sergei Antonov", "Sergey Antonov", "unsure"),
        ("Lena Maro", "Lina Maro", None),
        ("Al Tarrow", "Ben Tarrow", None),
        ("Lena Maro", "Lena Brandt", None),
    ],
)
def test_names_that_are_not_the_same(left: str, right: str, verdict: str | None, make: MakeProfile, said: Said) -> None:
    assert list(said(make(left), make(right)).values()) == ([verdict] if verdict else [])


def test_spellings_of_one_surname_with_one_office(make: MakeProfile, said: Said) -> None:
    left = make("Dmitri Yanukov", "the governor of Tarn")
    right = make("Dmitri Yanukof", "Tarn governor")
    assert list(said(left, right).values()) == ["same"]


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Brandt Motor Company", "Brandt Motors Co.", "same"),
        ("Brandt", "Brandt Motor Company", "same"),
        ("Brandt Steel", "Brandt Shipping", "different"),
        ("DWU", "Dock Workers United", "same"),
        ("the Halden University", "University of Halden", "same"),
        ("D.W.U.", "DWU", "same"),
        ("US Treasury", "U.S. Treasury", "same"),
        ("US Treasury", "Treasury", "unsure"),
        ("Norwegian government", "Irish government", None),
        ("Halden Bank", "Halden", None),
        ("Singapore Motors", "Singapore", None),
        ("Lund’s campaign", "the Lund campaign", "same"),
        ("Halden Council", "Tarn Council", None),
    ],
)
def test_bodies(left: str, right: str, verdict: str | None, make: MakeProfile, said: Said) -> None:
    bodies = make(left, kind="organization"), make(right, kind="organization")
    assert list(said(*bodies).values()) == ([verdict] if verdict else [])


def test_a_firm_that_a_document_took_for_a_person(make: MakeProfile, said: Said) -> None:
    firm = make("Brandt Motors", kind="organization")
    assert said(make("Brandt", "the manufacturer"), firm) == {("Brandt", "Brandt Motors"): "same"}
    assert said(make("Brandt", "the mayor of Tarn"), firm) == {}


def test_a_name_that_may_be_a_firm_or_a_person_is_left_open(make: MakeProfile, said: Said) -> None:
    verdicts = said(make("Brandt"), make("Otto Brandt"), make("Brandt Motors", kind="organization"))
    assert set(verdicts.values()) == {"unsure"}


def test_who_is_described_is_nobody_elsewhere(make: MakeProfile, said: Said) -> None:
    assert said(make("critics", kind="group"), make("Critics", kind="group"), make("a source", kind="unnamed")) == {}


def test_reasons_are_words_for_users(make: MakeProfile) -> None:
    (judgement,) = link([make("Lena Maro"), make("Maro")], "0.1", "2024-03-10T00:00:00Z")
    assert judgement.reasons == (
        "One is called by surname alone: maro.",
        "Nobody else in the ledger fits as well.",
    )
    assert (judgement.judge, judgement.by, judgement.about) == ("model", "0.1", "actor")
    assert judgement.score is not None
    assert 0.75 <= judgement.score < 1


GIVEN = ("Lena", "L.", "Jonas", "William", "Bill", "Jo K.", "Jo", "Ms", "")
SURNAMES = ("Maro", "Marow", "Brandt", "Brandt Motors", "Brandt Jr.", "van der Meer", "Лунд", "DWU")
SAID = ((), ("the striker",), ("the mayor of Tarn",), ("the Tarn mayor", "54"), ("a manufacturer",), ("12",))
PROFILES = st.lists(
    st.builds(
        lambda first, last, said, kind: Profile(f"{kind}:{first} {last}", f"{first} {last}".strip(), kind, said),
        st.sampled_from(GIVEN),
        st.sampled_from(SURNAMES),
        st.sampled_from(SAID),
        st.sampled_from(("person", "organization", "unnamed")),
    ),
    unique_by=lambda one: one.id,
    max_size=12,
)


@given(PROFILES, st.randoms(use_true_random=False))
def test_order_makes_no_difference(profiles: list[Profile], random: object) -> None:
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    once, again = link(profiles, "test", ""), link(shuffled, "test", "")
    assert once == again
    known = {one.id: one for one in profiles}
    assert clusters(once, known) == clusters(again, dict(reversed(known.items())))


@given(PROFILES)
def test_blocks_do_not_contradict_each_other(profiles: list[Profile]) -> None:
    verdicts: dict[tuple[str, str | None], set[str]] = {}
    for judgement in link(profiles, "test", ""):
        verdicts.setdefault((judgement.left, judgement.right), set()).add(judgement.verdict)
    assert all(len(said) == 1 for said in verdicts.values())


@given(st.lists(st.text(max_size=20), unique=True, max_size=6), st.sampled_from(("person", "organization", "unnamed")))
def test_no_name_is_too_odd(names: list[str], kind: str) -> None:
    link([Profile(name, name, kind, (name,)) for name in names], "test", "")  # type: ignore[arg-type]
