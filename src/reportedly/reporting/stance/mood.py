"""The mood of a content: order, undertaking, denial, prediction, question, judgement, guess or plain statement.

Only the words of the content are looked at. Each test is one pattern over one sentence, with bounded gaps.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from reportedly.records import ActorKind, Stance
from reportedly.reporting.stance.mood_words import EVALUATIVE, IDENTIFYING, OPINING, STRONG, gives_order
from reportedly.text.quotes import CLOSING, DOUBLE, OPENING
from reportedly.text.sentences import sentences

# Marks that are never apostrophes; ’ and ' are kept, as "won’t" needs them.
MARKS = str.maketrans({**dict.fromkeys(DOUBLE | OPENING | CLOSING - {"’"}), "’": "'"})
# Where a cue interrupted a quotation and the next piece begins anew, a sentence ends.
INTERRUPTED = re.compile(r",([\"”’'»]{1,2}\s[\"“‘'«]{1,2}(?=[A-Z]))")
ADVERB = r"(?:(?:not|never|also|now|just|then|always|still|soon|only|certainly|definitely|\w{2,12}ly)\s+){0,2}"


class Sentence(NamedTuple):
    """One sentence of a content, without its quotation marks; `low` is the same in lower case.

    `spoken` tells that the content is verbatim, so that "I" is the speaker; `actor` who speaks.
    """

    words: str
    low: str
    spoken: bool
    actor: ActorKind | None


def _pattern(*alternatives: str) -> re.Pattern[str]:
    """One of the `alternatives` at the start of a word; in lower case, as what it reads: to ignore case is slow."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})")


QUESTION = re.compile(r"\?[\s'!.]*$")
WHETHER = re.compile(r"(?:whether|if|who|whom|whose|what|when|where|which|why|how)\b", re.I)

# What must or should be; "should have", and what should merely come true, are no orders.
MUST = _pattern(
    r"(?:must|should|shouldn't|mustn't|ought to|had better)\b"
    r"(?! (?:\w{2,12}ly )?(?:have|give|help|mean|result|lead|prove|boost|ease|benefit|be able)\b)(?!n't have\b)",
    r"(?<!people )(?<!what )(?<!everything )(?<!all )(?:we|they|you|people|everyone|everybody|authorities|"
    r"countries|governments?|parents|ministers)"
    rf" (?:all )?{ADVERB}(?:have|has|need|needs|have got) to\b",
    r"needs? to (?:be|stop|go|get|act|do|take|make|resign|step|change|come|give|show|pay|know|see)\b",
    r"(?:is|are) (?:not )?to (?:be (?!blame)\w+(?:ed|en|t)\b|speak|go|stay|leave|remain|stop|report|hand|wear)\b",
    r"(?:it is|it's|is it not|now is the) (?:high )?time (?:to|for|that|we|they)\b",
    r"(?:i|we) (?:urge|call on|call for|demand|ask|appeal|beg|implore|insist|want|would ask|would urge)\b"
    r" (?!questions?\b|myself\b|ourselves\b|to (?:thank|say|see|do|be|make|go|get|have)\b)",
    r"(?:i|we)(?:'d| would) (?:really )?like (?!to (?:thank|say|see|think|go|be|do|make|take)\b)",
    r"^(?:that )?(?:no more|no to|down with|long live|free the|hands off|justice for)\b",
)
# What may stand before the verb of an order.
POLITE = re.compile(
    r"(?:(?:please|and|so|but|then|now|just|also|always|never|kindly|instead|first|ok|okay|well|yes|no|oh|"
    r"go ahead and|if [^,?]{3,60},|do not|don't)[\s,]+){0,3}"
)
ONE = re.compile(r"([a-z']+)(?:\s+([a-z']+))?")
# Openers that order nothing: "Look, ...", "Let me put it this way".
MUSING = re.compile(r"(?:look|listen|see|say|hear|go figure|let me|let's|let us)(?:,| put| say| tell| be| see|$)")
PROHIBITED = re.compile(
    r"(?:^|[,;:—–-] ?(?:so |and |but |then )?)(?:please\W+)?"
    r"(?:do not|don't|let's (?!say|see|face|be|just say|make one)) ?[a-z]+"
)
PLEASE = _pattern(r"please\b(?! d)")

# "I" or "we", but not after these words: "I don't think we will stop".
SURE = r"(?=[iw])" + "".join(
    rf"(?<!\b{word} )" for word in "if think hope believe guess when whether until unless where how".split()
)
# "We will see", "I will never forget", "we will not be able": nothing is undertaken.
IDLE = (
    r"(?!(?:(?:not|never|always) )?(?:be (?:able|happy to see|surprised|lucky|dead)|forget|remember|miss|see|know|"
    r"find out|need|have|tell you|be honest|admit|bet|say)\b)"
)
UNDERTAKING = _pattern(
    rf"{SURE}(?:i|we)(?:'ll| will| shall| won't)\b {IDLE}{ADVERB}{IDLE}",
    rf"{SURE}(?:i|we)(?:'m| am|'re| are) {ADVERB}(?:going to|determined to|committed to) {IDLE}",
    r"(?:i|we) (?:promise|pledge|intend to|plan to|vow|guarantee|swear|undertake)\b",
    r"(?:my|our) (?:\w+ ){1,3}(?:will|won't)\b",
    r"^(?:will|won't) (?!\w+ ?\?)(?:\w+ )",
)
# "They would move if it were cheaper": nothing is undertaken or predicted.
CONDITIONAL = re.compile(r"\bif\b.{1,80}\b(?:were|could|had)\b")
# Reported "would" that undertakes nothing: "she would have gone", "they would consider it".
NOT_AN_ACT = (
    r"(?!(?:not |also |still |at least |even )?(?:have|consider|like|love|prefer|rather|need|never know|"
    r"be (?:able|willing|surprised|happy|better|wrong|unfair|an?|the|no))\b)"
)
WOULD = (
    rf"(?: (?:would|wouldn't|will|won't|(?:is|are|was|were) going to) {ADVERB}|"
    rf"'ll {ADVERB}|'d (?=be\b))"
)
BY_PERSON = re.compile(rf"\b(?:he|she|they|i|we){WOULD}{NOT_AN_ACT}\w")
# What a body is called when it speaks of itself.
BODIES = (
    "company|group|ministry|government|club|council|firm|agency|board|committee|union|party|bank|department|"
    "university|airline|police|force|team|office|commission|administration|authority|school|league"
)
BY_BODY = _pattern(
    rf"(?:it|they|we|the (?:{BODIES})){WOULD}{NOT_AN_ACT}\w",
    rf"(?:it|they|we) (?:[\w'‘’]+ ){{1,6}}and would {NOT_AN_ACT}\w",
)

# What is said not to be true, or to be a lie.
UNTRUE = (
    r"(?:not (?:true|correct|accurate|right|the case|so)|untrue|false|wrong|lies?|nonsense|rubbish|fantasy|"
    r"fiction|fake|"
    r"fabrications?|fabricated|baseless|groundless|unfounded|incorrect|ridiculous)"
)
# What people are accused of, and deny.
DEEDS = (
    ""
    "do|did|done|say|said|steal|stole|kill|killed|take|took|taken|touch|touched|lie|lied|cheat|cheated|hit|"
    "order|ordered|ask|asked|tell|told|know "
    "about|sign|signed|meet|met|pay|paid|accept|receive|received|break|broke|broken|leak|leaked|abuse|abused|"
    "commit|committed|promise|promised|threaten|threatened|sell|sold|claim|claimed|authori[sz]e|authori[sz]ed|"
    "approve|approved|intend|intended"
)
DENIAL = _pattern(
    r"^(?:oh )?no[,.!—–-]",
    r"^(?:that )?\w+ (?:had|has|have|did|does|do|was|were|is|are|would)(?:n't| not)(?: (?:been|done|be|so))?[.!]?$",
    r"(?:nothing of the (?:kind|sort)|kn[eo]ws? (?:of no|nothing)|known nothing)\b",
    r"^(?:that's|that is|it's|it is|this is|these are|those are|they are|they're|which is|that was) "
    rf"(?:(?:just|simply|absolutely|completely|totally|all|an?|utterly|entirely|patently) )*{UNTRUE}\b",
    r"(?:allegations?|claims?|reports?|rumou?rs?|accusations?|charges?|story|suggestions?) "
    rf"(?:is|are|was|were|had been|has been) (?:\w+ly )?{UNTRUE}\b",
    r"(?:i|we)(?:'m| am|'re| are) not (?:an?\b|making|lying|hiding|trying|the (?:one|problem))",
    r"there (?:was|were|has been|had been|has never been|had never been) (?:absolutely |simply )?"
    r"(?:no (?!longer|doubt|need|reason|way|room|point|light|hope|place|choice|time|one\b|money|water|more|warning)|"
    r"never|nothing (?:wrong|improper|illegal))",
    r"there (?:is|are) (?:absolutely |simply )?no (?:\w+ )?(?:truth|evidence|plans?|deal|agreement|link|connection|"
    r"conflict|rift|crisis|basis|scandal|conspiracy|cover-up|collusion|risk|danger|threat|intention|foundation|"
    r"proof|such)\b",
    r"^(?:that )?no (?:such )?(?!one\b)[\w'-]+(?: [\w'-]+)? (?:was|were|has|had|have|took|take|ever|exists?|existed) "
    r"(?!(?:been )?(?:hurt|injured|confirmed|reported|killed))",
    rf"(?:i|we|he|she|they) (?:have |had |has )?(?:did not|didn't|never) (?:once )?(?:{DEEDS})\b",
    r"(?:nothing to do with|did nothing wrong|done nothing wrong|no truth (?:in|to)|untrue|not true|totally false|"
    r"completely false|not guilty|innocent|no evidence|contrary to|pure (?:fiction|invention|speculation)|"
    r"(?:had|have|has) no (?:knowledge|part|role|involvement|intention))\b",
)
NEGATED = _pattern(r"(?:not|no|never|nothing|nobody|none|neither|nor|nowhere|cannot)\b", r"\w*n't\b")

FUTURE = _pattern(
    r"(?:will|won't|shall)\b(?! power)",
    r"\w+'ll\b",
    r"(?:is|are|'s|'re|am|'m) (?:not |now |all )?(?:going|set|due|bound|about|expected|scheduled|forecast|"
    r"poised) to \w",
    r"(?:expects?|predicts?|forecasts?|anticipates?)\b",
    r"(?:was|were) (?:not )?(?:going|set|due|bound|expected|scheduled) to (?!have)\w",
)
FUTURE_IN_PAST = _pattern(r"(?:would|wouldn't)\b(?! have\b| like\b| love\b| prefer\b| rather\b| consider\b| you\b)")
# "Copper to rise": the future of headlines.
HEADLINE_FUTURE = re.compile(r"[A-Z][\w'-]*(?: [\w'-]+)? to (?!the\b|an?\b|\w+ing\b)[a-z]+\b")

MAYBE = re.compile(
    r"\b(?:may(?! \d)|might|(?<!that )(?<!who )(?<!which )could(?! not\b|n't\b| no\b| have cared)|perhaps|maybe|"
    r"probably|possibly|likely|unlikely|"
    r"seems?|seemed|seemingly|appears? to|appeared to|apparently|presumably|suspect|suspected|(?:still|quite|"
    r"remains|is|was) possible|possible that|"
    r"not sure|not certain|[Ii] guess|[Ii] believe|we believe|arguably|conceivably)\b|\b(?:Perhaps|Maybe|"
    r"Probably|Possibly)\b"
)


def _is_order(sentence: Sentence) -> bool:
    return MUST.search(sentence.low) is not None or PLEASE.search(sentence.low) is not None or _imperative(sentence)


def _imperative(sentence: Sentence) -> bool:
    """Whether the sentence opens with a bare verb: only verbatim speech does."""
    if not sentence.spoken:
        return False
    if PROHIBITED.search(sentence.low):
        return True
    opener = POLITE.match(sentence.low)
    found = ONE.match(sentence.low, opener.end() if opener else 0)
    if not found or MUSING.match(sentence.low, found.start()):
        return False
    return gives_order(found[1], found[2] or "")


def _is_undertaking(sentence: Sentence) -> bool:
    if UNDERTAKING.search(sentence.low):
        return True
    if sentence.spoken or sentence.actor == "document" or CONDITIONAL.search(sentence.low):
        return False
    body = sentence.actor in ("organization", "outlet", None)
    return (BY_BODY if body else BY_PERSON).search(sentence.low) is not None


def _is_denial(sentence: Sentence) -> bool:
    return DENIAL.search(sentence.low) is not None


def _is_prediction(sentence: Sentence) -> bool:
    if FUTURE.search(sentence.low):
        return True
    if sentence.spoken or CONDITIONAL.search(sentence.low):
        return False
    return FUTURE_IN_PAST.search(sentence.low) is not None or HEADLINE_FUTURE.match(sentence.words) is not None


def _is_question(sentence: Sentence) -> bool:
    return QUESTION.search(sentence.words) is not None


def is_evaluation(sentence: Sentence) -> bool:
    """Whether the sentence judges or tells a feeling."""
    if any(pattern.search(sentence.low) for pattern in (EVALUATIVE, OPINING, STRONG)):
        return True
    return sentence.spoken and IDENTIFYING.search(sentence.low) is not None


def _is_guess(sentence: Sentence) -> bool:
    return MAYBE.search(sentence.words) is not None


class Mood(NamedTuple):
    """One test of a content, and what a content that passes it has for its stance; `meaning` is what users read."""

    stance: Stance
    meaning: str
    holds: Callable[[Sentence], bool]


# GUIDE 19 gives the order: of several moods the first of this list decides.
MOODS = (
    Mood("demands", "an order: “must”, “should”, “please”, or an imperative", _is_order),
    Mood("promises", "what the speaker will do: “I will”, “we won’t”; reported, “she would”", _is_undertaking),
    Mood("denies", "an explicit denial: “That is not true”, “I never took it”, “there was no …”", _is_denial),
    Mood("predicts", "what others will do or what happens: “will”, “is going to”; reported, “would”", _is_prediction),
    Mood("asks", "a question, by its mark", _is_question),
    Mood("opines", "a judgement or a feeling: “a disgrace”, “too slow”, “we are proud”", is_evaluation),
    Mood("hedges", "a possibility: “may”, “might”, “could”, “probably”", _is_guess),
)


def sentences_of(content: str, verbatim: bool, actor: ActorKind | None) -> tuple[Sentence, ...]:
    """The sentences of a content; it is spoken if it opens with a quotation mark or is `verbatim` by form."""
    spoken = verbatim or content[:1] in DOUBLE | OPENING | {"'"}
    whole = INTERRUPTED.sub(".\\1", content)
    found = (span.of(whole) for span in sentences(whole))
    bare = (words.translate(MARKS).strip(" '…") for words in found)
    return tuple(Sentence(words, words.lower(), spoken, actor) for words in bare if words)


def mood_of(parts: tuple[Sentence, ...]) -> Stance:
    """The stance of a content whose cue is neutral: the first mood that holds of any sentence; questions only ask."""
    stated = [part for part in parts if not _is_question(part)]
    for mood in MOODS:
        if any(mood.holds(part) for part in (parts if mood.stance == "asks" else stated)):
            return mood.stance
    return "asserts"
