"""The note beside a statement: who speaks and how, along which chain, when, on which occasion, inside which other."""

from collections.abc import Mapping

from reportedly.records import Report, When
from reportedly.web.chain import chain_drawing
from reportedly.web.marks import escape
from reportedly.web.speakers import NOBODY, UNNAMED, Speaker, speaker_link, speaker_name

UNSURE = 0.5  # below even odds a note says so in words
VERBS = {"opines": "is of the opinion"}  # said of a speaker where the stance's own name is stiff


def label(number: int, report: Report) -> str:
    """How a statement is read out where its number stands in the text."""
    return f"Statement {number}, {speaker_name(report)}, {report.kind}"


def note(number: int, report: Report, speaker: Speaker, places: Mapping[str, int], beneath: str = "") -> str:
    """The note on statement `number`; `places` gives the number of each report by its id, `beneath` is HTML to add."""
    return (
        f'<li class="note" id="n{number}" data-report="{escape(report.id)}">'
        f'<a class="number" href="#t{number}" aria-label="Statement {number}, show it in the text">{number}</a>'
        f"{_who(report, speaker)}{chain_drawing(report, speaker)}{_facts(report, places)}{beneath}</li>"
    )


def _who(report: Report, speaker: Speaker) -> str:
    sure = f"{round(100 * report.confidence)}%"
    sure = f'<span class="unsure">unsure, {sure}</span>' if report.confidence < UNSURE else f"{sure} sure"
    unnamed = f' <span class="unnamed">({UNNAMED})</span>' if not report.actor and report.source else ""
    stance = f' <span class="stance">{escape(VERBS.get(report.stance, report.stance))}</span>' if report.stance else ""
    name = speaker_link(speaker) if speaker.name != NOBODY else NOBODY
    return f'<p><b>{name}</b>{unnamed}{stance} <span class="kind">{escape(report.kind)}, {sure}</span></p>'


def _facts(report: Report, places: Mapping[str, int]) -> str:
    facts = []
    if report.when:
        facts.append(_when(report.when))
    if report.occasion:
        facts.append(f"Occasion: <bdi>{escape(report.occasion.text)}</bdi>")
    parent = places.get(report.parent or "")
    if parent:
        facts.append(f'Within <a href="#n{parent}">{parent}</a>')
    return f"<p>{' · '.join(facts)}</p>" if facts else ""


def _when(when: When) -> str:
    """The words of the article and the date that they mean, if that is known."""
    value = f"<time>{escape(when.value)}</time>" if when.value else "date unknown"
    return f"When: <bdi>{escape(when.text)}</bdi> ({value})"
