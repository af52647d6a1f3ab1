"""Forms of English words that are one word: contractions, inflections, spellings, and what indirect speech shifts."""

import re
from functools import lru_cache

CONTRACTED = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not"}
ENDINGS = {"n't": "not", "'ll": "will", "'d": "would", "'ve": "have", "'re": "are", "'m": "am"}
# The first of a line stands for all: forms that indirect speech swaps ("I will", "he would"), irregular forms in news.
_FORMS = """
may might; can could; will would shall; must; be am is are was were been being; have has had having
do does did done doing; begin began begun; break broke broken; bring brought; build built; buy bought; come came
choose chose chosen; deal dealt; draw drew drawn; drive drove driven; fall fell fallen; feel felt; fight fought
find found; fly flew flown; forget forgot forgotten; get got gotten; give gave given; go went gone; grow grew grown
hear heard; hold held; keep kept; know knew known; lead led; leave left; lend lent; lose lost; make made; mean meant
meet met; pay paid; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shake shook
shoot shot; sink sank sunk; speak spoke spoken; spend spent; stand stood; steal stole stolen; strike struck
take took taken; teach taught; tell told; think thought; throw threw thrown; understand understood; win won
write wrote written; become became; lie lied lying; die died dying; show shown; man men; woman women; child children
"""
FORMS = {form: line.split()[0] for line in re.split(r"[;\n]", _FORMS.strip()) for form in line.split()}
# Forms in the list above that tell that a thing is done.
PAST = (
    frozenset(FORMS)
    - frozenset(FORMS.values())
    - frozenset(
        "might could would shall am is are was were been being has had having does did doing lying dying men women "
        "children".split()
    )
)
SPELLINGS = (
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our"), "or"),
    (re.compile(r"(?<=[bct])re(?=s?$)"), "er"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"(?<=[a-z]{2}[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[a-z]{3})ence$"), "ense"),
)
SHORT = 4  # letters that a word must have to be cut: "his", "bus", "red" stay
ENDS = (("ies", "i"), ("ied", "i"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
WHOLE = ("ss", "us", "eed")  # no ending of these is an inflection
Y = re.compile(r"(?<=[^aeiou])y$")  # as in "deny", "denies"
DOUBLED = re.compile(r"([bdgmnprt])\1$")


def parts(word: str) -> tuple[str, ...]:
    """The words in a contraction; the word alone if it is none. `word` is case-folded, with a straight apostrophe.

    >>> parts("don't"), parts("cannot"), parts("we'll"), parts("mill")
    (('do', 'not'), ('can', 'not'), ('we', 'will'), ('mill',))
    """
    if word in CONTRACTED:
        return tuple(CONTRACTED[word].split())
    for ending, whole in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending), whole
    return (word,)


@lru_cache(maxsize=20_000)
def spelled(word: str) -> str:
    """One of the spellings that British and American papers use.

    >>> spelled("organise"), spelled("harbours"), spelled("centre"), spelled("four")
    ('organize', 'harbors', 'center', 'four')
    """
    if len(word) > SHORT:
        for pattern, letters in SPELLINGS:
            word = pattern.sub(letters, word)
    return word


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the inflected forms of a word share; no word itself.

    >>> stem("plans") == stem("planned") == stem("plan"), stem("closes") == stem("closing"), stem("fell")
    (True, True, 'fall')
    >>> stem("taking") == stem("took")
    True
    """
    if word in FORMS:
        return FORMS[word]
    cut = _cut(spelled(word))
    return IRREGULAR.get(cut, cut)


def _cut(word: str) -> str:
    for ending, left in ENDS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORT - 1 and not word.endswith(WHOLE):
            return DOUBLED.sub(r"\1", word.removesuffix(ending) + left)
    return Y.sub("i", word)


# What cutting leaves of the first forms above, as in "taking": these have one stem with "took".
IRREGULAR = {_cut(first): first for first in FORMS.values()}
