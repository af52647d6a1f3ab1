from reportedly.evaluation.gold import GoldDocument, GoldReport
from reportedly.records import Attribution, Document
from reportedly.span import Span
from training.inner import inner_examples

TEXT = "Ada Brandt said that officials had told her the pier was shut. “I said no,” she said."


def span(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


OUTER = GoldReport("1", Attribution(span("Ada Brandt"), span("said"), span(TEXT[16:61]), 1.0))
INNER = GoldReport("2", Attribution(span("officials"), span("had told"), span("the pier was shut"), 1.0), parent="1")
OWN = GoldReport("3", Attribution(span("she said")[:1], (), span("“I said no,”"), 1.0))


def test_a_content_is_a_text_with_what_is_nested_in_it() -> None:
    whole = GoldDocument(Document(id="d:1", text=TEXT, origin="test"), (OUTER, INNER))
    (example,) = inner_examples(whole)
    assert example.text == "Officials had told her the pier was shut"
    (relation,) = example.relations
    assert [part.of(example.text) for part in (*relation.source, *relation.cue, *relation.content)] == [
        "Officials",
        "had told",
        "the pier was shut",
    ]


def test_what_speakers_say_of_themselves_teaches_nothing() -> None:
    whole = GoldDocument(Document(id="d:1", text=TEXT, origin="test"), (OWN,))
    assert list(inner_examples(whole)) == []
