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
    """The names of a document: how often each form occurs, and the forms that end with each last word."""

    counts: Counter[str]
    by_last: dict[str, tuple[str, ...]]
    by_first: dict[str, tuple[str, ...]]


def cast_of(document: Document) -> Cast:
    """All names in title and text; linear in the text."""
    counts: Counter[str] = Counter()
    for text in (document.text, document.title or ""):
        counts.update(" ".join(name.bare.of(text).split()) for name in names(text))
    last: dict[str, list[str]] = {}
    first: dict[str, list[str]] = {}
    for form in counts:
        words = parts(form)
        if len(words) > 1:
            last.setdefault(words[-1], []).append(form)
            first.setdefault(words[0], []).append(form)
    return Cast(counts, _freeze(last), _freeze(first))


def _freeze(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(forms) for key, forms in table.items()}


def fullest(name: str, cast: Cast) -> str:
    """The longest form of `name` in the document; the name itself where two different people share it."""
    words = parts(name)
    if len(words) != 1:
        longer = [
            form for form in cast.by_last.get(words[-1], ()) if parts(form)[0] == words[0] and len(form) > len(name)
        ]
        return longer[0] if len(longer) == 1 else name
    candidates = [
        form for form in cast.by_last.get(words[0], ()) if not looks_like_outlet(form) or looks_like_outlet(name)
    ]
    candidates = candidates or list(cast.by_first.get(words[0], ()))
    if not candidates:
        return name
    best = max(candidates, key=lambda form: (cast.counts[form], len(form)))
    rivals = {parts(form)[0] for form in candidates if len(parts(form)[0]) > 1}
    return (
        best
        if len(rivals) <= 1 or cast.counts[best] > 2 * max(cast.counts[form] for form in candidates if form != best)
        else name
    )


def _head_name(text: str, span: Span, cast: Cast) -> Name | None:
    """The name that the source is, or is introduced as ("the mayor, Anselm Grube,"); None if it only mentions one.

    Of the first part between commas that has names of its own the last one counts: "Halden Rail director Ana Bos".
    """
    start = span.start
    for part in span.of(text).split(","):
        end = start + len(part)
        complement = COMPLEMENT.search(text, start, end)
        own = list(names(text, start, complement.start() if complement else end))
        if own:
            name = own[-1]
            after = text[name.span.end : complement.start() if complement else end]
            modifier = any(character.isalpha() for character in after.replace("’s", "").replace("'s", ""))
            return None if modifier or INDEFINITE.match(part.lstrip()) or _is_common(text, name, cast) else name
        start = end + 1
    return None


def _is_common(text: str, name: Name, cast: Cast) -> bool:
    """Whether a single word that begins a sentence and is no name anywhere else is just a noun: "Critics say"."""
    word = name.span.of(text)
    if name.titled or " " in word or cast.counts[word] > 1 or cast.by_last.get(word.lower()):
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
