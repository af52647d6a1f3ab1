"""On which occasion a statement was made: "at a meeting of ...", "asked whether ..."."""

import re
from collections.abc import Iterator

from reportedly.records import Attribution, Document, Passage
from reportedly.span import Span, strip

# What was put to the speaker. It opens the words beside an attribution, or follows a comma or "when"; elsewhere
# somebody else asks.
ASKED = re.compile(
    r"(?:^\W{0,3}|[,–—]\s|\b[Ww]hen\s|\b[Ww]hile\s(?:being\s)?)"
    r"(?P<words>(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Cc]hallenged)\s(?:[^,;:“\"]{1,60}?\s)??"
    r"(?:whether|if|about|what|why|how|who|which|where|on|to)\b[^“\"]{1,300})"
)
RESPONSE = re.compile(
    r"(?:^\W{0,3}|[,–—]\s|\s)(?:[Ii]n\s(?:response|reply|answer|reaction)|[Rr]esponding|[Rr]eplying|[Rr]eacting)\sto\s"
    r"(?P<words>[^\s,;:–—]{1,40}\s[^,;:–—]{3,200})"
)
# A bare stage ("at a rally in Boma") is a venue, a link of the chain; an occasion says who met, or what was done there.
MEETING = "meeting|summit|conference|briefing|hearing|debate|session|congress|gathering|rally|talks|forum|exchange"
DOING = "visit|ceremony|funeral|trip|tour|call|dinner|lunch|breakfast|reception|launch|opening|inauguration|vigil"
# "at a meeting of ministers in Lorn": the noun phrase up to the next clause, time or agent, close to the attribution.
AT = re.compile(
    rf"^\W{{0,3}}(?:(?!who|that|which)[\w’'-]+\s){{0,6}}?(?:[Aa]t|[Dd]uring)\s"
    rf"(?P<words>(?:an?|the|his|her|their|its|[A-Z]\w+[’']s)\s(?:(?!of\b)[\w’'-]{{1,30}}\s){{0,4}}?"
    rf"(?:(?:{MEETING})\s(?:of|with|between|on|about)\b|(?:{DOING})\b)[^,;:–—]{{0,120}})"
)
FORMS = (ASKED, RESPONSE, AT)
# Where a noun phrase ends for certain: the next clause, participle, or time.
BREAK = re.compile(
    r"\s(?:who|which|that|where|when|while|as|because|but|although|after|before|saying|adding|calling|"
    r"(?:(?:late|early|earlier|last)\s)?(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|"
    r"last\s(?:week|month|year|night)|this\s(?:week|month|morning)|in\s(?:\d{4}|[A-Z][a-z]+\s\d{4}))\b"
)
REACH = 400  # characters of the sentence before and after an attribution in which its occasion may stand


def _beside(text: str, attribution: Attribution, sentence: Span) -> Iterator[tuple[int, int]]:
    """The stretches of the sentence that are none of the attribution's spans.

    What stands before a span and runs on into it without a comma is part of its clause and left out.
    """
    taken = sorted(attribution.source + attribution.cue + attribution.content)
    start = max(sentence.start, taken[0].start - REACH)
    for span in taken:
        if start < span.start and (start >= taken[0].end or text[start : span.start].rstrip().endswith(",")):
            yield start, span.start
        start = max(start, span.end)
    end = min(sentence.end, start + REACH)
    if start < end:
        yield start, end


def _words(text: str, start: int, end: int, form: re.Pattern[str]) -> Span | None:
    """What `form` finds in one stretch, without the stops at its end."""
    match = form.search(text[start:end])
    if match is None:
        return None
    first, last = start + match.start("words"), start + match.end("words")
    cut = None if form is ASKED else BREAK.search(text, first, last)
    bare = text[first : cut.start() if cut else last].rstrip(" \n\t\xa0,.;:!?–—-”\"’'")
    return strip(Span(first, first + len(bare)), text) if " " in bare else None


def occasion_of(document: Document, attribution: Attribution, sentence: Span) -> Passage | None:
    """The words of `sentence` that tell the occasion, without preposition, outside the content; None if there are none.

    What was asked comes first, then what was answered, then the meeting or other stage.
    """
    text = document.text
    stretches = list(_beside(text, attribution, sentence))
    for form in FORMS:
        for start, end in stretches:
            found = _words(text, start, end, form)
            if found:
                return Passage(found.of(text), (found,))
    return None
