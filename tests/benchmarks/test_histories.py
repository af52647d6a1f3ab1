"""The generator of histories: deterministic, and true to what it says it did."""

import random

import pytest

from benchmarks.histories import Manner, score, telling
from benchmarks.history_kinds import KINDS, Base, History

PLACES = "Lisk Brezo Tarn Orvanne Garrow Merrin Dunholt Averby Castor Pellham Ruskin Holm".split()


def base(number: int) -> Base:
    """An article whose words and names are its own."""
    chance = random.Random(number)
    words = [f"{chance.choice('bcdfgl')}{chance.choice('aeiou')}{chance.randrange(900)}x" for _ in range(300)]
    words = [chance.choice(PLACES) if chance.random() < 0.2 else word for word in words]
    lines = [" ".join(["So", *words[at : at + 15]]) + "." for at in range(0, 300, 15)]
    content = f"we have mended {chance.randrange(100)} roofs and we will mend as many again before the rain"
    return Base("\n".join(lines[:10]) + "\nHe said ", content, ".\n" + "\n".join(lines[10:]))


BASES = [base(number) for number in range(12)]


@pytest.mark.parametrize("name", KINDS)
class TestKind:
    def history(self, name: str) -> History:
        chance = random.Random(name)
        return KINDS[name](chance, chance.sample(BASES, 7))

    def test_is_the_same_each_time(self, name: str) -> None:
        assert self.history(name) == self.history(name)

    def test_spans_are_true(self, name: str) -> None:
        for place, article in enumerate(self.history(name).articles):
            given = telling(article, str(place), by_day=False)
            text = given.document.text
            assert given.report.content.spans[0].of(text) == given.report.content.text
            assert all(span.of(text) == link.name for link in given.report.chain for span in link.spans)

    def test_parents_come_first(self, name: str) -> None:
        articles = self.history(name).articles
        assert all(articles[one.parent].hours <= one.hours for one in articles if one.parent is not None)


def test_what_is_plain_is_found() -> None:
    for name in ("wire reprinted, wire in the ledger", "copied without credit, 5% of words edited"):
        history = KINDS[name](random.Random(3), BASES[:7])
        found = score(history, random.Random(3), Manner())
        assert found.right == found.true == found.found
        assert found.counted == found.origins


def test_one_speech_makes_no_edge() -> None:
    history = KINDS["one speech, independent reporters"](random.Random(3), BASES[:7])
    found = score(history, random.Random(3), Manner())
    assert found.found == 0
    assert found.counted == len(history.articles)
