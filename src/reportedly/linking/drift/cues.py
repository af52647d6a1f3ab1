"""What the cue does to a content: who denies, refuses or only hints says something else with the same words."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reportedly.linking.drift.flags import Finding
from reportedly.linking.drift.force import NEGATIVE
from reportedly.linking.drift.opposites import opposite
from reportedly.linking.drift.sides import Sides
from reportedly.linking.drift.stretches import replaced
from reportedly.linking.drift.tokens import Token, tokens
from reportedly.linking.drift.word_forms import PAST, stem
from reportedly.linking.statements.wording import idf
from reportedly.records import Kind, Report, Stance


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


# Verbs that deny what they govern, and their nouns.
DENYING = _stems("deny denial dispute refute rebut contradict repudiate disavow disclaim dismiss dismissal reject")
REFUSING = _stems("refuse refusal decline")
# What an outlet says for "is not so".
FALSE = _stems("false untrue lie baseless unfounded groundless nonsense guilty")
# Verbs with which a speaker stands by the content; another verb may praise, blame or ask for it.
SAYING = _stems(
    "say tell confirm admit acknowledge concede claim insist assert state declare announce add argue maintain note "
    "report write explain promise vow pledge agree agreed accept warn reveal disclose boast affirm stress predict "
    "emphasise according establish conclude find prove confess"
)
OPPOSED = frozenset(("negation_lost", "negation_added", "opposite_word"))
DOUBTS = frozenset(("certainty_raised", "certainty_lowered", "hedge_lost", "hedge_added"))
SENTENCE = re.compile(r"[\"“‘'«„]\s?(?:\[?[A-Z]|I\b)")
# Of the telling words of either content, by idf, what both must have: else the cues are not about the same thing.
COMMON = 0.6


class Cue(NamedTuple):
    """How a content is put: the words of its cue, and what its report tells besides, each if it is known."""

    words: str = ""
    stance: Stance | None = None
    kind: Kind | None = None
    actor: str | None = None
    document: str | None = None


def cue_of(report: Report) -> Cue:
    """How the content of a report is put."""
    actor = report.actor.id if report.actor else None
    return Cue(report.cue.text if report.cue else "", report.stance, report.kind, actor, report.document.id)


class Put(NamedTuple):
    """Two contents with their cues: `turns` count what in each cue denies, refuses or negates.

    `loose` are the words of both contents that the other lacks.
    """

    sides: Sides
    cues: tuple[Cue, Cue]
    verbs: tuple[tuple[Token, ...], tuple[Token, ...]]
    turns: tuple[int, int]
    loose: tuple[Token, ...]

    @property
    def turned(self) -> bool:
        """Whether one cue turns what it puts and the other does not."""
        return sum(self.turns) % 2 == 1

    @property
    def in_doubt(self) -> bool:
        """Whether both leave room for doubt, and one of them by its cue."""
        hedged = all(cue.stance == "hedges" for cue in self.cues)
        return hedged and any(verbs and not _says(verbs) for verbs in self.verbs)

    @property
    def is_about_one(self) -> bool:
        """Whether one speaker is told of in two documents, with much the same content, neither inside the other."""
        earlier, later = self.cues
        other_speaker = earlier.actor and later.actor and earlier.actor != later.actor
        same_place = earlier.document is not None and earlier.document == later.document
        verbs = {token.key for cue in self.verbs for token in cue if token.tells}
        nested = any(token.key in verbs and token.key not in DENYING | REFUSING for token in self.loose)
        return not (other_speaker or same_place or nested) and _in_common(self.sides)


def put(sides: Sides, earlier: Cue, later: Cue, wordings: tuple[str, str]) -> Put:
    """The contents `wordings` as their cues put them."""
    verbs = tokens(earlier.words), tokens(later.words)
    turns = [0 if SENTENCE.match(words) else _turns(cue) for cue, words in zip(verbs, wordings, strict=True)]
    loose = [token for place, token in enumerate(sides.mine) if place not in sides.pairs]
    loose += [token for place, token in enumerate(sides.other) if place not in sides.taken]
    return Put(sides, (earlier, later), verbs, (turns[0], turns[1]), tuple(loose))


def made_up_for(put: Put, flags: frozenset[str]) -> frozenset[str]:
    """The flags that the cues make up for: "denied that he paid", "said that he did not pay"."""
    if not flags & (OPPOSED | DOUBTS) or not put.is_about_one:
        return frozenset()
    opposed = OPPOSED if put.turned else frozenset()
    return flags & (opposed | DOUBTS if put.in_doubt else opposed)


def inverted_by_cue(put: Put, flags: frozenset[str]) -> Iterator[Finding]:
    """One outlet has it said, the other has it denied, refused or withheld: the verb around the words turns them."""
    telling = [[token.key for token in cue if token.sign == "plain"] for cue in put.verbs]
    opposite_verbs = any(opposite(one, other) for one in telling[0] for other in telling[1])
    stands_by = all(turns or _says(verbs) for turns, verbs in zip(put.turns, put.verbs, strict=True))
    turned = (put.turned and stands_by) or (not any(put.turns) and opposite_verbs)
    denials = NEGATIVE | DENYING | FALSE
    opposed = flags & OPPOSED or any(token.sign == "not" or token.key in denials for token in put.loose)
    swapped = any(_tells(mine) and _tells(other) for _, (mine, other) in replaced(put.sides))
    if turned and not opposed and not swapped and put.is_about_one:
        yield _found(put)


def cue_strengthened(put: Put, flags: frozenset[str]) -> Iterator[Finding]:
    """What one outlet has suggested, hinted or believed, the other has said outright."""
    if _firmer(put, flags, 0, 1):
        yield _found(put)


def cue_weakened(put: Put, flags: frozenset[str]) -> Iterator[Finding]:
    """What one outlet has said outright, the other has only suggested, hinted or believed."""
    if _firmer(put, flags, 1, 0):
        yield _found(put)


CUE_FLAGS: tuple[Callable[[Put, frozenset[str]], Iterator[Finding]], ...] = (
    inverted_by_cue, cue_strengthened, cue_weakened,
)  # fmt: skip


def _firmer(put: Put, flags: frozenset[str], weak: int, firm: int) -> bool:
    """Whether one cue hints and the other says, in reports that are not the very words of the speaker."""
    doubted = any(token.sign in ("may", "can", "should", "hedge", "if") for token in put.loose)
    return (
        put.cues[weak].stance == "hedges"
        and put.cues[firm].stance not in (None, "hedges", "denies", "asks")
        and not any(put.turns)
        and not any(cue.kind == "direct" for cue in put.cues)
        and not _says(put.verbs[weak])
        and _says(put.verbs[firm])
        and not any(token.sign == "not" for cue in put.verbs for token in cue)
        and not doubted
        and not flags & (OPPOSED | DOUBTS)
        and put.is_about_one
    )


def _in_common(sides: Sides) -> bool:
    """Whether either content has most of its telling words from the other."""
    both = [place for place in sides.pairs if sides.mine[place].tells]
    common = sum(idf(sides.mine[place].exact) for place in both)
    longer = max(sum(idf(token.exact) for token in side if token.tells) for side in (sides.mine, sides.other))
    return bool(both) and common >= COMMON * longer


def _found(put: Put) -> Finding:
    return Finding(put.cues[0].words.strip(), put.cues[1].words.strip(), 0)


def _tells(found: Iterable[Token]) -> bool:
    return any(token.tells for token in found)


def _says(verbs: tuple[Token, ...]) -> bool:
    return any(token.key in SAYING for token in verbs)


def _turns(cue: tuple[Token, ...]) -> int:
    """How often a cue turns what it puts: "refused to rule out" twice; "denied it, saying" and "dismissed as" never.

    A "not" counts before a verb of saying or denying: who did not mention it has not denied it.
    """
    count = 0
    for place, token in enumerate(cue):
        rest = cue[place + 1 :]
        rules_out = token.key == "rul" and any(after.exact == "out" for after in rest[:1])
        if token.sign == "not":
            count += any(after.key in SAYING | DENYING or after.key in ("rul", "guilti") for after in rest)
        elif token.key in REFUSING:
            count += 1
        elif token.key in DENYING or rules_out:
            count += not any(after.exact == "as" or (after.key in SAYING and _is_verb(after)) for after in rest)
    return count


def _is_verb(token: Token) -> bool:
    """Whether it goes on the telling, "denied it, saying"; "rejected claims" is of somebody else's."""
    return token.exact.endswith("ing") or token.exact in PAST
