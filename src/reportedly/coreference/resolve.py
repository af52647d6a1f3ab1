"""Whom each attribution of a document credits: names by their fullest form, everybody else by what stands nearby."""

import re
from collections.abc import Callable, Mapping

import msgspec

from reportedly.coreference import rank
from reportedly.coreference.answers import Answer, nearest, ranked, unasked, uncarried
from reportedly.coreference.authors import author_of
from reportedly.coreference.candidates import question_of
from reportedly.coreference.relative import antecedent
from reportedly.coreference.sources import Source
from reportedly.coreference.telling import Telling, in_order, tell
from reportedly.records import Annotation, Attribution

QUESTIONER, ANSWERER = frozenset(("q", "question", "interviewer")), frozenset(("a", "answer"))
# The author's own impression: nobody else can be meant.
IMPRESSION = re.compile(r"(?:\w+ly )?(?:has |have |had )?(?:seem|appear|sound)(?:s|ed)?\b(?: \w+ly)?(?: to| like)?$")
# Only these may stand for somebody known: "a porter", "critics", "two people" are new each time they are said.
DEFINITE = re.compile(r"(?:the|that|this|his|her|their|its|my|our|both|one of|\w+[’']s)\b|[A-Z]?[a-z]+$", re.I)


def _own(telling: Telling, source: Source, attribution: Attribution, credited: list[int | None]) -> int | None:
    """Whom "I" and "we" mean: the speaker of the enclosing attribution, else the article's writer."""
    if attribution.parent is not None:
        return credited[attribution.parent]
    name = author_of(telling.scene.document, several=source.pronoun == "we")
    return telling.add(name, "author", "")


def _turn(text: str, attribution: Attribution) -> str:
    """What a turn of an interview is marked with, in lower case ("q", "a"); "" for all that is none."""
    if not attribution.source or not attribution.cue or attribution.cue[0].of(text) != ":":
        return ""
    return attribution.source[0].of(text).strip(" .").lower()


def _answerer(telling: Telling) -> int | None:
    """Who is interviewed: the person that the document names first."""
    people = (one.member for one in telling.scene.cast.occurrences if telling.story.people[one.member].kind == "person")
    return next(people, None)


def credit(
    telling: Telling, source: Source, attribution: Attribution, credited: list[int | None], answer: Answer
) -> int | None:
    """Whom an attribution credits; `answer` is asked where the source does not say it itself."""
    turn = _turn(telling.scene.text, attribution)
    if turn in QUESTIONER:
        return telling.add(author_of(telling.scene.document), "author", "")
    if turn in ANSWERER:
        return _answerer(telling)
    if source.form == "name":
        return source.member
    if source.form == "several":
        return telling.add(source.words, "group", "")
    if source.form == "pronoun" and source.pronoun in ("i", "we"):
        return _own(telling, source, attribution, credited)
    if source.form == "nominal" and not DEFINITE.match(source.words):
        return telling.add(source.words, source.kind, source.head)
    barred = credited[attribution.parent] if attribution.parent is not None else None
    question = question_of(source, attribution, barred)
    telling.recall(question.at)
    if source.form == "absent" and attribution.cue and IMPRESSION.match(attribution.cue[0].of(telling.scene.text)):
        return _own(telling, source, attribution, credited) if telling.scene.document.byline else None
    if question.asked == "who":
        found = antecedent(telling, question)
        return found if found is not None else answer(telling, question)
    found = answer(telling, question)
    if found is None and source.form == "nominal":
        return telling.add(source.words, source.kind, source.head)
    return found


def _resolve(annotation: Annotation, answer: Answer) -> Annotation:
    if not annotation.attributions:
        return annotation
    telling, sources = tell(annotation, rank.shipped())
    credited: list[int | None] = [None] * len(annotation.attributions)
    for number in in_order(annotation.attributions):
        attribution, source = annotation.attributions[number], sources[number]
        credited[number] = credit(telling, source, attribution, credited, answer)
        telling.speak(credited[number], attribution, source)
    return msgspec.structs.replace(
        annotation,
        mentions=tuple(sorted(telling.mentions, key=lambda mention: mention.span)),
        referents=tuple(telling.referents),
        credited=tuple(credited),
    )


def resolve(annotation: Annotation) -> Annotation:
    """The annotation with its mentions, their referents, and whom each attribution credits."""
    return _resolve(annotation, ranked)


# How a source without a name is resolved: the program's own way, and simpler ones that it is measured against.
RESOLVERS: Mapping[str, Callable[[Annotation], Annotation]] = {
    "full": resolve,
    "uncarried": lambda annotation: _resolve(annotation, uncarried),
    "nearest": lambda annotation: _resolve(annotation, nearest),
    "surname": lambda annotation: _resolve(annotation, unasked),
}
