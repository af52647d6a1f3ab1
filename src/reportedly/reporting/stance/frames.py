"""Cues whose stance depends on what they govern: "told us to go" demands, "told us that she had gone" does not."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from reportedly.records import ActorKind, Stance
from reportedly.reporting.stance.inflection import noun_forms, verb_forms
from reportedly.reporting.stance.mood import (
    FUTURE,
    FUTURE_IN_PAST,
    NEGATED,
    QUESTION,
    WHETHER,
    Sentence,
    is_evaluation,
)
from reportedly.reporting.stance.mood_words import FINITE, is_judging
from reportedly.text.quotes import MARK

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
OPENING_WORDS = 14  # how far into a content the "to" of an order may stand: past an addressee with a clause
FALSE = re.compile(
    r"\b(?:false|falsehoods?|untrue|lies?|liars?|baseless|groundless|unfounded|fabricated|fabrications?|fake|"
    r"nonsense|rubbish|"
    r"inaccurate|incorrect|invented|inventions?|hoax|doctored|forged|forger(?:y|ies)|misquoted|out of context|"
    r"unsubstantiated|untruths?)\b",
    re.I,
)
COURTESY = re.compile(
    r"\b(?:apolog(?:y|ies)|condolences|sympath(?:y|ies)|thanks|congratulations|explanations?|prayers|details|glimpse|"
    r"evidence|accounts?|insights?|excuses?|proof|answers?)\b",
    re.I,
)
UNTIL = re.compile(r"\b(?:until|deadline|ultimatum|within|by)\b|\b(?:days|hours|weeks|months)\b", re.I)
# Words that stand before a "to" that gives no order: "he wanted to go", "she was ready to".
LEADING_ON = frozenset(
    "want wants need needs have has had going able about ready due set likely unlikely bound hopes hope plans plan "
    "intends intend tries try refuses refuse how what when where whether close next according down up back "
    "reasons opportunity right chance".split()
)
SUBJECTS = frozenset("he she they we i that there".split())


class Content(NamedTuple):
    """A content as frames see it: its words, its sentences without marks, and who is credited."""

    words: str
    parts: tuple[Sentence, ...]
    actor: ActorKind | None

    @property
    def opening(self) -> list[str]:
        """Its first words, in lower case."""
        found = (match[0].lower() for _, match in zip(range(OPENING_WORDS), WORD.finditer(self.words), strict=False))
        return list(found)


class Frame(NamedTuple):
    """A rule: one of `cues` with a content that `holds` has this stance; `meaning` is what users read."""

    cues: str
    meaning: str
    holds: Callable[[Content], bool]
    stance: Stance


def _spoken(content: Content) -> bool:
    return any(part.spoken for part in content.parts)


def _infinitive(content: Content) -> bool:
    """Whether it is an order in the infinitive, with or without the addressee: "both crews not to sail"."""
    if _spoken(content):
        return False
    before = ""
    for word, following in zip_longest(content.opening, content.opening[1:], fillvalue=""):
        if word == "to":
            return before not in LEADING_ON and not before.endswith("ed") and f"to {following}" in content.words
        if word in SUBJECTS or word in FINITE:
            return False
        before = word
    return False


def _request(content: Content) -> bool:
    return content.opening[:1] in (["for"], ["that"]) or _infinitive(content)


def _question(content: Content) -> bool:
    return WHETHER.match(content.words) is not None or any(QUESTION.search(part.words) for part in content.parts)


def _future(content: Content) -> bool:
    return any(FUTURE.search(part.low) or FUTURE_IN_PAST.search(part.low) for part in content.parts)


def _thing(content: Content) -> bool:
    """Whether it is no clause, only a thing: "a harsh winter"."""
    return not _spoken(content) and not any(word in FINITE or word in SUBJECTS for word in content.opening)


def _predicted(content: Content) -> bool:
    return _future(content) or _thing(content)


def _verdict(content: Content) -> bool:
    """Whether something is found to be so: "the fees unfair", "the roof to be beyond repair"."""
    if content.opening[:1] == ["that"]:
        return False
    if not _thing(content):
        return False
    if content.opening[:1] == ["it"] and content.opening[1:2] in (["a"], ["an"]):
        return True
    marked = MARK.search(content.words) is not None
    return marked or " to be " in content.words or any(is_judging(word) for word in content.opening[1:])


def _judgement(content: Content) -> bool:
    return any(is_evaluation(part) for part in content.parts)


def _as(content: Content) -> bool:
    return " as " in f" {content.words} " or _spoken(content)


def _negated(content: Content) -> bool:
    return any(NEGATED.search(part.low) for part in content.parts)


def _false(content: Content) -> bool:
    return FALSE.search(content.words) is not None


def _deadline(content: Content) -> bool:
    return UNTIL.search(content.words) is not None


def _nobody(content: Content) -> bool:
    return content.actor is None


def _personal(content: Content) -> bool:
    return content.actor in ("person", "group", "unnamed")


def _not_guilty(content: Content) -> bool:
    return content.opening[:1] == ["innocent"] or content.opening[:2] == ["not", "guilty"]


def _settled(content: Content) -> bool:
    return not _spoken(content) and not _to(content) and not _future(content) and not _thing(content)


def _courtesy(content: Content) -> bool:
    return COURTESY.search(content.words) is not None


def _to(content: Content) -> bool:
    return content.opening[:1] == ["to"] or content.opening[:2] == ["not", "to"]


def _with(content: Content) -> bool:
    return content.opening[:1] == ["with"]


def _always(_: Content) -> bool:
    return True


# The first that holds decides.
FRAMES = (
    Frame("ask", "whether, who, when …, or a question", _question, "asks"),
    Frame("ask", "for something, that something be done, or somebody to do it", _request, "demands"),
    Frame("ask", "anything else", _always, "asks"),
    Frame(
        "tell, warn, remind, signal, text, email, shout, motion, caution, challenge, dare, persuade, "
        "prompt, press, push, pressure",
        "somebody to do something",
        _infinitive,
        "demands",
    ),
    Frame("call, brand, label, describe, dub, term, deem", "it false, a lie, baseless …", _false, "denies"),
    Frame(
        "insist, maintain, counter, retort, contend, scoff, rejoin, shoot back, hit back, fire back, snap back",
        "that it is not so",
        _negated,
        "denies",
    ),
    Frame("plead", "not guilty", _not_guilty, "denies"),
    Frame("swear", "that something is so", _settled, "asserts"),
    Frame("fear, dread, worry", "what will happen, or a thing", _predicted, "predicts"),
    Frame("fear, dread, worry", "what is or has happened", _always, "hedges"),
    Frame("believe, think, reckon", "what judges, and is no fact", _judgement, "opines"),
    Frame("see", "something as something", _as, "opines"),
    Frame("see", "a thing to come", _thing, "predicts"),
    Frame("find, declare, rule, pronounce", "something to be so", _verdict, "opines"),
    Frame("describe", "something as something, or in quoted words", _as, "opines"),
    Frame("set, give, issue", "time until something is done", _deadline, "demands"),
    Frame("offer", "an apology, condolences, an explanation …", _courtesy, "asserts"),
    Frame("agree, decide, resolve, arrange", "to do something", _to, "promises"),
    Frame("agree, side", "with somebody", _with, "opines"),
    Frame("hold", "what a person or a group holds true", _personal, "hedges"),
    Frame("hear, understand, learn", "with nobody who says it", _nobody, "hedges"),
)


def _by_cue() -> dict[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in FRAMES:
        for cue in frame.cues.split(", "):
            for form in verb_forms(cue) | noun_forms(cue):
                found[form] = (*found.get(form, ()), frame)
    return found


BY_CUE = _by_cue()


def framed(phrase: str, content: Content) -> Stance | None:
    """The stance that a phrase of a cue has with this content; None if no frame says."""
    return next((frame.stance for frame in BY_CUE.get(phrase, ()) if frame.holds(content)), None)
