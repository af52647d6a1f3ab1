import pytest

from reportedly.reporting.kind import kind_of
from reportedly.span import Span


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [
        (["“The lift,”", "“is broken.”"], "direct"),
        (["‘It’s the farmers’ water,’"], "direct"),
        (["“One.\n\n“Two.”"], "direct"),
        (["It rained for nine days,”"], "direct"),
        (["“panto”"], "direct"),
        (["that the bridge was “never safe”"], "mixed"),
        (["“rotten” and “mean”"], "mixed"),
        (["“Go,”", "and not to come back"], "mixed"),
        (["that the bridge was closed"], "indirect"),
        (["that “The Long Winter” was his best book"], "indirect"),
        (["that it was the farmers’ water"], "indirect"),
    ],
)
def test_kind(pieces: list[str], kind: str) -> None:
    text, spans = "", []
    for piece in pieces:
        spans.append(Span(len(text), len(text) + len(piece)))
        text += piece + " said "
    assert kind_of(text, tuple(spans)) == kind
