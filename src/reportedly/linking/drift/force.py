"""Closed lists of the words on which the force of a statement hangs: how sure, how much, on what terms, whether at all.

The lists are short on purpose: only words that nearly always do what their list says.
"""

from typing import Literal

# What a word does to the words that it governs; "plain" words are those that others govern.
Sign = Literal[
    "plain", "name", "number", "year", "month", "weekday", "day",
    "not", "may", "can", "should", "will", "must", "hedge", "part", "all", "if", "the", "filler", "function",
]  # fmt: skip

_WORDS: dict[Sign, str] = {
    "not": "not never no none nobody nothing nowhere neither without hardly scarcely rarely seldom",
    "may": "may might perhaps possibly maybe possible conceivable conceivably",
    "can": "can could",
    "should": "should ought",
    "will": "will would shall certain certainly definitely inevitable inevitably undoubtedly",
    "must": "must",
    "hedge": "reportedly allegedly apparently probably supposedly presumably seemingly purportedly ostensibly likely "
    "alleged suspected purported nearly almost roughly approximately seem seems seemed",
    "part": "some many most several few sometimes often usually partly",
    "all": "all every entire whole always everyone everybody entirely completely",
    "if": "if unless",
    "the": "the",
    "filler": "really very simply just well quite actually indeed so also too still even yeah oh frankly honestly "
    "basically literally",
    "function": "a an this that these those there here it its he him his she her hers they them their theirs we us our "
    "ours i me my mine you your yours who whom whose which what am is are was were be been being have has had having "
    "do does did doing of in on at by to from for with into onto as than then and or but nor yet about around over "
    "under between through during before after while because since until percent "
    "percent per cent pct ms mr mrs dr sir s t up out off down",
}
SIGNS: dict[str, Sign] = {word: sign for sign, words in _WORDS.items() for word in words.split()}

_PHRASES: dict[Sign, str] = {
    "must": "have to|has to|had to",
    "will": "going to|bound to|sure to",
    "hedge": "appears to|appear to|appeared to|it appears|said to|believed to|thought to|understood to|reported to|"
    "rumoured to|rumored to|in my view|in my opinion|my view|my opinion|to my knowledge|as far as i know|"
    "as many as|as much as",
    "if": "provided that|providing that|as long as|so long as|on condition that|on the condition that",
    "part": "a handful of|a number of|a group of|part of|parts of|a majority of|a minority of|a few of",
    "not": "no one|hardly ever|yet to",
    "filler": "you know|of course|i mean|at all|after all|first of all|all right|not only|not just|not merely|"
    "not least|no doubt|no matter|no wonder|by all means",
    "function": "even if|as if|if not|if any|if only|whether or not|at most",
}
# Runs of words that have a sign together: it stands on the first, the others are function words.
PHRASES: dict[tuple[str, ...], Sign] = {
    tuple(phrase.split()): sign for sign, phrases in _PHRASES.items() for phrase in phrases.split("|")
}
LONGEST_PHRASE = max(map(len, PHRASES))

BEFORE_FIGURES = frozenset(("about", "around", "some", "over"))  # hedges there, else prepositions and "some"
# As `stem` cuts them: hedges of a pronoun ("I think", "she believed") and before "that".
OPINION = frozenset("think believ suspect suppos guess reckon".split())
HOLDERS = frozenset("i we he she they".split())
# What stands in the place of a "no" that is gone: "somebody" for "nobody".
AFFIRMING = frozenset("some someone somebody something somewhere with both either".split())
# Behind these "if" is "whether" and no condition.
ASKING = frozenset("ask see wonder know doubt check sure clear decid say determin tell".split())
# Verbs and adjectives, as `stem` cuts them, that deny what follows: "did not pay" and "failed to pay" are one.
NEGATIVE = frozenset("fail refus declin deni reject prevent avoid lack unabl impossibl stop ceas".split())
