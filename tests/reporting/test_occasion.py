import pytest

from reportedly.records import Attribution, Document
from reportedly.reporting.occasion import occasion_of
from reportedly.span import Span


def occasion(text: str, source: str, cue: str, content: str) -> str | None:
    def at(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    attribution = Attribution(at(source), at(cue), at(content), 1.0)
    found = occasion_of(Document("d:1", text, "a.txt"), attribution, Span(0, len(text)))
    assert found is None or found.text == found.spans[0].of(text)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Asked whether the lock would open, Brink said it was “hard to say”.", "Asked whether the lock would open"),
        ("Brink said it was “hard to say” when asked about the lock.", "asked about the lock"),
        ("Brink, pressed by a reporter on the lock, said it was “hard to say”.", "pressed by a reporter on the lock"),
        ("In response to a complaint by anglers, Brink said it was “hard to say”.", "a complaint by anglers"),
        (
            "At a meeting of lock keepers on Friday, Brink said it was “hard to say”.",
            "a meeting of lock keepers",
        ),
        ("Brink said it was “hard to say” during a visit to the lock.", "a visit to the lock"),
        ("Brink said it was “hard to say”.", None),
        ("Brink said it was “hard to say” at a rally in Lorn.", None),
        ("Brink said it was “hard to say” and nobody asked why the lock leaks.", None),
    ],
)
def test_occasion(text: str, words: str | None) -> None:
    assert occasion(text, "Brink", "said", "it was “hard to say”") == words


def test_what_the_content_tells_is_no_occasion() -> None:
    assert (
        occasion(
            "Brink said he fell asleep at a meeting of ministers.",
            "Brink",
            "said",
            "he fell asleep at a meeting of ministers",
        )
        is None
    )
