import runpy
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import ActorKind, Stance
from reportedly.reporting.stance.cue_words import CUES, listed
from reportedly.reporting.stance.inflection import noun_forms, verb_forms
from reportedly.reporting.stance.stance import stance_of

ROOT = Path(__file__).resolve().parents[3]
FLAT = "that the lorry stood in the yard"  # a content that says nothing of its own stance


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("denied", "denies"),
        ("has flatly ruled out", "denies"),
        ("took issue with", "denies"),
        ("'s denial", "denies"),
        ("had long suspected", "hedges"),
        ("reportedly", "hedges"),
        ("did not deny", "hedges"),
        ("wouldn’t say", "hedges"),
        ("has yet to say", "hedges"),
        ("stopped short of saying", "hedges"),
        ("not only said", "asserts"),
        ("had no doubt", "asserts"),
        ("is calling for", "demands"),
        ("begged", "demands"),
        ("repeated a request for", "demands"),
        ("has sworn", "asserts"),
        ("gave her word", "promises"),
        ("’s pledge", "promises"),
        ("foresaw", "predicts"),
        ("demanded to know", "asks"),
        ("queried", "asks"),
        ("argues", "opines"),
        ("is proud", "opines"),
        ("pointed out", "asserts"),
        ("letter to the ferryman said", "asserts"),
        ("according to", "asserts"),
        ("", "asserts"),
    ],
)
def test_the_cue_decides_first(cue: str, stance: Stance) -> None:
    assert stance_of(cue, FLAT, "person") == stance


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("told", "both crews to go home", "demands"),
        ("warned", "us not to touch the paint", "demands"),
        ("told", "that both crews had gone home", "asserts"),
        ("told", "she wanted to leave early", "asserts"),
        ("were asked", "Walkers to keep off the dyke", "demands"),
        ("asked", "whether the dyke was safe", "asks"),
        ("asked", "“Who has the key?”", "asks"),
        ("asked", "for a second ladder", "demands"),
        ("called", "the tower “a chimney with windows”", "opines"),
        ("called", "the story a fabrication", "denies"),
        ("insisted", "that nobody had touched the till", "denies"),
        ("insisted", "that the till was full", "asserts"),
        ("described", "the sale as a bargain", "opines"),
        ("described", "a smell of tar", "asserts"),
        ("found", "the fees unfair", "opines"),
        ("found", "that a third of the lamps were dead", "asserts"),
        ("fear", "that the bank will burst", "predicts"),
        ("fear", "that the bank burst in the night", "hedges"),
        ("sees", "no thaw before April", "predicts"),
        ("sees", "the thaw as a warning", "opines"),
        ("swore", "to return", "promises"),
        ("pleaded", "not guilty to theft", "denies"),
        ("agreed", "to pay for the glass", "promises"),
        ("offered", "an apology", "asserts"),
        ("thinks", "the new bridge is ugly", "opines"),
        ("thinks", "the new bridge has rusted", "hedges"),
    ],
)
def test_what_the_cue_governs_decides_with_it(cue: str, content: str, stance: Stance) -> None:
    assert stance_of(cue, content, "person") == stance


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("“The gate must stay shut,”", "demands"),
        ("“Shut the gate.”", "demands"),
        ("“Shred the minutes,”", "demands"),
        ("“Please, mind the step.”", "demands"),
        ("“It was dark, so don’t blame the driver,”", "demands"),
        ("“Work has begun on the gate,”", "asserts"),
        ("“Look, the gate was open,”", "asserts"),
        ("the clerk should have locked it", "asserts"),
        ("“We’ll paint it by Friday,”", "promises"),
        ("he would paint it by Friday", "promises"),
        ("he would have painted it", "asserts"),
        ("they would consider it if the paint were cheaper", "asserts"),
        ("“That’s not true,”", "denies"),
        ("“There was no second key,”", "denies"),
        ("she had not", "denies"),
        ("that the paint would last ten years", "predicts"),
        ("“The tide is going to turn,”", "predicts"),
        ("“Will the tide turn?”", "asks"),
        ("“It is a disgrace,”", "opines"),
        ("“We are delighted with the roof,”", "opines"),
        ("“The roof is far too heavy,”", "opines"),
        ("the roof may have leaked", "hedges"),
        ("the roof was probably sound", "hedges"),
        ("“I fell in May 1990 and could not get up,”", "asserts"),
        ("the roof has leaked", "asserts"),
    ],
)
def test_the_content_decides_where_the_cue_is_neutral(content: str, stance: Stance) -> None:
    assert stance_of("said", content, "person") == stance


# In the order of GUIDE 19: the first that is among the sentences decides.
RANKED: tuple[tuple[str, Stance], ...] = (
    ("The gate must stay shut.", "demands"),
    ("I will paint it.", "promises"),
    ("There was no second key.", "denies"),
    ("The tide will turn.", "predicts"),
    ("Where is the boat?", "asks"),
    ("It is a disgrace.", "opines"),
    ("Perhaps it leaked.", "hedges"),
    ("The lorry stood in the yard.", "asserts"),
)


@pytest.mark.parametrize(("first", "second"), list(combinations(RANKED, 2)))
def test_of_several_sentences_the_first_of_the_order_decides(
    first: tuple[str, Stance], second: tuple[str, Stance]
) -> None:
    for words in (f"“{first[0]} {second[0]}”", f"“{second[0]}” “{first[0]}”"):
        assert stance_of("said", words, "person") == first[1]


def test_a_quotation_that_its_cue_interrupts_is_read_as_two_sentences() -> None:
    assert stance_of("said", "“The rope was wet,” “Hang it up.”", "person") == "demands"


@pytest.mark.parametrize(("actor", "stance"), [(None, "hedges"), ("organization", "demands")])
def test_a_passive_that_nobody_is_credited_with_hedges(actor: ActorKind | None, stance: Stance) -> None:
    assert stance_of("are urged", "Walkers to keep off the dyke", actor) == stance


@pytest.mark.parametrize(("actor", "stance"), [("organization", "promises"), ("person", "predicts")])
def test_it_speaks_of_itself_only_as_a_body(actor: ActorKind, stance: Stance) -> None:
    assert stance_of("said", "it would pay within a week", actor) == stance


def test_every_form_of_every_verb_and_noun_is_known() -> None:
    # "swear" is left out, as a frame holds for this content.
    for stance, cues in CUES.items():
        for noun in listed(cues.nouns):
            assert {stance_of(form, FLAT, "person") for form in noun_forms(noun)} == {stance}, noun
        for verb in set(listed(cues.verbs)) - {"swear"}:
            assert {stance_of(form, FLAT, "person") for form in verb_forms(verb)} == {stance}, verb


def test_no_cue_word_has_two_stances() -> None:
    for one, other in combinations(CUES.values(), 2):
        for field in range(1, 4):
            assert not set(listed(one[field])) & set(listed(other[field]))


def test_the_page_is_current() -> None:
    make = runpy.run_path(str(ROOT / "docs" / "make_stance.py"))
    assert make["PAGE"].read_text(encoding="utf-8") == make["page"](), "run python docs/make_stance.py"


@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from([None, *get_args(ActorKind)]))
def test_any_words_have_a_stance(cue: str, content: str, actor: ActorKind | None) -> None:
    assert stance_of(cue, content, actor) in get_args(Stance)


@pytest.mark.parametrize(
    "piece", ["x", " ", "is ", "it would ", "if ", "“", "we ", "to ", "not ", "no ", "?", ", don't ", "' ", "ly "]
)
def test_long_runs_of_one_word_are_read(piece: str) -> None:
    """Quadratic work on 50,000 characters would take half a minute each."""
    words = piece * (50_000 // len(piece))
    assert stance_of("said", words, "person") in get_args(Stance)
    assert stance_of(words, "that it rained", "person") in get_args(Stance)


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("“THE GATES MUST BE SHUT,”", "demands"),
        ("“Never: I Will Rebuild It,”", "promises"),
        ("“Nothing Of The Kind,”", "denies"),
        ("“THE PLAN IS A DISGRACE,”", "opines"),
    ],
)
def test_a_mood_is_the_same_in_capitals(content: str, stance: Stance) -> None:
    assert stance_of("said", content, "person") == stance == stance_of("said", content.lower(), "person")
