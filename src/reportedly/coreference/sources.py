"""What a source span is: a name, a pronoun, a description, several of these, or nothing."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from reportedly.coreference.bearers import introduces_body
from reportedly.coreference.cast import Cast, Occurrence
from reportedly.coreference.forms import plain
from reportedly.records import ActorKind
from reportedly.span import Span
from reportedly.text.roles import COMPLEMENT, head_noun, is_plural, singular, sort_of

Form = Literal["name", "pronoun", "nominal", "several", "absent"]

# Each pronoun, and the one under whose habits it is resolved.
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "both", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("who", "whose", "which", "that", "whom"), "who"),
    **dict.fromkeys(("i", "me", "my", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours"), "we"),
    **dict.fromkeys(("you", "your"), "you"),
}  # fmt: skip
RELATIVE = re.compile(r"(?:,? |^)(?:who|which|whose|whom|that)\b")
# A clause of its own behind the description: on what terms somebody speaks, what somebody is doing.
ASIDE = re.compile(
    r",? (?:speaking|asking|citing|standing|writing|quoting|published|filed|released|sent|unsealed|obtained)\b"
    r"| at the time\b|,(?!\d)| -+ |"
    r",? (?:(?:seen|viewed|reviewed|compiled) (?:\w+ )?by|(?:leaked|circulated|shared) (?:\w+ )?(?:to|with|on))\b|"
    r"(?<!^) (?:(?:last|this) (?:week|month|year|spring|summer|autumn|fall|winter)|on [A-Z]\w+day)\b"
)
COUNTED = re.compile(
    r"^(?:(?:at least )?(?:two|three|four|five|six|several|a few|one|some|multiple|a couple of|another)\b.*"
    r"\b(?:sources?|people|persons|officials?|diplomats?|aides?|advisers?|insiders?|executives?|others)\b|.*\b(?:sources?|insiders?)\b"
    r"|.*\bpeople (?:briefed|familiar|close|with|in)\b|one of (?:them|the)\b|(?:one|another|a third)$)",
    re.I,
)
# One character each: what stands between them is an apposition or an aside.
ASIDES = re.compile(r",(?!\d)|[—–()]|(?<= )-(?= )")
LISTED = re.compile(r", (?:the |\w+ ){0,2}")  # between the first names of a list
OF_PLACE = re.compile(r" of (?:the )?")  # "Ada Brandt of Lorn and Jo Lund of Halden"
JOINED = re.compile(r"(?: of [A-Z]\w+)?(?: \([^()\n]{1,20}\))?,? (?:and|or) (?:the |\w+ ){0,2}")
FEW = 4  # words that may describe a pair before its first name
# Nothing without their clause: "those who stayed".
FULL = re.compile(r"^(?:those|anyone|everyone|nobody|people|many|some|others|all)\b", re.I)
# A paper that is no newspaper: "a paper circulated to ministers", "the research paper".
WRITTEN_PAPER = re.compile(
    r"\b(?:(?:research|discussion|white|green|working|position|policy|consultation|academic|scientific|briefing|cabinet)"
    r" papers?$|papers? (?:circulated|published|presented|prepared|drafted|written|submitted|signed|seen|by|on)\b)",
    re.I,
)
SHARE = re.compile(
    r"\bper ?cent\b|%|\b(?:majority|minority|plurality|half|third|quarter|percentage|share)\b"
    r"|\b\w+ (?:in|out of) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty)\b",
    re.I,
)
GROUPS = re.compile(
    r"^(?:some|many|most|several|both|few|all|others|those|these|none|nearly|almost|more|thousands|hundreds|dozens)\b",
    re.I,
)
# What several are called together: "many nurses, porters and cooks".
WORDS = r"(?:[\w’'-]+ ){0,3}[\w’'-]+"
ENUMERATION = re.compile(
    rf"(?!the |an? |his |her |its |their ){WORDS}s(?:, {WORDS}s){{1,4}},? (?:and|or) {WORDS}s", re.I
)
LISTING = re.compile(r",? (?:including|such as|especially|among them|like)\b")  # examples, not the source itself
# A name given in the clause that describes: "a man who goes by “Fitz”", "a captor who calls himself Abu Layth".
CALLED = re.compile(
    r"\b(?:goes by|known as|called|named|names? (?:is|was|only as|as)|name “?is|calls (?:him|her|them)sel(?:f|ves)|"
    r"signs as|nicknamed|gave (?:his|her|their) name[\w ]{0,12} as)\b[a-z ]{0,20}[“\"‘']?"
    r"([A-Z][\w’-]*(?: [A-Z][\w’-]*){0,3})"
)
BODY_OF = re.compile(r"(?:campaign|office|team|administration|government|camp|allies|staff|lawyers|spokes\w+)$", re.I)
# What makes no other name of the one before it: "Ada Brandt (54)", "Duarte himself".
ADDED = re.compile(r"\([^()]*\)|\b(?:him|her|it)self\b")
INDEFINITE = re.compile(r"^(?:an?|one|another|some)\s", re.I)
OWNER = re.compile(r"(?:s['’]|['’]s) $")
POSSESSIVE = re.compile(r"['’]s?$")


class Source(NamedTuple):
    """A source span, looked at: its form; for a name the cast member; for a pronoun its habit ("he", "they", ...);
    for a description its words up to an aside, its head noun in lower case, and the kind it shows."""

    form: Form
    member: int = -1
    pronoun: str = ""
    words: str = ""
    head: str = ""
    kind: ActorKind = "unnamed"


def look_at(text: str, spans: Sequence[Span], cast: Cast) -> Source:
    """What the source at `spans` is; empty spans are an absent source."""
    if not spans:
        return Source("absent")
    words = plain(spans[0].of(text)).strip(" ,")
    bare = POSSESSIVE.sub("", words.lower())
    if bare in PRONOUNS:
        return Source("pronoun", pronoun=PRONOUNS[bare])
    inside = cast.within(spans[0].start, spans[0].end)
    both = _together(text, spans[0], inside, cast)
    if both:
        return Source("several", words=plain(both.of(text)), kind="group")
    name = _head_name(text, spans[0], inside, cast)
    if name is not None:
        return Source("name", member=name.member)
    called = CALLED.search(words)
    if called:
        return Source("nominal", words=called[1], kind="person")
    source = described(words)
    body = cast.bodies.get(source.head) if bare == f"the {source.head}" else None
    return source if body is None else Source("name", member=body)


def together(text: str, left: Occurrence, right: Occurrence, cast: Cast) -> bool:
    """Whether two names next to each other are joined by "and" ("Ada Brandt and Sen. Jo Lund")."""
    return (
        left.member != right.member
        and JOINED.fullmatch(text, left.whole.end, right.whole.start) is not None
        and _alike(left, right, cast)
    )


def _alike(left: Occurrence, right: Occurrence, cast: Cast) -> bool:
    """Whether two names are of one kind, as those of a list are, or may be: "Gannet Foods and Tern Lines"."""
    two = cast.members[left.member], cast.members[right.member]
    bodies = all(one.kind == "organization" or (one.kind == "person" and not one.sure) for one in two)
    return bodies or two[0].kind == two[1].kind


class _Named(NamedTuple):
    """A name in a list of names, with its titles in front and its place behind."""

    one: Occurrence
    span: Span


def _with_places(text: str, inside: Sequence[Occurrence]) -> list[_Named]:
    found: list[_Named] = []
    for one in inside:
        if found and OF_PLACE.fullmatch(text, found[-1].span.end, one.span.start):
            found[-1] = _Named(found[-1].one, Span(found[-1].span.start, one.span.end))
        else:
            found.append(_Named(one, one.whole))
    return found


def _together(text: str, span: Span, inside: Sequence[Occurrence], cast: Cast) -> Span | None:
    """The words "X and Y" or "X, Y and Z" where the source is several names; None where it is not, or where they come
    late in it or belong to a description ("a study by X and Y")."""
    start: int | None = None
    for left, right in pairwise(_with_places(text, inside)):
        between = left.span.end, right.span.start
        if left.one.member == right.one.member or not _alike(left.one, right.one, cast):
            start = None
        elif JOINED.fullmatch(text, *between):
            start = left.span.start if start is None else start
            late = COMPLEMENT.search(text, span.start + 1, start) or text[span.start : start].count(" ") > FEW
            return None if late else Span(start, right.span.end)
        elif LISTED.fullmatch(text, *between):
            start = left.span.start if start is None else start
        else:
            start = None
    return None


def _head_name(text: str, span: Span, inside: Sequence[Occurrence], cast: Cast) -> Occurrence | None:
    """The name that the source is, or is introduced as ("the mayor, Anselm Grube,"); None if it only mentions one.

    Of the first part between commas that has names of its own the last one counts: "Halden Rail director Ana Bos".
    """
    start = span.start
    if LISTING.search(text, span.start, span.end):
        return None
    passed_over = False  # a name that only belongs to the description: "Tolland’s prime minister, Piers Oakhanger,"
    for part in ASIDES.split(span.of(text)):
        end = start + len(part)
        lead = len(part) - len(part.lstrip())
        complement = COMPLEMENT.search(text, start + lead + 1, end)
        limit = complement.start() if complement else end
        own = [one for one in inside if start <= one.span.start < limit]
        late = start > span.start
        if RELATIVE.match(part.lstrip()) or (own and late and not _introduced(text, span, own[-1], cast)):
            own = []
        if own:
            name = own[-1]
            after = POSSESSIVE.sub("", ADDED.sub("", text[name.whole.end : limit]).strip())
            modifier = any(character.isalpha() for character in after)
            alone = part.strip() == name.whole.of(text)
            person = cast.members[name.member].kind == "person"
            indefinite = INDEFINITE.match(part.lstrip()) is not None and not (person and name.span.start > start + 12)
            if (cast.members[name.member].kind == "group" and not alone) or (not modifier and _is_owned(text, name)):
                return None
            if not modifier and not indefinite and (alone or not passed_over):
                return name
            passed_over = True
        start = end + 1
    return None


def _is_owned(text: str, name: Occurrence) -> bool:
    """Whether a name is only the last noun of a longer one ("the Broiler Producers’ Union")."""
    noun = name.whole.of(text).lower()
    return (
        sort_of(noun) in ("organization", "outlet")
        and OWNER.search(text[max(0, name.whole.start - 3) : name.whole.start]) is not None
    )


def _introduced(text: str, span: Span, name: Occurrence, cast: Cast) -> bool:
    """Whether a name behind a comma is whom the description before it introduces ("the mayor, Anselm Grube,"): people
    by any, bodies where it says so of a body and of nothing else ("the owner, Belt Line Shipping,")."""
    if cast.members[name.member].kind == "person":
        return True
    aside = ASIDES.search(text, span.start, name.whole.start)
    description = text[span.start : aside.start() if aside else name.whole.start].strip()
    if not introduces_body(head_noun(description)):
        return False
    # In "the regulator of the bank, Halden Trust," the bank may have the name.
    return COMPLEMENT.search(description, 1) is None or not sort_of(description.rpartition(" ")[2].lower())


def described(words: str) -> Source:
    """A source without a name: the descriptor up to its relative clause, and what kind of actor it shows."""
    if ENUMERATION.fullmatch(words):
        return Source("nominal", words=words, head=head_noun(words), kind="group")
    relative = None if FULL.match(words) else RELATIVE.search(words)
    ends = [match.start() for match in (relative, ASIDE.search(words)) if match and match.start() > 0]
    cut = min(ends, default=len(words))
    descriptor = words[:cut].strip(" ,")
    head = head_noun(descriptor)
    kind = "document" if WRITTEN_PAPER.search(words) else _kind_of_description(descriptor, head)
    if kind == "organization":
        descriptor = re.sub(r"^the\s+", "", descriptor, flags=re.I)
    return Source("nominal", words=descriptor, head=head, kind=kind)


def _kind_of_description(descriptor: str, head: str) -> ActorKind:
    sort = sort_of(head)
    if SHARE.search(descriptor):
        return "group"
    if COUNTED.search(descriptor):
        return "unnamed"
    if GROUPS.match(descriptor):
        return "group"
    if sort == "document":
        return "document"
    if sort == "outlet":
        return "outlet" if not is_plural(head) else "group"
    if head in ("police", "staff") or (sort == "organization" and not is_plural(head)):
        return "organization"
    if BODY_OF.search(POSSESSIVE.sub("", descriptor)) and not is_plural(head) and sort != "person":
        return "organization"
    if (is_plural(head) and singular(head) != head) or head in ("people", "children", "crowd"):
        return "group"
    return "unnamed"
