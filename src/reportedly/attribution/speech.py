"""Words of saying and believing, and which attributions inside a content are another party's."""

import re

import msgspec

from reportedly.records import Attribution
from reportedly.span import Span, join

# Beginnings of the verbs of saying and believing and of their nouns, as they occur inside a content; believing is
# reported like saying (who.train, every third article: nested F1 .52 with it, .49 without). Desires and perceptions
# (want, support, expect, know, see) are left out: they are no reports. So are words that are mostly something else
# ("speech", "position", "response"): on who.train they had many contents read again and gave nothing.
SAYING_STEMS = r"""
[Aa]ccording accus acknowledg admi(?:t|ss) admonish advertis advocat(?:ed|es|ing)\b advice advis(?:e|ing)\b alleg
announc apologi argu(?:e|ing|ment) articulated ask(?:ed|s|ing)?\b assail assert assur(?:e|ing) attack(?:ed|ing|s\son)
beg(?:ged|s|ging)\b berat(?:ed|ing) blam boast brag broached call(?:ed|s|ing)?\b caution chant chided
cit(?:ed|es|ing)\b claim comment(?:ed|s) complain conceded? concluded condemn conditions\b confess confided confirmed
contend conveyed critici critiqu declar decr(?:ied|y) defend(?:s|ed)\b demand den(?:y|ie|ying) denounc depict derid
descri(?:b|ption) disclosed dismissed disput emphasi(?:z|s)[ei] estimate[ds]\b exclaim explain explanation
express(?:ed|ing) flagged forb[ia]d forecast hint(?:ed|s|ing)\b impl(?:y|ie) implor indicat informed insinuat insist
instruct insult jok(?:ed|ing) laid\s(?:down|out) lambast lament likened malign mention mocked murmur mutter
not(?:ed|es|ing)\b observed offered order(?:ed|ing)\b plead pledg point(?:ed|s|ing)\sout prais predict proclaim promis
propos protest question(?:ed|ing) quip quot(?:ed|es|ing)\b radioed rail(?:ed|ing)\b reaffirm reassur rebuk recalled
recommend recount referred refers reiterat reject remark remind repeated repl(?:y|ie) report(?:ed|s|ing)?\b repudiat
request respond retort reveal ridicul sa(?:id|ys?|ying)\b scoff scold scream shout show(?:ed|s)\b skewer slamm
sp(?:oken?|eaks?|eaking)\s(?:about|of|to|out) stated statement states\sthat stress(?:ed|es)\b suggest swear swor[en]
talk(?:ed|ing|s)\s(?:about|of|to) taunt tell(?:s|ing)?\b testif texted thanked threaten told touted tweet urg(?:e|ing)
vow warn whisper wonder(?:ed|s|ing)\b writ(?:es|ing)\b wrote yell
""".split()
BELIEVING_STEMS = r"""
believ thinks?\b thought\b regard(?:s|ed)\b consider(?:s|ed)\b fears?\b feared\b worr(?:y|ied|ies) doubt(?:s|ed)\b
concerns?\sabout convinced\b
""".split()
BELIEVING = re.compile(rf"\b(?:{'|'.join(BELIEVING_STEMS)})")
SAYING = re.compile(rf"\b(?:{'|'.join(SAYING_STEMS + BELIEVING_STEMS)})")
# What has not been said: the speaker of the content wishes it, doubts it, or foresees it. "Would say" with the very
# words is a habit, and said.
UNSAID = re.compile(r"(?:to|would(?!.*[\"“‘'])|will|should|could|might|may|must|can|cannot|['’]d|['’]ll|wo)\b", re.I)
# The same further inside the cue: "needs to stop blaming", "had no plans to ask"; "had ever asked" is in doubt.
WISHED = re.compile(r"\bever\b|\b(?:needs?|plans?|wants?|hopes?|ha[sd]|have|ought|supposed)\sto\b", re.I)
# Words before a word of saying that show at once that it is no cue: such wishes, and the speaker's own.
NOT_SAID = re.compile(r"(?:\b(?:to|will|should|could|might|may|must|can|not|i|we|you)|['’]ll)\s$", re.I)
SIGHT = 8  # characters that hold the longest of them with a space on either side
# Words before a "to" of which it is said or believed all the same.
DONE = re.compile(r"\b(?:continu(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|beg[ai]ns?|far\sas)\sto\s$")
DONE_SIGHT = 16  # characters that hold the longest of them
# A passive without agent: what looks like its source was told, and said nothing.
TOLD = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|got)\s+(?:\w+\s+)?"
    r"(?:told|informed|warned|advised|accused|asked|urged|ordered|called|described|assured|reminded|offered|promised)\b(?!.*\bby\b)",
    re.I,
)
# Who was told something is no part of it, but who was told to do something is (GUIDE 7).
INFORMED = re.compile(r"\b(?:told|informed|assured|reminded|warned|advised|promised)\b", re.I)
ORDER = re.compile(r"to\s", re.I)
AGENT = re.compile(r"\bby\s", re.I)  # before the source of a passive: "had been told by ministry officials"
AGENT_SIGHT = 4  # characters that hold it and what stands before it
# The speaker and who is spoken to are no other party; the rest names nobody ("no sailor", "any captain",
# "not to act", but not "No 10").
NO_OTHER = re.compile(
    r"(?:i|we|me|us|my|our|you|your|let[’']s|nobody|this|that|it|what|which|(?:no|neither|none|any)\b(?!\.?\s?\d).*|"
    r"(?:not\s)?to\s.*)",
    re.I | re.S,
)
# Who the speaker of an indirect content calls "I".
OWN = re.compile(r"(?:he|she|they|his|her|their)", re.I)
# Words that stand for others say nothing by themselves, the proposition stands elsewhere: "which", "that they are",
# "him to do so". Whom somebody praised may be "her".
STAND_IN = (
    r"(?:what|that|this|these|those|which|whom?|it|he|she|they|we|you|i|is|are|was|were|do|does|did|so|to|because|"
    r"means?|meant|any(?:one|thing))"
)
NO_WORDS = re.compile(rf"(?:(?:him|her|them|us|me)\s(?={STAND_IN}))?{STAND_IN}(?:\s{STAND_IN})*", re.I)


def may_hold_speech(text: str, span: Span) -> bool:
    """Whether a word of saying or believing stands in the span."""
    return any(_may_be_cue(text, span.start, match.start()) for match in SAYING.finditer(text, span.start, span.end))


def _may_be_cue(text: str, start: int, at: int) -> bool:
    """Whether what stands before `at`, from `start` on, leaves it open that the word of saying there is a cue."""
    return not NOT_SAID.search(text, max(start, at - SIGHT), at) or bool(
        DONE.search(text, max(start, at - DONE_SIGHT), at)
    )


def is_speech_of_another(text: str, inner: Attribution) -> bool:
    """Whether an attribution inside a content is what an identifiable other party says or believes.

    Of what a second reading of gold contents finds, .18 is right without this and .64 with it (who.train). A logistic
    regression over thirty plain features does no better (decision 0006).
    """
    source, cue, content = (join(spans, text) for spans in (inner.source, inner.cue, inner.content))
    return bool(
        source
        and SAYING.search(cue)
        and not UNSAID.match(f"{cue} {content[0]}")
        and not WISHED.search(cue)
        and (not TOLD.search(cue) or _is_agent(text, inner.source[0]))
        and not NO_OTHER.fullmatch(source)
        and not NO_WORDS.fullmatch(content)
    )


def _is_agent(text: str, source: Span) -> bool:
    return AGENT.search(text, max(0, source.start - AGENT_SIGHT), source.start) is not None


def without_addressee(text: str, inner: Attribution) -> Attribution:
    """The attribution without the subject of a passive, where that is who was told: "she" of "she had been told by
    the guard that the gate was shut"."""
    first, *others = inner.content
    if not others or not inner.cue or first.end > inner.cue[0].start or ORDER.match(text, others[0].start):
        return inner
    cue = join(inner.cue, text)
    return msgspec.structs.replace(inner, content=tuple(others)) if TOLD.search(cue) and INFORMED.search(cue) else inner


def is_own_belief(text: str, inner: Attribution, sentence: Span) -> bool:
    """Whether a sentence of an indirect content opens with "she believes": the speaker's own "I believe".

    Of 15 such that were found 1 was annotated (who.train).
    """
    start = inner.start()
    return bool(
        not any(map(str.isalnum, text[sentence.start : start]))
        and BELIEVING.search(join(inner.cue, text))
        and OWN.fullmatch(join(inner.source, text))
    )
