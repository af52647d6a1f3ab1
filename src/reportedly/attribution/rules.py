"""The readable reference: quotation marks and a list of cues, no model.

It stands behind the same signature as the trained tagger, is what runs when there are no weights, and is the baseline
in every table. Sentence by sentence: find a cue from the list; what stands before it back to the clause's start, or
after it, is the source; a quotation beside it, or else the rest of the sentence, is the content.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportedly.records import Annotation, Attribution, Document
from reportedly.span import Span
from reportedly.text.quotes import Quotation, quotations
from reportedly.text.sentences import sentences

VERBS = (
    "said says say told tells added adds wrote writes asked asks announced announces argued argues claimed claims "
    "denied denies insisted insists warned warns explained explains noted notes reported reports suggested "
    "suggests stated states tweeted tweets admitted admits acknowledged acknowledges confirmed confirms declared "
    "declares replied replies responded continued recalled recalls promised promises vowed vows predicted "
    "predicts believes believed thinks thought hinted hints implied implies concluded concludes maintained "
    "maintains remarked observed testified revealed disclosed stressed stresses emphasized urged urges demanded "
    "demands complained conceded countered quipped joked laughed sighed shouted called described found shows "
    "showed"
).split()
CUE = re.compile(
    r"\b(?:(?:has|have|had|also|later|then|once|now|repeatedly|would|never|not|did|does|is|are|was|were) )*(?:"
    + "|".join(VERBS)
    + r")\b:?"
)
PREPOSITION = re.compile(r"\b([Aa]ccording to|[Pp]er)\b")
# What a source can begin with: a pronoun, a determiner, a capital. It ends before a comma that opens another clause.
SOURCE_AFTER = re.compile(
    r"\s*((?:the |a |an |his |her |its |their |one |two |some |[A-Z“\"])[^.;:“”\"()\n]*?|he|she|they|it|we|I)"
    r"(?=[.,;:]?\s*(?:[.;:“”\"()\n]|$)|, (?!who\b|the\b|a\b|an\b|\d)| on | in (?:a|an) | at )"
)
CLAUSE_START = re.compile(r"(?:^|[.;:!?—–]\s|,[”\"’']?\s|[”\"]\s|\b(?:and|but|while|because|although|that)\s)")
# What follows a verb of saying before the content: an addressee or a date.
ASIDE = re.compile(
    r"\s*(?:(?:reporters|journalists|me|us|him|her|them|on [A-Z][a-z]+day|in an? [a-z]+|[A-Z][\w.]+(?: [A-Z][\w.]+)*)"
    r"\b,?\s*)?"
)
NEAR = 3  # characters of white space and marks between a quotation and the words that attribute it
LED = 40  # characters between a cue and the quotation it introduces: an addressee, a channel
SIGHT = 300  # characters from a cue to whatever belongs to it: bounds the work where a text has no sentence ends
CONFIDENCE = 0.5  # of a quotation with a cue beside it the rules are right about every other time (PolNeAR train)


class _Clause(NamedTuple):
    """A cue and the source beside it."""

    cue: Span
    source: Span | None


def _source_before(text: str, start: int, cue: int) -> Span | None:
    """From the last clause boundary before the cue to the cue."""
    begin = start = max(start, cue - SIGHT)
    for boundary in CLAUSE_START.finditer(text, start, cue):
        candidate = boundary.end()
        words = text[candidate:cue].strip(" ,")
        if words and not (boundary[0].startswith(",") and not words[0].isupper() and len(words.split()) > 2):
            begin = candidate
    while begin < cue and (text[begin].isspace() or text[begin] in "“”\",'’"):
        begin += 1
    end = cue
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin >= end or end - begin > 160 or not any(character.isalpha() for character in text[begin:end]):
        return None
    return Span(begin, end)


def _source_after(text: str, at: int, end: int) -> Span | None:
    match = SOURCE_AFTER.match(text, at, min(end, at + SIGHT))
    return Span(*match.span(1)) if match and match[1].strip() else None


def _beside(text: str, sentence: Span, quoted: list[Span]) -> Iterator[_Clause]:
    """The cues of a sentence outside its quotations, each with its source."""
    for match in CUE.finditer(text, sentence.start, sentence.end):
        cue = Span(*match.span())
        place = bisect_right(quoted, cue) - 1
        if place >= 0 and quoted[place].end > cue.start:
            continue
        left = quoted[place].end if place >= 0 else sentence.start
        inverted = cue.start - left <= NEAR and not text[left : cue.start].strip(" ,")
        source = _source_after(text, cue.end, sentence.end) if inverted else _source_before(text, left, cue.start)
        yield _Clause(cue, source)


def _direct(text: str, clause: _Clause, quoted: list[Span]) -> list[Span]:
    """The quotations that touch the clause on either side."""
    left = min(clause.cue.start, clause.source.start) if clause.source else clause.cue.start
    right = max(clause.cue.end, clause.source.end) if clause.source else clause.cue.end
    place = bisect_right(quoted, Span(left, left + 1))
    touching = []
    for span in quoted[max(0, place - 1) : place + 2]:
        if (span.end <= left <= span.end + NEAR and not text[span.end : left].strip(" ,\n")) or (
            right <= span.start <= right + LED and not re.search(r"[.;]\s|\n", text[right : span.start])
        ):
            touching.append(span)
    return touching


def _bare(text: str, start: int, end: int) -> list[Span]:
    """The span without stops and white space at its ends, if anything worth the name is left."""
    while end > start and text[end - 1] in " ,.\n":
        end -= 1
    while start < end and text[start] in " ,\n":
        start += 1
    return [Span(start, end)] if end - start > 2 else []


def _indirect(text: str, sentence: Span, clause: _Clause) -> list[Span]:
    """The rest of the sentence after the cue, or what stands before an attributing tail."""
    cue, source = clause
    tail = source and text[sentence.start : source.start].strip().endswith(",")
    if source and source.start > cue.end:
        return _bare(text, sentence.start, cue.start)
    if source and tail and not text[cue.end : sentence.end].strip(" ."):
        return _bare(text, sentence.start, source.start)
    aside = ASIDE.match(text, cue.end, min(sentence.end, cue.end + SIGHT))
    return _bare(text, aside.end() if aside else cue.end, sentence.end)


def _according(text: str, sentence: Span) -> Iterator[Attribution]:
    """What "according to" and "per" attribute in a sentence: what stands before them, else what follows."""
    floor = sentence.start  # what one "according to" took is not taken again
    for match in PREPOSITION.finditer(text, sentence.start, sentence.end):
        source = _source_after(text, match.end(), sentence.end)
        if source is None or match.start() < floor:
            continue
        if text[floor : match.start()].strip(" ,"):
            content = Span(floor, match.start())
        elif source.end < sentence.end:
            content = Span(source.end, sentence.end)
        else:
            continue
        floor = max(content.end, source.end)
        for bare in _bare(text, content.start, content.end):
            yield Attribution((source,), (Span(*match.span()),), (bare,), CONFIDENCE)


def _sentence(text: str, sentence: Span, quoted: list[Span], used: set[Span]) -> Iterator[Attribution]:
    """The attributions whose cue stands in `sentence`; `used` collects the quotations they take."""
    done = False
    for clause in _beside(text, sentence, quoted):
        contents = [span for span in _direct(text, clause, quoted) if span not in used]
        if not contents and not done:
            contents = _indirect(text, sentence, clause)
        if contents and clause.source:
            done = True
            used.update(contents)
            yield Attribution((clause.source,), (clause.cue,), tuple(contents), CONFIDENCE)
    if not done:
        yield from _according(text, sentence)


def _units(text: str, whole: tuple[Quotation, ...]) -> Iterator[Span]:
    """Sentences, joined where a quotation runs over their boundary."""
    ends = [quotation.span.end for quotation in whole if quotation.regular and not quotation.nested]
    starts = [quotation.span.start for quotation in whole if quotation.regular and not quotation.nested]
    held: Span | None = None
    for sentence in sentences(text):
        held = Span(held.start, sentence.end) if held else sentence
        place = bisect_right(starts, held.end - 1) - 1
        if place >= 0 and ends[place] > held.end:
            continue
        follows = text[held.end : held.end + 1]
        if follows == " " and text[held.end - 1] in '”"’»' and text[held.end + 1 : held.end + 2].islower():
            continue
        yield held
        held = None
    if held:
        yield held


def annotate(document: Document) -> Annotation:
    """The attributions that quotation marks and cues alone give."""
    text = document.text
    whole = quotations(text)
    spans = [quotation.span for quotation in whole if not quotation.nested and len(quotation.span.of(text).split()) > 1]
    starts = [span.start for span in spans]
    used: set[Span] = set()
    found: list[Attribution] = []
    for sentence in _units(text, whole):
        low = max(0, bisect_right(starts, sentence.start) - 1)
        high = bisect_right(starts, sentence.end + NEAR + 1)
        found += _sentence(text, sentence, spans[low:high], used)
    found.sort(key=lambda attribution: min(span.start for span in attribution.content + attribution.source))
    return Annotation(document, tuple(found), "rules")


def tag(documents: Iterable[Document]) -> Iterator[Annotation]:
    """Yield the annotation of each document, in order."""
    return map(annotate, documents)
