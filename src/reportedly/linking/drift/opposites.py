"""Pairs of words that say the opposite, and scales on which one says more; closed lists, few and reliable."""

from reportedly.linking.drift.word_forms import stem

_OPPOSITES = """
rise fall; increase decrease; increase reduce; grow shrink; gain lose; win lose; support oppose; approve reject
accept reject; accept refuse; agree refuse; allow ban; allow forbid; allow prohibit; permit ban; permit forbid
confirm deny; admit deny; praise criticise; praise attack; praise condemn; welcome condemn; welcome reject
open close; begin end; start end; start stop
guilty innocent; success failure; succeed fail; better worse; best worst; higher lower; more less; more fewer
for against; before after; ally enemy; friend enemy; true false; right wrong; safe dangerous; strong weak
raise lower; hire fire; enter leave; join leave; attack defend; convict acquit; improve worsen; hope fear; love hate
strengthen weaken; advance retreat; optimistic pessimistic; victory defeat; maximum minimum; majority minority
buy sell; import export; arrive depart; include exclude; encourage discourage; remember forget; alive dead
legal criminal; voluntary forced; early late; easy difficult; easy hard; rich poor; peace war; up down
"""
OPPOSITES = frozenset(frozenset(map(stem, pair.split())) for pair in _OPPOSITES.strip().replace("\n", ";").split(";"))
# Prefixes that turn a word round, and words that only look like it.
PREFIXES = ("un", "il", "ir", "dis")
ADJECTIVAL = ("in", "im")  # only before endings of adjectives: "inaccurate", "impossible", but "inform", "import"
ENDINGS = ("abl", "ibl", "al", "ent", "ant", "at", "ect", "iv", "ct", "ist", "ur", "rop", "er")
LOOKALIKE = frozenset("cover charg play count miss solv tribut pos til der iver iqu tend ast".split())
LONG = 4  # letters of the word under a prefix: shorter ones are mostly none ("until", "under", "disc")

# Each line is a scale from less to more.
_SCALES = """
criticise question | condemn denounce slam blast lambast
ask request urge | demand order
mistake error slip | disaster catastrophe fiasco
problem difficulty | crisis catastrophe disaster
hurt injure wound | kill
attack | destroy
damage | destroy ruin wreck
concern worry | alarm
protest demonstration unrest | riot uprising
dispute disagreement | war
fall drop decline slip dip ease | plunge collapse crash plummet
rise increase grow climb | soar surge
question | arrest | charge | convict
suspect | convict
warn | threaten
dislike | hate detest
annoy upset | furious outrage
bad poor | terrible horrific appalling
big large | huge enormous massive
small | tiny
good | excellent superb
sad | devastated heartbroken
misled mislead | lie
unfair | corrupt
consider discuss | decide
hope plan intend | promise vow
suggest hint | claim insist
cold cool | freezing
"""
SCALES = tuple(
    tuple(frozenset(map(stem, level.split())) for level in line.split("|")) for line in _SCALES.strip().splitlines()
)


def opposite(left: str, right: str) -> bool:
    """Whether two stems say the opposite of each other.

    >>> opposite(stem("approved"), stem("rejects")), opposite("legal", "illegal"), opposite("form", "inform")
    (True, True, False)
    """
    if frozenset((left, right)) in OPPOSITES:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) < LONG or not long.endswith(short) or short in LOOKALIKE:
        return False
    prefix = long.removesuffix(short)
    return prefix in PREFIXES or (prefix in ADJECTIVAL and short.endswith(ENDINGS))


def stronger(left: str, right: str) -> bool:
    """Whether the right of two stems says more of the same thing.

    >>> stronger(stem("asked"), stem("demanded")), stronger(stem("demanded"), stem("asked"))
    (True, False)
    """
    for scale in SCALES:
        for place, level in enumerate(scale):
            if left in level and any(right in higher for higher in scale[place + 1 :]):
                return True
    return False
