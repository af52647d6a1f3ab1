import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.question import expression, hits, is_unspaced_question

TOKENIZE = "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE report_fts USING fts5 (content, source, {TOKENIZE})")
        connection.execute("INSERT INTO report_fts VALUES ('the budget vote', 'Lena Maro')")
        yield connection


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("budget", '"budget"'),
        ("budget vote", '("budget" AND "vote")'),
        ("budget AND vote", '("budget" AND "vote")'),
        ("budget OR vote", '("budget" OR "vote")'),
        ("quay OR budget vote", '("quay" OR ("budget" AND "vote"))'),
        ("(quay OR budget) vote", '(("quay" OR "budget") AND "vote")'),
        ("budget NOT vote", '("budget" NOT "vote")'),
        ("budget AND NOT vote", '("budget" NOT "vote")'),
        ("-vote budget", '("budget" NOT "vote")'),
        ("budget -(vote OR quay)", '("budget" NOT ("vote" OR "quay"))'),
        ('"budget vote"', '"budget vote"'),
        ("“budget  vote” quay", '("budget vote" AND "quay")'),
        ("budg*", '"budg"*'),
        ('"the budg*"', '"the budg"*'),
        ('"the budg"*', '"the budg"*'),
        ("and or not", '("and" AND "or" AND "not")'),  # operators are in capitals
    ],
)
def test_what_is_meant(words: str, asked: str) -> None:
    assert expression(words) == asked


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ('"never closed', '("never" AND "closed")'),
        ("(never closed", '("never" AND "closed")'),
        (") budget (", '"budget"'),
        ("budget AND", '("budget" AND "AND")'),
        ("OR budget", '("OR" AND "budget")'),
        ("budget AND OR vote", '(("budget" AND "AND") OR "vote")'),
        ("NOT budget", '"budget"'),  # the absence of a word alone cannot be looked up
        ("-budget", '"budget"'),
        ("content:budget", '"content:budget"'),
        ("NEAR(a, 3)", '("NEAR" AND ("a," AND "3"))'),
        ("^budget {content} : x", '("^budget" AND "{content}" AND "x")'),
        ("co-operate - x", '("co-operate" AND "x")'),
        ("b*", '"b"'),  # too short for a beginning
        ("a\0b", '("a" AND "b")'),
        ("half \ud83d a character", '("half" AND "a" AND "character")'),
    ],
)
def test_what_is_odd_is_taken_literally(words: str, asked: str) -> None:
    assert expression(words) == asked


@pytest.mark.parametrize("words", ["", "  ", "()", '""', "*", "- -- !?", "“”", "\0", "(((((", "-()"])
def test_nothing_is_asked(words: str) -> None:
    assert expression(words) is None


def test_a_question_has_bounds() -> None:
    many = expression(" ".join(f"w{place}" for place in range(500)))
    assert many is not None
    assert many.count("AND") == 63
    assert expression("(" * 40 + "a b" + ")" * 40) == '("a" AND "b")'


PIECES = st.sampled_from(
    ['"', "“", "”", "(", ")", "AND", "OR", "NOT", "-", "*", ":", "^", "{", "+", "NEAR", "'", ";", "budget", "Lena", "é",
     "東京", "\0", "\ud800", "\u0301", "ﬁ", " "]
)  # fmt: skip
QUESTIONS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))


@given(QUESTIONS)
def test_no_question_is_a_syntax_error(index: sqlite3.Connection, words: str) -> None:
    asked = expression(words)
    if asked is not None:
        index.execute("SELECT rowid FROM report_fts WHERE report_fts MATCH ?", (asked,)).fetchall()


@given(st.lists(PIECES.filter(str.isalpha), min_size=1, max_size=5))
def test_words_alone_are_never_columns_or_commands(words: list[str]) -> None:
    asked = expression(" ".join(words).lower())
    assert asked is not None
    assert "NOT" not in asked
    assert " OR " not in asked


class TestUnspacedScripts:
    def test_a_word_is_a_phrase_of_pairs(self) -> None:
        assert is_unspaced_question("東京都 maro")
        assert expression("東京都 maro") == '("東京 京都" AND "maro")'

    def test_a_single_character_begins_a_pair(self) -> None:
        assert expression("橋") == '"橋"*'

    def test_words_behind_a_run_follow_its_last_character(self) -> None:
        assert expression('"東京 said"') == '"東京 京 said"'

    def test_other_scripts_are_asked_as_they_are(self) -> None:
        assert not is_unspaced_question("Мост किताब")


def marked(words: str, text: str) -> list[str]:
    return [span.of(text) for span in hits(words, text)]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("budget", "The Budget, the budgets.", ["Budget"]),
        ("budg*", "The Budget, the budgets.", ["Budget", "budgets"]),
        ("cafe", "Le Café", ["Café"]),
        ("cafe", "Le Cafe\u0301 bleu", ["Cafe\u0301"]),
        ('"o\'brien said"', "O’Brien said no; said O’Brien", ["O’Brien said"]),
        ("vote NOT budget", "a vote on a budget", ["vote"]),
        ('"a vote" vote', "a vote, no vote", ["a vote", "vote"]),
        ("quay OR vote", "a quay, a vote", ["quay", "vote"]),
        ("東京", "在東京都と東京", ["東京", "東京"]),
        ("किताब", "यह किताब है", ["किताब"]),
        ("", "anything", []),
        ("budget", "", []),
    ],
)
def test_where_the_words_stand(words: str, text: str, found: list[str]) -> None:
    assert marked(words, text) == found


@given(QUESTIONS, st.text())
def test_hits_are_apart_and_in_order(words: str, text: str) -> None:
    ends = [place for span in hits(words, text + words) for place in (span.start, span.end)]
    assert ends == sorted(ends)
