"""Every record that passes between stages, in the order in which it is made. All are frozen; tuples, never lists.

Document -> Annotation (of Attributions, then of Mentions and their Referents) -> Report, Appearance
Over many documents: Appearance -> Profile -> Judgement
"""

from typing import Literal, get_args

import msgspec

from reportedly.span import Span

Kind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "organization", "outlet", "group", "unnamed", "document", "author"]
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
MentionKind = Literal["name", "nominal", "pronoun"]
Role = Literal["publisher", "outlet", "document", "platform", "broadcast", "venue", "relayer", "speaker"]
Subject = Literal["actor", "statement", "contradiction", "report", "speaker", "span"]
Verdict = Literal["same", "different", "unsure", "right", "wrong"]
Judge = Literal["person", "authority", "model"]
Stance = Literal["asserts", "denies", "hedges", "demands", "promises", "predicts", "asks", "opines"]


class Document(msgspec.Struct, frozen=True):
    """One version of one article; `text` is final and all spans count in it.

    `origin` is the file or URL it was read from (`FILE#ID` for a line of JSON Lines), `published` an ISO date
    or date-time, `byline` the names under the headline, `credit` a wire credit that stands outside the text,
    `notes` what the reader had to do to it (bytes replaced, extractor fallen back), in words for the user.
    """

    id: str
    text: str
    origin: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    credit: str | None = None
    notes: tuple[str, ...] = ()


class Attribution(msgspec.Struct, frozen=True):
    """Source, cue and content as spans in text order; each may be discontinuous, only content is never empty.

    `parent` is the place of the enclosing attribution in `Annotation.attributions`, if any.
    `confidence` is calibrated: of those at .9, nine in ten are right at content Jaccard .5.
    `kinds` are the model's log odds, up to a constant, of each of ACTOR_KINDS for its source; empty without a model.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    parent: int | None = None
    kinds: tuple[float, ...] = ()

    def start(self) -> int:
        """The first character of any of its spans: what text order goes by."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))


class Actor(msgspec.Struct, frozen=True):
    """Who is credited: the fullest name that the document uses, without title."""

    id: str
    name: str
    kind: ActorKind


class Mention(msgspec.Struct, frozen=True):
    """A span that refers to somebody; `chain` is its coreference chain, a place in `Annotation.referents`."""

    span: Span
    kind: MentionKind
    chain: int


class Referent(msgspec.Struct, frozen=True):
    """Whom a coreference chain refers to: the actor, and what the document says of them (offices, ages, "the mayor").

    `descriptions` are the document's own words, each once, in text order.
    """

    actor: Actor
    descriptions: tuple[str, ...] = ()


class Annotation(msgspec.Struct, frozen=True):
    """All that one version of the program found in a document; attributions and mentions in text order.

    `credited[i]` is who `attributions[i]` is credited to, a place in `referents`; None where nobody can be named.
    Before coreference has run, the last three are empty.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    made_by: str
    mentions: tuple[Mention, ...] = ()
    referents: tuple[Referent, ...] = ()
    credited: tuple[int | None, ...] = ()


class Passage(msgspec.Struct, frozen=True):
    """Words of the document and where they stand: `text` = the spans joined by one space."""

    text: str
    spans: tuple[Span, ...]


class Link(msgspec.Struct, frozen=True):
    """One step of a sourcing chain, from the page inward; the publisher's has no spans."""

    role: Role
    name: str
    spans: tuple[Span, ...] = ()


class When(msgspec.Struct, frozen=True):
    """When it was said: the words, and their ISO value (null when the document gives no anchor)."""

    text: str
    spans: tuple[Span, ...]
    value: str | None


class Provenance(msgspec.Struct, frozen=True):
    """What made a report: program version and weights digest (`rules` when no model was used)."""

    program: str
    weights: str


class DocumentHead(msgspec.Struct, frozen=True):
    """What a report carries of its document, so that it can be read without it."""

    id: str
    origin: str
    url: str | None
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: str | None


class Report(msgspec.Struct, frozen=True):
    """One document's rendering of a statement: a line of the ledger. The JSON contract, version 1."""

    id: str
    document: DocumentHead
    kind: Kind
    source: Passage | None
    cue: Passage | None
    content: Passage
    actor: Actor | None
    chain: tuple[Link, ...]
    when: When | None
    occasion: Passage | None
    parent: str | None
    stance: Stance | None
    confidence: float
    provenance: Provenance


class LedgerReport(Report, frozen=True):
    """A report as it comes out of a ledger: `actor` is canonical over all documents.

    `statement` is the same for all reports that render one statement.
    """

    statement: str


class Appearance(msgspec.Struct, frozen=True):
    """An actor as one document shows it; `id`, `name` and `kind` are those of `Report.actor`.

    `descriptions` are the document's own words for it (offices, ages, "the mayor"), `mentions` every place that
    refers to it, pronouns too; both in text order, each once.
    """

    id: str
    name: str
    kind: ActorKind
    descriptions: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Profile(msgspec.Struct, frozen=True):
    """One name of one kind over all documents, as far as the name alone tells: what is compared with other profiles.

    `sense` tells apart bearers of one name, and is empty where nothing does. `descriptions` are what documents call
    its bearer (offices, ages), each once. `id` is that of `Actor` where `sense` is empty: an actor's id leads to its
    profile. Who is described, not named ("critics", "a source"), has a profile for each document.
    """

    id: str
    name: str
    kind: ActorKind
    descriptions: tuple[str, ...] = ()
    sense: str = ""


class Judgement(msgspec.Struct, frozen=True):
    """What one judge said of one question, and why; never changed, only outranked or withdrawn by a later one.

    | about | left | right | verdict |
    |---|---|---|---|
    | actor | a profile or an appearance | another | same, different, unsure |
    | statement | a report | another | same, different, unsure |
    | contradiction | a report | another | right (they do contradict each other), wrong, unsure |
    | report | a report | None | right, wrong |
    | speaker | a report | the actor to credit, or None for nobody | right |
    | span | a report | its roles' spans, as JSON | right |

    `score` is the probability of "same" that the judge saw, where it saw one. `by` names the judge: the person, the
    authority, or the program's version. `decided` is an ISO date-time in UTC.
    """

    about: Subject
    left: str
    right: str | None
    verdict: Verdict
    score: float | None
    reasons: tuple[str, ...]
    judge: Judge
    by: str
    decided: str


class Rendering(msgspec.Struct, frozen=True):
    """One report as it is compared with others: `number` is its row, `actor` the canonical actor, `day` an ISO date.

    `content` is the report's words; `said` is the ISO value of when it was said, where that is known.
    """

    number: int
    report: str
    content: str
    kind: Kind
    actor: str | None
    document: str
    outlet: str | None
    day: str | None
    said: str | None = None


class Change(msgspec.Struct, frozen=True):
    """A stretch of two wordings laid side by side; spans are characters of each, None where one has nothing there.

    `how` is seen from the left: what the right keeps, cuts, adds or replaces. Inserted words in square brackets and
    ellipses are the right's own marks of what it did: `marked`.
    """

    how: Literal["kept", "cut", "added", "replaced"]
    left: Span | None
    right: Span | None
    marked: bool = False


class Alignment(msgspec.Struct, frozen=True):
    """Two wordings word by word: `shared` is the idf-weighted share of the shorter that the longer has, in order.

    `run` is the longest run of equal words, `weight` the summed idf of what they share.
    """

    changes: tuple[Change, ...]
    shared: float
    run: int
    weight: float


class Edge(msgspec.Struct, frozen=True):
    """Where a report comes from: an earlier report in the ledger, or an outlet or agency that it credits.

    `how`: it names the outlet in its chain (credits), its byline or dateline names an agency (wire), its text around
    the words is taken over (copies), or it shares a rare wording (variant). `here` and `there` are the evidence, spans
    in the texts of the two documents; `confidence` is the probability that the edge is true.
    """

    report: str
    document: str
    how: Literal["credits", "wire", "copies", "variant"]
    to_report: str | None
    to_document: str | None
    to_name: str | None
    here: tuple[Span, ...]
    there: tuple[Span, ...]
    confidence: float
