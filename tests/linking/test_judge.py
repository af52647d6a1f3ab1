"""One block of any size."""

from collections import Counter

from reportedly.linking.actors import judge as judging
from reportedly.linking.actors.judge import judge
from reportedly.linking.actors.score import Comparison, comparison
from reportedly.records import Profile

SYLLABLES = [first + last for first in "bdgklmnprst" for last in "aeiou"]


def smiths(size: int) -> list[Profile]:
    """As many people of one surname, with given names, middle initials and offices."""
    found = []
    for number in range(size):
        low, middle, high = number % 55, number // 55 % 55, number // 3025 % 26
        name = f"{SYLLABLES[low].title()}{SYLLABLES[middle]} {chr(65 + high)}. Smith"
        found.append(Profile(f"a:{number}", name, "person", (("the striker",), ("54",), ())[number % 3]))
    return found


def test_twenty_thousand_of_one_surname(monkeypatch: object) -> None:
    counted = Counter[str]()

    def counting(*faces: object) -> Comparison:
        counted["comparisons"] += 1
        return comparison(*faces)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "comparison", counting)  # type: ignore[attr-defined]
    people = [*smiths(20_000), Profile("a:smith", "Smith", "person")]
    judgements = judge(people, "test", "")
    assert counted["comparisons"] < 40 * len(people)
    assert len(judgements) < 6 * len(people)
    assert not any("a:smith" in (one.left, one.right) for one in judgements)  # nobody can tell which Smith


def test_a_name_of_many_spellings_costs_no_more() -> None:
    people = [
        Profile(f"a:{n}", f"John {SYLLABLES[n % 55].title()}{SYLLABLES[n // 55]} Smith", "person") for n in range(2000)
    ]
    assert len(judge([*people, Profile("a:short", "John Smith", "person")], "test", "")) < 6 * len(people)


def test_a_profile_twice_is_one() -> None:
    maro = Profile("a:1", "Lena Maro", "person")
    assert judge([maro, maro], "test", "") == ()


def test_short_names_are_told_in_their_home() -> None:
    block = [Profile("a:1", "Lena Maro", "person"), Profile("a:2", "L. Maro", "person")]
    assert [one.verdict for one in judge(block, "test", "", "n:maro")] == ["same"]
    assert judge(block, "test", "", "n:lena") == ()
