"""The sourcing chain of a statement, drawn: a row of boxes, from the page inward, each with its name and its role."""

from reportedly.records import Link, Report
from reportedly.web.marks import anchor, escape
from reportedly.web.speakers import UNNAMED, Speaker, speaker_link


def chain_drawing(report: Report, speaker: Speaker) -> str:
    """The chain as an ordered list; the arrows between its boxes are the style sheet's. Empty where there is none.

    A link leads to its words in the article, the speaker to its page or row; `data-between` says how many links stand
    between the publisher and the speaker. Where nobody could be named, the chain ends
    in a box that says so.
    """
    if not report.chain:
        return ""
    boxes = [_box(link, speaker) for link in report.chain]
    if not report.actor:
        boxes.append(f'<li class="nobody"><bdi>{escape(speaker.name)}</bdi> <span class="role">{UNNAMED}</span></li>')
    between = sum(link.role not in ("publisher", "speaker") for link in report.chain)
    label = "Chain, from the page inward"
    return f'<ol class="chain" data-between="{between}" role="list" aria-label="{label}">{"".join(boxes)}</ol>'


def _box(link: Link, speaker: Speaker) -> str:
    if link.role == "speaker":
        name = speaker_link(speaker)
    elif link.role == "publisher" or not link.spans:
        name = f"<bdi>{escape(link.name)}</bdi>"
    else:
        name = f'<a href="#{anchor(link.spans[0])}"><bdi>{escape(link.name)}</bdi></a>'
    last = ' class="last"' if link.role == "speaker" else ""
    return f'<li{last}>{name} <span class="role">{escape(link.role)}</span></li>'
