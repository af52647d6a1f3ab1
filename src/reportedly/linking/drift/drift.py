"""How the words of a statement drift from one outlet to the next: what was cut, added, replaced, and what that does."""

import inspect
from collections.abc import Sequence

import msgspec

from reportedly.linking.drift.cues import CUE_FLAGS, Cue, made_up_for, put
from reportedly.linking.drift.flags import FLAGS, Finding
from reportedly.linking.drift.sides import lay
from reportedly.linking.drift.tokens import tokens
from reportedly.linking.statements.align import align
from reportedly.records import Change

# Shared part under which words do not answer each other: in trace.dev, as read, 10 of the 14 flags below it (those on
# quotation marks aside) were false. Short statements told in another order have some .48.
ALIKE = 0.45
# For each flag the sentence that users read.
EXPLANATIONS = {
    finder.__name__: inspect.cleandoc(finder.__doc__ or "").partition("\n")[0] for finder in (*FLAGS, *CUE_FLAGS)
}


class Flag(msgspec.Struct, frozen=True):
    """A change of the wording that inverts, strengthens, weakens or falsifies; `words` as "may → will" or "not →".

    `change` is one of the drift's changes: the stretch in which it happens, the first one if it happens in the cue.
    """

    name: str
    words: str
    change: Change

    @property
    def explanation(self) -> str:
        """What the flag says, a sentence for users."""
        return EXPLANATIONS[self.name]


class Drift(msgspec.Struct, frozen=True):
    """From one wording to another: all changes in order, those that matter as flags, and the alignment's `shared`."""

    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]
    shared: float


def drift(earliest: str, other: str, *, quoted: bool = False, cues: tuple[Cue, Cue] | None = None) -> Drift:
    """Lay `other` against the earliest or fullest wording of the same statement, and flag what turns its meaning.

    `quoted` says that both are quotations throughout, marks or none; else their marks tell what is. `cues` say how
    each is put: a denial in one's cue and another's words are one. Contractions, spellings, fillers, the shift into
    indirect speech and cuts at the ends are changes without a flag. Wordings that share less than half are paraphrases:
    nothing is flagged in them.
    """
    alignment = align(earliest, other)
    changes = alignment.changes
    if alignment.shared < ALIKE:
        return Drift(changes, (), alignment.shared)
    sides = lay(tokens(earliest, quoted), tokens(other, quoted), alignment)
    flags = [_flag(finder.__name__, found, changes) for finder in FLAGS for found in finder(sides)]
    if cues and changes:
        said = put(sides, *cues, (earliest, other))
        names = frozenset(flag.name for flag in flags)
        flags = [flag for flag in flags if flag.name not in made_up_for(said, names)]
        flags += [_flag(finder.__name__, found, changes) for finder in CUE_FLAGS for found in finder(said, names)]
    return Drift(changes, tuple(dict.fromkeys(flags)), alignment.shared)


def _flag(name: str, found: Finding, changes: Sequence[Change]) -> Flag:
    return Flag(name, f"{found.earlier} → {found.later}".strip(), changes[found.change])
