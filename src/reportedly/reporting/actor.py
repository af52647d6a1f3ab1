"""Who is credited, where the source span itself holds a name: its fullest form in the document, and its kind."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reportedly.records import Actor, ActorKind, Document
from reportedly.span import Span
from reportedly.text.names import Name, looks_like_organization, looks_like_outlet, names, parts

# What ends the head of a noun phrase: names after these words belong to somebody else ("an adviser to Ms Balan").
COMPLEMENT = re.compile(r"\b(?:to|for|of|from|with|at|in|by|who|whose|which|that|against|under|near)\b")
PLURAL = re.compile(
    r"^(?:(?:some|many|most|several|other|both|few|all|these|those|the|his|her|their|its|my|our|two|three|four|five|six|"
    r"dozens|hundreds|thousands|of)\s+)*(?!(?:his|its|this|as|us)\b)(?:[a-z’'-]+\s){0,3}(?:[a-z-]+[^s\W]s|people|police|women|men|armies)$"
    r"|^(?:some|many|most|several|both|few|all) of\b|\bper ?cent\b|\bcrowd$"
)
COUNTED = re.compile(
    r"^(?:two|three|four|five|six|several|a few|one)\b|\bsources?\b|\bpeople (?:briefed|familiar|close|with)\b",
    re.I,
)
DOCUMENT = re.compile(
    r"\b(?:report|poll|survey|study|statement|letter|memo|filing|document|documents|lawsuit|complaint|"
    r"indictment|review|paper|sign|notice|book|memoir|email|transcript|analysis|data|figures|records|census|"
    r"logbook|ruling|order|bill)\b",
    re.I,
)
BODY = re.compile(
    r"\b(?:police|ministry|council|government|court|company|campaign|committee|department|agency|party|union|"
    r"army|navy|guard|board|office|administration|white house|kremlin|parliament|senate|congress|university|"
    r"hospital|school|bank|commission|authority|regulator|firm|charity|club|association|service|force|command|"
    r"staff|bureau|airline|institute)$",
    re.I,
)
SIGHT = 20  # characters before a name that tell whether it begins its sentence
PRONOUNS = frozenset(
    ("he she they it we i you who his her their its our my him them this that which one others some").split()
)
INDEFINITE = re.compile(r"^(?:an?|one|another)\s", re.I)
# Nouns that begin a sentence with a capital and are no names; plurals are told by their "s".
COMMON = frozenset(("people police women men staff folk engineers").split())


class Cast(NamedTuple):
    """The names of a document.

    `counts`: how often each form occurs. `surname`: the one fullest form that ends (or begins) with a word, missing
    where different people share it. `person`: the longest form with a first and a last word. `outlets`: the names that
    look like news outlets, in text order.
    """

    counts: Counter[str]
    surname: dict[str, str]
    person: dict[tuple[str, str], str]
    outlets: tuple[Name, ...]


def cast_of(document: Document) -> Cast:
    """All names in title and text; linear in both."""
    text = document.text
    found = list(names(text))
    counts = Counter(" ".join(name.bare.of(text).split()) for name in found)
    if document.title:
        counts.update(" ".join(name.bare.of(document.title).split()) for name in names(document.title))
    last: dict[str, list[str]] = {}
    first: dict[str, list[str]] = {}
    person: dict[tuple[str, str], str] = {}
    for form in counts:
        words = parts(form)
        if len(words) > 1:
            last.setdefault(words[-1], []).append(form)
            first.setdefault(words[0], []).append(form)
            person[words[0], words[-1]] = max(person.get((words[0], words[-1]), ""), form, key=len)
    surname = {}
    for table in (first, last):  # a word that ends names outranks one that begins them
        for word, forms in table.items():
            best = _agreed(forms, counts)
            if best:
                surname[word] = best
    outlets = tuple(name for name in found if looks_like_outlet(name.span.of(text)))
    return Cast(counts, surname, person, outlets)


def _agreed(forms: list[str], counts: Counter[str]) -> str | None:
    """Of the full names that share a word the one that is meant: the only one, or twice as frequent as any other."""
    people = [form for form in forms if not looks_like_outlet(form)] or forms
    ranked = sorted(people, key=lambda form: (counts[form], len(form)), reverse=True)
    if len({parts(form)[0] for form in people if len(parts(form)[0]) > 1}) <= 1:
        return ranked[0]
    return ranked[0] if counts[ranked[0]] > 2 * counts[ranked[1]] else None


def fullest(name: str, cast: Cast) -> str:
    """The longest form of a person's name in the document; the name itself where two people share it."""
    words = parts(name)
    if len(words) > 1:
        return cast.person.get((words[0], words[-1]), name)
    return cast.surname.get(words[0], name)


def _head_name(text: str, span: Span, cast: Cast) -> Name | None:
    """The name that the source is, or is introduced as ("the mayor, Anselm Grube,"); None if it only mentions one.

    Of the first part between commas that has names of its own the last one counts: "Halden Rail director Ana Bos".
    """
    start = span.start
    passed_over = False  # a name that only belongs to the description: "Tolland’s prime minister, Piers Oakhanger,"
    for part in span.of(text).split(","):
        end = start + len(part)
        complement = COMPLEMENT.search(text, start, end)
        own = list(names(text, start, complement.start() if complement else end))
        if own:
            name = own[-1]
            after = text[name.span.end : complement.start() if complement else end]
            modifier = any(character.isalpha() for character in after.replace("’s", "").replace("'s", ""))
            alone = part.strip() == name.span.of(text)
            if not modifier and not INDEFINITE.match(part.lstrip()) and (alone or not passed_over):
                return None if _is_common(text, name, cast) else name
            passed_over = True
        start = end + 1
    return None


def _is_common(text: str, name: Name, cast: Cast) -> bool:
    """Whether a single word that begins a sentence and is no name anywhere else is just a noun: "Critics say"."""
    word = name.span.of(text)
    if name.titled or " " in word or cast.counts[word] > 1 or word.lower() in cast.surname:
        return False
    if not (word.endswith("s") or word.lower() in COMMON):
        return False
    before = text[max(0, name.span.start - SIGHT) : name.span.start]
    return not before.strip() or before.rstrip(" \t")[-1] in '.!?:"”“»\n'


def _kind_of_name(name: str, titled: bool, document: Document) -> ActorKind:
    if document.outlet and parts(name) == parts(document.outlet):
        return "outlet"
    if not titled and looks_like_outlet(name):
        return "outlet"
    if not titled and looks_like_organization(name):
        return "organization"
    return "person"


def _described(words: str) -> tuple[str, ActorKind] | None:
    """The descriptor and kind of a source without a name; None for pronouns."""
    bare = words.strip(" ,").strip()
    if bare.lower() in PRONOUNS or not bare:
        return None
    descriptor = re.split(r",? (?:who|which|that|whose|speaking|asking)\b|,", bare, maxsplit=1)[0]
    head = COMPLEMENT.split(descriptor, maxsplit=1)[0].strip()
    if DOCUMENT.search(head) and not re.search(r"\bofficials?\b", head, re.I):
        return descriptor, "document"
    if COUNTED.search(head):
        return descriptor, "unnamed"
    if BODY.search(head) and not re.search(
        r"\b(?:spokes\w+|officials?|officer|member|source|chief|leader|man|woman|director|employee)\b", head, re.I
    ):
        return re.sub(r"^the\s+", "", descriptor, flags=re.I), "organization"
    if PLURAL.search(head.lower()) and not head.lower().startswith(("a ", "an ")):
        return descriptor, "group"
    return descriptor, "unnamed"


def identity(kind: ActorKind, name: str) -> str:
    """`a:` and 12 hex digits of kind and name: the same actor in every document that uses the same fullest name."""
    return "a:" + hashlib.sha256(f"{kind}\0{' '.join(parts(name))}".encode()).hexdigest()[:12]


def actor_of(document: Document, source: Iterable[Span], cast: Cast) -> Actor | None:
    """The actor that a source names or describes; None where it is a pronoun, or absent."""
    spans = tuple(source)
    if not spans:
        return None
    text = document.text
    name = _head_name(text, spans[0], cast)
    if name is not None:
        words = " ".join(name.bare.of(text).split())
        whole = " ".join(name.span.of(text).split())
        kind = _kind_of_name(whole if not name.titled else words, name.titled, document)
        form = fullest(words, cast) if kind == "person" else (whole if kind == "organization" else words)
        return Actor(identity(kind, form), form, kind)
    described = _described(" ".join(spans[0].of(text).split()))
    if described is None:
        return None
    return Actor(identity(described[1], described[0]), described[0], described[1])
