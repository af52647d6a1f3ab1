"""Inflected forms of English verbs and nouns, by rule, with the irregular ones listed."""

from collections.abc import Iterator

VOWELS = "aeiou"

# Past tense and participle where they are not made with -ed.
IRREGULAR_PAST = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
        bet bet
        beseech besought beseeched
        bid bid bade bidden
        come came come
        cast cast
        cry cried
        draw drew drawn
        feel felt
        find found
        forbid forbade forbidden
        forecast forecast forecasted
        foresee foresaw foreseen
        foretell foretold
        forswear forswore forsworn
        get got gotten
        give gave given
        go went gone
        have had
        hear heard
        hit hit
        hold held
        know knew known
        lay laid
        leave left
        let let
        make made
        mean meant
        put put
        read read
        say said
        see saw seen
        seek sought
        set set
        shoot shot
        speak spoke spoken
        stand stood
        swear swore sworn
        take took taken
        tell told
        think thought
        throw threw thrown
        understand understood
        undertake undertook undertaken
        write wrote written
    """.strip().splitlines()
}
# Verbs of more than one syllable, stressed on the last, whose final consonant doubles ("rebutted"); short ones
# double by rule. British spelling doubles the l of "label" and "counsel" too.
DOUBLING = frozenset("rebut admit commit submit concur infer refer permit forbid label counsel signal marvel".split())
# Words whose final consonant never doubles although the rule would have it.
SINGLE = frozenset("fear order".split())


def verb_forms(verb: str) -> frozenset[str]:
    """The forms of a verb, itself included; the words after its first are kept.

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(verb_forms("rule out"))
    ['rule out', 'ruled out', 'rules out', 'ruling out']
    """
    head, _, rest = verb.partition(" ")
    return frozenset(f"{form} {rest}".rstrip() for form in (head, *_inflected(head)))


def noun_forms(noun: str) -> frozenset[str]:
    """A noun and its plural.

    >>> sorted(noun_forms("theory"))
    ['theories', 'theory']
    """
    return frozenset((noun, _with_s(noun)))


def _inflected(verb: str) -> Iterator[str]:
    yield _with_s(verb)
    stem = _doubled(verb)
    silent = verb.endswith("e") and not verb.endswith(("ee", "oe"))
    yield (stem[:-1] if silent else stem) + "ing"
    if verb in DOUBLING:
        yield verb + "ing"  # American spelling: "labeling"
        yield verb + "ed"
    if verb in IRREGULAR_PAST:
        yield from IRREGULAR_PAST[verb]
    elif _consonant_y(verb):
        yield verb[:-1] + "ied"
    else:
        yield stem + ("d" if verb.endswith("e") else "ed")


def _with_s(word: str) -> str:
    if _consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in VOWELS


def _doubled(verb: str) -> str:
    """The stem before -ed and -ing: one consonant after one vowel doubles in a word of one syllable ("beg")."""
    short = (
        len(verb) > 2
        and verb[-1] not in VOWELS + "wxy"
        and verb[-2] in VOWELS
        and sum(letter in VOWELS for letter in verb) == 1
    )
    return verb + verb[-1] if (short and verb not in SINGLE) or verb in DOUBLING else verb
