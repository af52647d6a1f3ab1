"""From linked stretches to attributions: one cue, one attribution; contents gathered round it; spans tidied."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.attribution.decode import Found
from reportedly.attribution.labels import CONTENT
from reportedly.attribution.links import Target
from reportedly.records import Attribution
from reportedly.span import Span
from reportedly.text.quotes import CLOSING, DOUBLE, OPENING, SINGLE

MARKS = DOUBLE | SINGLE
# What opens a paragraph of agency news is no part of who is named next: "HALDEN (Interpress) - The mayor said".
DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:\([^()\n]{1,40}\) ?)?[-–—]+ (?=\w)")
SENTENCE_END = (".", "!", "?", "…")
FEATURES = (
    "content exact",
    "content inside",
    "cue exact",
    "source exact",
    "content link",
    "source link",
    "cue",
    "source",
)


class Linked(NamedTuple):
    """A document's stretches in text order, what each points at, and the characters and lines of its tokens.

    `kinds`: for each stretch that is a source, how it looks as each of ACTOR_KINDS; empty for the others.
    """

    found: list[Found]
    targets: list[Target]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int32]
    kinds: Sequence[tuple[float, ...]] = ()

    def span(self, place: int) -> Span:
        """The characters of a stretch."""
        stretch = self.found[place].stretch
        return Span(int(self.starts[stretch.first]), int(self.ends[stretch.last]))


def _tidy_content(text: str, span: Span, verbatim: bool) -> Span:
    """Take in the marks that delimit the content, drop what only touches it: outer commas, the stop of indirect speech.

    Looks at no more than three characters on either side. What is `verbatim` by form (an interview) keeps its stop.
    """
    start, end = span.start, span.end
    while end - start > 1 and text[start] in ",;:.–—- \t\n\xa0" and not text.startswith("...", start):
        start += 1
    if start > 0 and text[start - 1] in MARKS and text[start - 1] not in CLOSING and text[start] not in MARKS:
        start -= 1 if (start < 2 or not text[start - 2].isalnum()) else 0
    for _ in range(3):
        if end >= len(text) or not (text[end] in CLOSING or text[end] in "\"'’" or text[end] in ".,!?…"):
            break
        opened = text[start] in MARKS
        if text[end] in ".,!?…" and not (
            opened and end + 1 < len(text) and text[end + 1] in MARKS and text[end + 1] not in OPENING
        ):
            break
        if text[end] in MARKS and not opened:
            break
        end += 1
    if verbatim and text[end : end + 1] in SENTENCE_END:
        end += 1
    if text[end - 1] not in MARKS and not verbatim:
        while end - start > 1 and text[end - 1] in ",;: \t\n\xa0–—":
            end -= 1
        if end - start > 1 and text[end - 1] == "." and text[start] not in MARKS and text[end - 2] not in ".":
            last_word = text[max(start, end - 5) : end - 1].rsplit(" ", 1)[-1]
            end -= 0 if "." in last_word or (len(last_word) == 1 and last_word.isupper()) else 1
    return Span(start, end)


def _tidy_source(text: str, span: Span) -> Span:
    """Drop a dateline, marks and stops at the ends; a comma that closes an aside stays ("Jonah Pettibone, a vet,")."""
    start, end = span.start, span.end
    dateline = DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    while end - start > 1 and not (text[start].isalnum() or text[start] in "@#$£€“\"‘'([{"):
        start += 1
    if "," not in text[start : end - 1]:
        while end - start > 1 and text[end - 1] in ",;:":
            end -= 1
    return Span(start, end)


def _tidy_cue(text: str, span: Span) -> Span:
    """Take in a colon that introduces speech, drop other marks at the ends."""
    start, end = span.start, span.end
    if text[end : end + 1] == ":":
        end += 1
    while end - start > 1 and text[end - 1] in ',;.“"”':
        end -= 1
    while end - start > 1 and text[start] in ',;.“"”':
        start += 1
    return Span(start, end)


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Contents of one cue in text order; two pieces with nothing but white space between inside a line are one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif (merged and _runs_on(text, merged[-1], span)) or (
            merged
            and text[merged[-1].end : span.start].strip(" \xa0") == ""
            and not (text[merged[-1].end - 1] in MARKS and text[span.start] in MARKS)
        ):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _has_mark(text: str, span: Span) -> bool:
    """Whether a quotation mark stands at either end."""
    return text[span.start] in MARKS or text[span.end - 1] in MARKS


def _marked(text: str, span: Span) -> bool:
    """Whether a quotation mark stands at either end of a content, or right beside it."""
    return _has_mark(text, Span(max(0, span.start - 1), min(len(text), span.end + 1))) or _has_mark(text, span)


def _parted(text: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """The contents of one cue, and bare quotations that follow it in sentences of their own.

    After direct speech a quotation goes on with it; after indirect speech it is a report of its own, without cue.
    """
    indirect = False
    for place, span in enumerate(spans):
        begins = text[max(0, span.start - 4) : span.start].rstrip()[-1:]
        whole = text[span.start] in MARKS and text[span.end - 1] in MARKS
        if indirect and whole and begins in SENTENCE_END:
            return spans[:place], spans[place:]
        indirect = indirect or not _has_mark(text, span)
    return spans, []


def _within_reach(text: str, contents: list[int], linked: Linked, cue: Span | None) -> list[int]:
    """The contents without bare words of an earlier paragraph, where the cue's own has some: "Thank you for reading."
    is none of what Ada Brandt says in the next."""
    if cue is None or len(contents) == 1:
        return contents
    spans = [linked.span(place) for place in contents]
    far = ["\n" in text[span.end : cue.start] for span in spans]
    if all(far):
        return contents
    return [place for place, span, away in zip(contents, spans, far, strict=True) if not away or _marked(text, span)]


def _confidence(features: list[float], calibration: npt.NDArray[np.float32]) -> float:
    """Logistic regression over log odds; `calibration` is one weight a feature and the offset."""
    score = float(np.dot(calibration[:-1], features) + calibration[-1])
    return round(1.0 / (1.0 + float(np.exp(-score))), 4)


def _log_odds(probability: float) -> float:
    """log(p / (1 - p)), within what the tagger's probabilities can tell apart."""
    bounded = min(max(probability, 1e-3), 1 - 1e-3)
    return float(np.log(bounded / (1 - bounded)))


def features_of(linked: Linked, contents: list[int], cue: int, source: int) -> list[float]:
    """The features of one attribution, named in FEATURES; -1 for no cue, no source."""
    found, targets = linked.found, linked.targets
    return [
        min(_log_odds(found[place].exact) for place in contents),
        min(_log_odds(found[place].inside) for place in contents),
        _log_odds(found[cue].exact) if cue >= 0 else 0.0,
        _log_odds(found[source].exact) if source >= 0 else 0.0,
        min(_log_odds(targets[place].probability) for place in contents),
        _log_odds(targets[cue].probability) if cue >= 0 else 0.0,
        float(cue >= 0),
        float(source >= 0),
    ]


Group = tuple[list[int], int, int]


def _runs_on(text: str, left: Span, right: Span) -> bool:
    """Whether `right` goes on with the open quotation `left` in the next paragraph, its opening mark repeated."""
    return (
        not text[left.end : right.start].strip()
        and "\n" in text[left.end : right.start]
        and text[left.start] in MARKS
        and text[left.end - 1] not in MARKS
        and text[right.start] in MARKS
    )


def grouped(text: str, linked: Linked) -> list[Group]:
    """(contents, cue or -1, source or -1) of each attribution, as places in `linked.found`, in text order.

    A quotation that runs on over paragraphs keeps the cue of its first paragraph.
    """
    contents_of: dict[int, list[int]] = {}
    alone: list[int] = []
    before, cue = -1, -1  # the content before this one, and its cue
    for place, found in enumerate(linked.found):
        if found.stretch.role == CONTENT:
            runs_on = before >= 0 and _runs_on(text, linked.span(before), linked.span(place))
            cue = cue if runs_on else linked.targets[place].place
            before = place
            if cue >= 0:
                contents_of.setdefault(cue, []).append(place)
            else:
                alone.append(place)
    groups = [(contents, cue, linked.targets[cue].place) for cue, contents in contents_of.items()]
    groups += [([place], -1, -1) for place in alone]
    return sorted(groups, key=lambda group: min(*group[0], *(place for place in group[1:] if place >= 0), 1 << 60))


def assemble(
    text: str, linked: Linked, calibration: npt.NDArray[np.float32], groups: list[Group] | None = None
) -> tuple[Attribution, ...]:
    """The attributions of a document, in text order; of `groups` only, if given."""
    made = []
    for contents, cue, source in grouped(text, linked) if groups is None else groups:
        cues: tuple[Span, ...] = (_tidy_cue(text, linked.span(cue)),) if cue >= 0 else ()
        contents = _within_reach(text, contents, linked, cues[0] if cues else None)
        verbatim = bool(cues) and cues[0].of(text) == ":"
        spans = sorted(_tidy_content(text, linked.span(place), verbatim) for place in contents)
        # An unlinked content outside quotation marks is free indirect speech or an error, and far more often an error.
        if cue < 0 and not any(_has_mark(text, span) for span in spans):
            continue
        confidence = _confidence(features_of(linked, contents, cue, source), calibration)
        sources = (_tidy_source(text, linked.span(source)),) if source >= 0 else ()
        own, bare = _parted(text, spans)
        kinds = linked.kinds[source] if source >= 0 and linked.kinds else ()
        made.append(Attribution(sources, cues, _joined(text, own), confidence, kinds=kinds))
        if bare:
            made.append(Attribution((), (), _joined(text, bare), confidence))
    return tuple(made)
