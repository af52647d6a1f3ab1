"""Write `docs/stance.md` from the lexicon of stance itself: `python docs/make_stance.py`; a test holds it current."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.reporting.stance.cue_words import CUES, listed
from reportedly.reporting.stance.frames import FRAMES
from reportedly.reporting.stance.mood import MOODS

PAGE = Path(__file__).with_name("stance.md")
OPENING = """\
How strongly a statement is put. Every report has one of eight stances; the cue decides first, and the content where
the cue is neutral. The steps, in this order:

1. A negated cue hedges (“did not deny”, “would not say”), and so does a passive that nobody is credited with
   (“is understood”).
2. A cue of the second table, if its content is as told there.
3. A cue of the first table. Verbs stand for all their forms (“denies”, “denied”, “has been denying”), nouns for
   their plural too. The longest phrase of a cue decides: “demanded to know” asks, “demanded” demands.
4. Any other cue is neutral (“said”, “told”, “claimed”, “according to”, no cue at all). Then the third table is gone
   through from its top, and the first row that holds of any sentence of the content decides. Questions only ask.
5. Else the report asserts."""


def page() -> str:
    """The page, in Markdown."""
    stances = [
        (f"`{stance}`", cues.meaning, *(", ".join(sorted(listed(words))) for words in cues[1:]))
        for stance, cues in CUES.items()
    ]
    frames = [(frame.cues, frame.meaning, f"`{frame.stance}`") for frame in FRAMES]
    moods = [(str(place), mood.meaning, f"`{mood.stance}`") for place, mood in enumerate(MOODS, 1)]
    parts = [
        "# Stance",
        "*Made by `python docs/make_stance.py`; do not edit.*",
        OPENING,
        "## Cues that decide",
        _table(("stance", "meaning", "verbs", "nouns", "phrases"), stances),
        "## Cues that decide together with what they govern",
        _table(("cue", "with a content that says", "stance"), frames),
        "## Contents, where the cue is neutral",
        _table(("", "the content holds", "stance"), moods),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
