"""What can happen to a statement on its way through outlets, laid over real articles: one function for each kind.

The first article of a history is the one that the statement is from; the others reprint it, edit it, or have the
statement in articles of their own. Everything is drawn from the `random.Random` that is given.
"""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from reportedly.evaluation.gold import read_gold
from reportedly.records import Role
from reportedly.text.sentences import sentences

PLACES = "Quillmouth Lisk Brezo Tarn Orvanne Garrow Merrin Dunholt Averby Castor Pellham Ruskin".split()
PAPERS = "Echo Argus Standard Chronicle Tribune Lantern".split()
OUTLETS = [f"{place} {paper}" for place in PLACES for paper in PAPERS]
AGENCY = "Orvanne Press Agency"
QUOTES = "“”\"‘’', "
# Words that a rewriter, or two translators, put differently.
OTHERWISE = {
    "said": "stated", "but": "yet", "also": "too", "about": "around", "after": "following", "before": "ahead of",
    "because": "since", "would": "was going to", "will": "is going to", "many": "a lot of", "big": "large",
    "people": "persons", "told": "informed", "who": "that", "which": "that", "has": "had", "have": "had",
    "while": "whereas", "during": "in the course of", "including": "among them", "over": "above",
    "against": "opposed to",
    "campaign": "race", "president": "head of state", "candidate": "contender", "voters": "the electorate",
    "last": "past", "week": "seven days", "is": "remains", "was": "had been", "were": "had been", "are": "remain",
    "the": "this", "a": "one", "to": "in order to", "and": "as well as", "of": "from", "in": "within", "on": "upon",
    "for": "towards", "with": "together with", "that": "how", "he": "the man", "she": "the woman", "his": "his own",
}  # fmt: skip


class Base(NamedTuple):
    """A real article around one of its reports."""

    before: str
    content: str
    after: str


class Article(NamedTuple):
    """An article of a history; `parent` is the place of its true parent, `outside` the true outlet without one."""

    outlet: str
    hours: float
    words: Base
    parent: int | None = None
    outside: str | None = None
    signed: str | None = None  # how an agency is credited: dateline, byline, credit or last
    link: tuple[Role, str] | None = None  # of the chain; the name stands behind the statement


class History(NamedTuple):
    """What happened: articles, and the true number of origins; `elsewhere` are articles without the statement."""

    articles: tuple[Article, ...]
    origins: int
    by_day: bool = False
    elsewhere: tuple[Article, ...] = ()


Kind = Callable[[random.Random, Sequence[Base]], History]


def bases(path: Path) -> list[Base]:
    """Articles of 150 words and more with a report of eight to forty words in one span in their first half."""
    found = []
    for gold in read_gold(path):
        text = gold.document.text
        for report in gold.reports:
            spans = report.attribution.content
            words = spans[0].of(text).split()
            if len(spans) == 1 and 8 <= len(words) <= 40 and 300 < spans[0].start < len(text) / 2 and len(text) > 1500:
                found.append(Base(text[: spans[0].start], spans[0].of(text), text[spans[0].end :]))
                break
    return found


def edited(chance: random.Random, text: str, share: float) -> str:
    """The text with this share of its words put otherwise, left out or added to; names and numbers stay."""
    words = re.split(r"(\s+)", text)
    for place in range(0, len(words), 2):
        if words[place].islower() and chance.random() < share:
            bare = words[place].lower()
            words[place] = OTHERWISE.get(bare, "" if len(bare) < 4 else chance.choice((words[place], "so-called", "")))
    return "".join(words)


def reworded(chance: random.Random, base: Base, share: float) -> Base:
    """The article with its surroundings edited and its statement as it is."""
    return Base(edited(chance, base.before, share), base.content, edited(chance, base.after, share))


def cut(chance: random.Random, base: Base) -> Base:
    """The article cut to a few sentences before the statement and a little after."""
    before = base.before[-chance.randrange(150, 400) :]
    return Base(before[before.find(" ") + 1 :], base.content, base.after[: chance.randrange(80, 300)].rsplit(" ", 1)[0])


# How writers who work apart lead in the same words: behind them, with the place or the outlet in {}.
LEADS = (
    "the candidate’s spokesman said{}", "said the spokesman{}", "a spokesman for the campaign told the crowd{}",
    "was how the candidate’s man put it{}", "the spokesman insisted{}, to some applause", "he said{}",
)  # fmt: skip


def hosted(chance: random.Random, base: Base, content: str, clause: str) -> Base:
    """Another article into which its writer put the statement, as a paragraph of its own."""
    place = base.before.rfind("\n") + 1
    text = base.before + base.content + base.after
    end = text.find("\n", len(base.before))
    bare = content.strip(QUOTES)
    said = chance.choice(LEADS).format(clause)
    return Base(f"{text[:place]}“", bare, f",” {said}.\n{text[end + 1 :] * (end >= 0)}")


def saying(base: Base, sentence: str) -> Base:
    """The article with a sentence put behind the one that the statement ends in."""
    ending = re.search(r"[.\n]|$", base.after)
    place = ending.end() if ending else 0
    return base._replace(after=f"{base.after[:place]} {sentence}{base.after[place:]}")


def _outlets(chance: random.Random, count: int) -> list[str]:
    return chance.sample(OUTLETS, count)


def _hours(chance: random.Random, count: int) -> list[float]:
    return sorted(chance.uniform(0.2, 40) for _ in range(count))


RALLY: tuple[Role, str] = ("venue", "a rally in Lisk")
SAID_THERE = "The words were spoken to a rally in Lisk."


def wire(chance: random.Random, base: Sequence[Base], *, seen: bool = True) -> History:
    """An agency's story, reprinted under its dateline, whole or cut."""
    count = chance.randrange(2, 6)
    articles = [Article(AGENCY, 0, base[0])] if seen else []
    for outlet, hours in zip(_outlets(chance, count), _hours(chance, count), strict=True):
        words = cut(chance, base[0]) if chance.random() < 0.3 else reworded(chance, base[0], 0.02)
        parent = 0 if seen else None
        signed = chance.choice(("dateline", "byline", "credit", "last"))
        articles.append(Article(outlet, hours, words, parent, None if seen else AGENCY, signed))
    return History(tuple(articles), 1)


def copies(chance: random.Random, base: Sequence[Base], *, share: float = 0.05, by_day: bool = False) -> History:
    """One paper's story, taken over by others without a credit, a share of the words edited."""
    count = chance.randrange(2, 6)
    first, *others = _outlets(chance, count)
    taken = [Article(outlet, hours, reworded(chance, base[0], share), 0)
             for outlet, hours in zip(others, _hours(chance, count - 1), strict=True)]  # fmt: skip
    return History((Article(first, 0, saying(base[0], SAID_THERE), link=RALLY), *taken), 1, by_day)


def cuts(chance: random.Random, base: Sequence[Base]) -> History:
    """One paper's story, cut to a few sentences by others, without a credit."""
    count = chance.randrange(2, 6)
    first, *others = _outlets(chance, count)
    taken = [Article(outlet, hours, cut(chance, reworded(chance, base[0], 0.03)), 0)
             for outlet, hours in zip(others, _hours(chance, count - 1), strict=True)]  # fmt: skip
    return History((Article(first, 0, saying(base[0], SAID_THERE), link=RALLY), *taken), 1)


def ladder(chance: random.Random, base: Sequence[Base]) -> History:
    """Each copies the one before and edits it: a copy of a copy of a copy."""
    count = chance.randrange(3, 6)
    articles = [Article("", 0, base[0])]
    for hours in _hours(chance, count - 1):
        articles.append(Article("", hours, reworded(chance, articles[-1].words, 0.06), len(articles) - 1))
    named = zip(articles, _outlets(chance, count), strict=True)
    return History(tuple(article._replace(outlet=outlet) for article, outlet in named), 1)


def translated(chance: random.Random, base: Sequence[Base], *, credited: bool) -> History:
    """Rewritten as a translation of a translation would be; with a credit or without."""
    count = chance.randrange(2, 5)
    first, *others = _outlets(chance, count)
    taken = []
    for outlet, hours in zip(others, _hours(chance, count - 1), strict=True):
        words = reworded(chance, base[0], 0.6)
        told = saying(words, f"The candidate’s spokesman told {first}.") if credited else words
        taken.append(Article(outlet, hours, told, 0, link=("outlet", first) if credited else None))
    return History((Article(first, 0, base[0]), *taken), 1)


def rewritten(chance: random.Random, base: Sequence[Base]) -> History:
    """Told anew without a credit: sentences in another order, a third left out, two in five words put otherwise."""
    history = copies(chance, base)
    taken = []
    for article in history.articles[1:]:
        before, content, after = base[0]
        parts = []
        for text in (before, after):
            told = [span.of(text) for span in sentences(text)]
            parts.append(edited(chance, " ".join(chance.sample(told, -(-len(told) * 2 // 3))), 0.4))
        taken.append(article._replace(words=Base(f"{parts[0]} ", content, parts[1])))
    return History((history.articles[0], *taken), 1)


def misread(chance: random.Random, base: Sequence[Base]) -> History:
    """Credited, and every third credit is overlooked by whoever read the article."""
    history = credited(chance, base)
    lost = [article._replace(link=None) if chance.random() < 1 / 3 else article for article in history.articles]
    return History(tuple(lost), 1)


def credited(chance: random.Random, base: Sequence[Base], *, seen: bool = True) -> History:
    """Other writers' articles that quote the statement and name the paper that had it, in full or in part."""
    count = chance.randrange(2, 5)
    first, *others = _outlets(chance, count)
    paper = first.split()[-1]
    articles = [Article(first, 0, base[0])] if seen else []
    for place, (outlet, hours) in enumerate(zip(others, _hours(chance, count - 1), strict=True), start=1):
        short = chance.choice((first, f"the {first}", first if outlet.endswith(paper) else f"the {paper}"))
        told = chance.choice((f" in remarks to {short}", f", {short} reported", f" in an interview with {short}"))
        words = hosted(chance, base[place], base[0].content, told)
        parent = 0 if seen else None
        articles.append(Article(outlet, hours, words, parent, None if seen else first, link=("outlet", short)))
    return History(tuple(articles), 1)


def speech(chance: random.Random, base: Sequence[Base]) -> History:
    """Several reporters heard one speech and write different articles with the same words."""
    count = chance.randrange(2, 6)
    outlets = zip(_outlets(chance, count), _hours(chance, count), strict=True)
    return History(
        tuple(
            Article(outlet, hours, hosted(chance, base[place], base[0].content, " at a rally in Lisk"), link=RALLY)
            for place, (outlet, hours) in enumerate(outlets, start=1)
        ),
        count,
    )


def release(chance: random.Random, base: Sequence[Base]) -> History:
    """Several reporters put two sentences of one press release, outside the quotation, into articles of their own."""
    history = speech(chance, base)
    lines = " ".join(base[0].before.split()[-35:])
    link: tuple[Role, str] = ("document", "a statement")
    articles = []
    for article in history.articles:
        before, content, after = article.words
        taken = Base(
            f"{before.removesuffix('“')}{edited(chance, lines, 0.03)} “",
            content,
            after.replace("at a rally in Lisk", "in a statement", 1),
        )
        articles.append(article._replace(words=taken, link=link))
    return History(tuple(articles), history.origins)


def background(chance: random.Random, base: Sequence[Base]) -> History:
    """Several reporters, one speech, and a paragraph of background that all have from an old story, far below."""
    history = speech(chance, base)
    lines = " ".join(base[0].after.split()[-60:])
    return History(
        tuple(one._replace(words=one.words._replace(after=f"{one.words.after}\n{lines}")) for one in history.articles),
        history.origins,
    )


# What groups of papers print under each article, or in it; about as long as real ones.
NOTES = (
    "This story has been updated. Subscribers can comment on it and give it to ten friends a month. Write to the "
    "newsroom at our usual address if you have seen something that we should know about.",
    "Sign up for our morning letter and have the day's news in your hand before the first bus. Reporting from the desk "
    "in Lisk, with editing by the night editors and graphics by the data room.",
    "Get unlimited digital access to every paper of the group for one crown a week. Our newsrooms are members of the "
    "press council and correct what they get wrong on page two.",
)
WEEKS = -24.0 * 20  # hours, three weeks before


def noted(base: Base, lines: str) -> Base:
    """The article with lines as a paragraph behind the one that the statement is in."""
    end = base.after.find("\n")
    head, rest = (base.after, "") if end < 0 else (base.after[:end], base.after[end:])
    return base._replace(after=f"{head}\n{lines}{rest}")


def brief(base: Base) -> Base:
    """The article as a brief: two hundred characters before the statement, and its paragraph."""
    before = base.before[-250:]
    return Base(before[before.find(" ") + 1 :], base.content, base.after.partition("\n")[0])


def group_note(chance: random.Random, base: Sequence[Base]) -> History:
    """Reporters of one group of papers heard one speech; each brief article has the group's note under it."""
    history = speech(chance, base)
    note = chance.choice(NOTES)
    articles = tuple(one._replace(words=noted(brief(one.words), note)) for one in history.articles)
    other = noted(base[6], note)
    old, new = Article(articles[0].outlet, WEEKS, other), Article("Tarn Echo", 12, other)
    return history._replace(articles=articles, elsewhere=(chance.choice((old, new)),))


def agency_background(chance: random.Random, base: Sequence[Base]) -> History:
    """Reporters of one speech put a paragraph of background into their articles that an agency had weeks before."""
    history = speech(chance, base)
    lines = " ".join(base[0].after.split()[-60:])
    articles = tuple(one._replace(words=noted(one.words, edited(chance, lines, 0.02))) for one in history.articles)
    return history._replace(articles=articles, elsewhere=(Article(AGENCY, WEEKS, base[0]._replace(content="")),))


def noted_copies(chance: random.Random, base: Sequence[Base]) -> History:
    """A story and its copies, all with a group's note; elsewhere the note, a copy without the statement, a sequel."""
    history = copies(chance, base)
    note = chance.choice(NOTES)
    articles = tuple(one._replace(words=noted(one.words, note)) for one in history.articles)
    short = base[0]._replace(content="", after="")
    sequel = Base(f"{base[6].before}\n{' '.join(base[0].before.split()[:80])}\n", "", base[6].after)
    elsewhere = (
        Article("Tarn Echo", 30, short), Article(articles[-1].outlet, 70, sequel),
        Article(articles[0].outlet, WEEKS, noted(base[5], note)),
    )  # fmt: skip
    return history._replace(articles=articles, elsewhere=elsewhere)


# Words that nobody said, each misheard by one reporter.
SLIPS = "lanterns marmalade harnesses trombone gravel walnut parsley orchards pewter thimble cellars mustard".split()


def slipped(chance: random.Random, content: str) -> str:
    """The words with one of them misheard."""
    words = content.split(" ")
    inner = [place for place in range(2, len(words) - 2) if words[place].islower() and len(words[place]) > 3]
    if inner:
        words[chance.choice(inner)] = chance.choice(SLIPS)
    return " ".join(words)


def slip_taken_over(chance: random.Random, base: Sequence[Base]) -> History:
    """Five reporters heard a speech, one misheard a word, and one who was not there has the words from that one."""
    outlets, hours = _outlets(chance, 6), _hours(chance, 6)
    wrong = slipped(chance, base[0].content)
    *there, thief = (
        hosted(chance, base[place], wrong if place in (1, 6) else base[0].content, " at a rally in Lisk" * (place < 6))
        for place in range(1, 7)
    )
    when = chance.sample(hours[:5], 5)
    heard = [Article(*given, link=RALLY) for given in zip(outlets, when, there, strict=False)]
    return History((*heard, Article(outlets[5], hours[5], thief, 0)), 5)


def slips_of_their_own(chance: random.Random, base: Sequence[Base]) -> History:
    """Six reporters of one speech, half of whom show it; each has the words in a form of its own, some cut."""
    articles = []
    for place, (outlet, hours) in enumerate(zip(_outlets(chance, 6), _hours(chance, 6), strict=True), start=1):
        words = edited(chance, base[0].content, 0.15) if chance.random() < 0.5 else slipped(chance, base[0].content)
        words = words.rsplit(" ", chance.randrange(4))[0] if chance.random() < 0.5 else words
        shown = chance.random() < 0.5
        told = hosted(chance, base[place], words, " at a rally in Lisk" * shown)
        articles.append(Article(outlet, hours, told, link=RALLY if shown else None))
    return History(tuple(articles), 6)


def mixture(chance: random.Random, base: Sequence[Base]) -> History:
    """An agency's story reprinted, one reporter who was there too, and a silent copy of that one's article."""
    reprints = wire(chance, base)
    names = _outlets(chance, 60)
    used = {article.outlet for article in reprints.articles}
    there, thief = [name for name in names if name not in used][:2]
    own = Article(there, 1.5, hosted(chance, base[1], base[0].content, " at a rally in Lisk"), link=RALLY)
    stolen = Article(thief, 44, reworded(chance, own.words, 0.05), len(reprints.articles))
    return History((*reprints.articles, own, stolen), 2)


KINDS: dict[str, Kind] = {
    "wire reprinted, wire in the ledger": wire,
    "wire reprinted, wire not in the ledger": lambda chance, base: wire(chance, base, seen=False),
    "copied without credit, 5% of words edited": copies,
    "copied without credit, 25% of words edited": lambda chance, base: copies(chance, base, share=0.25),
    "copied and cut to a few sentences": cuts,
    "a copy of a copy of a copy": ladder,
    "copied, days only known": lambda chance, base: copies(chance, base, by_day=True),
    "translated, credited": lambda chance, base: translated(chance, base, credited=True),
    "translated, not credited": lambda chance, base: translated(chance, base, credited=False),
    "told anew in another order, not credited": rewritten,
    "credited, other article": credited,
    "credited, a third of credits overlooked": misread,
    "credited, source not in the ledger": lambda chance, base: credited(chance, base, seen=False),
    "one speech, independent reporters": speech,
    "the same with shared background": background,
    "press release, sentences taken over": release,
    "one speech, a group's note under each": group_note,
    "one speech, an agency's old background": agency_background,
    "copied, a group's note, a sequel elsewhere": noted_copies,
    "one speech, a slip taken over": slip_taken_over,
    "one speech, slips of their own": slips_of_their_own,
    "wire, witness and a silent copy": mixture,
}
