"""Sentences that two documents tell, in any order."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.origins.outside import outside
from reportedly.linking.origins.retold import answers

STORY = (
    "The salt works at Averby will close because the pans have silted up beyond repair.",
    "The owner Karel Nim told thirty-one workers on Sunday in the canteen between soup and fish.",
    "Engineers from Tarn found in October that four sluices were blocked by a sandbank.",
    "Dredging would have cost ninety thousand crowns, more than the works earned in six years.",
    "The district council refused a loan in November by one vote, that of butcher Bram Oster.",
    "Salt from Averby was served at the coronation of Queen Ulrica in the cathedral of Brezo.",
)
ANEW = (
    "Served at the coronation of Queen Ulrica in Brezo’s cathedral, salt from Averby had its day.",
    "Because of one vote, butcher Bram Oster’s, the council of the district refused a November loan.",
    "Ninety thousand crowns is what dredging would cost, which the works earned in six years.",
    "Four blocked sluices and a sandbank were found in October by the engineers of Tarn.",
    "Between soup and fish, in the canteen, thirty-one workers heard it from owner Karel Nim.",
    "The pans of the Averby works have silted up beyond repair: the salt is at a close.",
)
APART = (
    "Karel Nim of the Averby salt works sat in the canteen on Sunday and would not be drawn.",
    "The closure had been feared since the summer, when a buyer from Orvanne walked away.",
    "Thirty-one workers will have their wages until Easter and nothing that comes after it.",
    "Children threw stones at the sluices, which are to be filled with gravel and forgotten.",
    "Bram Oster declined to speak of his vote and closed his butcher shop at noon instead.",
    "Nobody has asked the district council yet what becomes of the chapel on the dyke.",
)


def count(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    return len(answers(outside("\n".join(left)), outside("\n".join(right))))


def test_what_is_told_anew_is_found_in_any_order() -> None:
    assert count(STORY, ANEW) >= 5
    assert count(STORY, ANEW[::-1]) == count(STORY, ANEW)


def test_the_same_facts_are_not_the_same_sentences() -> None:
    assert count(STORY, APART) == 0


def test_a_few_sentences_tell_nothing() -> None:
    assert count(STORY[:4], ANEW[2:]) == 0


def test_a_small_part_of_both_tells_nothing() -> None:
    pad = tuple(f"Witness{n} saw lantern{n} beside gate{n} with harbour{n} and barrel{n}." for n in range(10))
    other = tuple(f"Juror{n} heard trumpet{n} behind wall{n} with meadow{n} and basket{n}." for n in range(10))
    assert count((*STORY, *pad), (*ANEW, *other)) == 0


def test_each_sentence_is_told_once() -> None:
    left, right = outside("\n".join(STORY)), outside("\n".join((*ANEW, *ANEW)))
    found = answers(left, right)
    assert len({one.left.first for one in found}) == len({one.right.first for one in found}) == len(found)
    assert [one.left.first for one in found] == sorted(one.left.first for one in found)


WORDS = st.lists(
    st.sampled_from("miller furnace sparrow granary lightning Averby sluice . . crown".split()), max_size=90
)


@given(WORDS, WORDS)
def test_sides_can_be_turned(left: list[str], right: list[str]) -> None:
    here, there = outside(" ".join(left)), outside(" ".join(right))
    assert len(answers(here, there)) == len(answers(there, here))


def test_work_does_not_grow_with_the_square_of_what_is_not_shared() -> None:
    long = "\n".join(STORY[n % 6].replace("salt", f"salt{n}") for n in range(600))
    began = time.process_time()
    answers(outside(long), outside(long))
    assert time.process_time() - began < 5
