import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.nested import GROUP, nest
from reportedly.records import Annotation, Attribution, Document
from reportedly.span import Span, join

# A reader for tests: "NAME said CONTENT" up to the end of the text, outermost and first only, as the tagger reads.
SAYING = re.compile(r"(?P<source>\w+) (?P<cue>\w*said|wants|warned|believes) (?P<content>.+)", re.S)


def outermost(text: str) -> tuple[Attribution, ...]:
    match = SAYING.search(text)
    if not match:
        return ()
    source, cue, content = (Span(*match.span(role)) for role in ("source", "cue", "content"))
    return (Attribution((source,), (cue,), (content,), 0.8),)


def read(documents: Iterable[Document]) -> Iterator[tuple[Attribution, ...]]:
    return (outermost(document.text) for document in documents)


def document(text: str) -> Document:
    return Document(id="d:1", text=text, origin="a.txt")


def nested(text: str, *attributions: Attribution) -> tuple[Attribution, ...]:
    annotation = Annotation(document(text), attributions or outermost(text), "rules")
    (whole,) = nest([annotation], read)
    return whole.attributions


def said(text: str, attribution: Attribution) -> tuple[str, str, str, int | None]:
    source, cue, content = (join(spans, text) for spans in (attribution.source, attribution.cue, attribution.content))
    return source, cue, content, attribution.parent


def test_an_attribution_inside_a_content_is_one_of_its_own() -> None:
    text = "Marit said that Odile said the pier is safe"
    assert [said(text, one) for one in nested(text)] == [
        ("Marit", "said", "that Odile said the pier is safe", None),
        ("Odile", "said", "the pier is safe", 0),
    ]


def test_nesting_is_followed_down() -> None:
    text = "Marit said Odile said Bruno warned of ice"
    assert [one.parent for one in nested(text)] == [None, 0, 1]


def test_marks_and_joining_words_are_no_part_of_what_is_read_again() -> None:
    seen: list[str] = []

    def note(documents: Iterable[Document]) -> Iterator[tuple[Attribution, ...]]:
        for one in documents:
            seen.append(one.text)
            yield ()

    for content in ("“odile said no”", "that Odile said no", "''Odile said no''", "‘that Odile said no’"):
        text = f"Marit said {content}"
        list(nest([Annotation(document(text), outermost(text), "rules")], note))
    assert seen == ["Odile said no"] * 4


def test_only_sentences_with_a_word_of_saying_are_read_again() -> None:
    seen: list[str] = []

    def note(documents: Iterable[Document]) -> Iterator[tuple[Attribution, ...]]:
        for one in documents:
            seen.append(one.text)
            yield ()

    text = "Marit said: “It rained. Odile warned us. We would like to say more.”"
    content = Span(text.index("“"), len(text))
    list(nest([Annotation(document(text), (Attribution((), (), (content,), 0.8),), "rules")], note))
    assert seen == ["Odile warned us."]


def test_a_quotation_inside_is_read_whole() -> None:
    text = "Marit said Odile said ‘It is late. Go home.’ and left."
    assert said(text, nested(text)[1])[2].startswith("‘It is late. Go home.’")


@pytest.mark.parametrize(
    "content",
    [
        "I said the pier is safe",  # the speaker's own
        "you said the pier is safe",
        "Odile wants the pier rebuilt",  # a wish
        "what Odile said it",  # the words themselves stand elsewhere
    ],
)
def test_what_is_no_speech_of_another_party_is_no_report(content: str) -> None:
    assert len(nested(f"Marit said {content}")) == 1


def test_what_the_speaker_believes_is_the_speaker_s_own_only_in_indirect_speech() -> None:
    assert len(nested("Marit said that she believes the pier is safe")) == 1
    assert len(nested("Marit said “She believes the pier is safe”")) == 2


def test_who_stands_for_the_phrase_before_it() -> None:
    text = "Marit said there are two old sailors who said the pier is safe"
    assert [said(text, one)[0] for one in nested(text)] == ["Marit", "two old sailors"]


def test_who_at_the_head_of_a_content_stays() -> None:
    text = "An old sailor, Marit said, who said the pier is safe"
    content = (Span(text.index("who"), len(text)),)
    outer = Attribution((Span(15, 20),), (Span(21, 25),), content, 0.9)
    assert [said(text, one)[0] for one in nested(text, outer)] == ["Marit", "who"]


def test_speech_inside_a_wish_belongs_to_who_reports_the_wish() -> None:
    text = "Marit said Bruno wants whatever Odile said is safe"
    assert [said(text, one) for one in nested(text)][1:] == [("Odile", "said", "is safe", 0)]


def test_attributions_stay_in_text_order_and_parents_follow() -> None:
    text = "“Ana said no,” Marit said. Then Bruno said “Odile said yes”"
    first, last = Span(0, 14), Span(text.index("“Odile"), len(text))
    found = nested(text, Attribution((), (), (first,), 0.9), Attribution((), (), (last,), 0.9))
    assert [said(text, one) for one in found] == [
        ("", "", "“Ana said no,”", None),
        ("Ana", "said", "no,", 0),
        ("", "", "“Odile said yes”", None),
        ("Odile", "said", "yes", 2),
    ]


def test_an_inner_attribution_is_no_surer_than_its_parent() -> None:
    outer, inner = nested("Marit said that Odile said the pier is safe")
    assert inner.confidence == pytest.approx(0.64)
    assert inner.confidence < outer.confidence


def test_documents_come_back_in_order_over_groups() -> None:
    texts = ["Marit said Odile said no", "x " * GROUP, "No one spoke", "Ana said Bruno said yes"]
    found = list(nest((Annotation(document(text), outermost(text), "rules") for text in texts), read))
    assert [one.document.text for one in found] == texts
    assert [len(one.attributions) for one in found] == [2, 0, 0, 2]


def test_a_reader_that_finds_the_same_again_comes_to_an_end() -> None:
    def echo(documents: Iterable[Document]) -> Iterator[tuple[Attribution, ...]]:
        return ((Attribution((), (), (Span(0, len(one.text)),), 0.5),) for one in documents)

    text = "“Odile said no”"
    annotation = Annotation(document(text), (Attribution((), (), (Span(0, len(text)),), 0.9),), "rules")
    assert list(nest([annotation], echo)) == [annotation]


WORDS = st.sampled_from(["Marit", "said", "who", "that", "wants", "“", "”", "‘", "’", "''", '"', ".", "\n", "ß", "İ"])


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_whatever_the_text_inner_attributions_lie_in_their_parents(text: str) -> None:
    found = nested(text) if outermost(text) else ()
    for place, inner in enumerate(found):
        if inner.parent is not None:
            assert inner.parent < place
            contents = found[inner.parent].content
            assert all(any(outer.holds(span) for outer in contents) for span in inner.cue + inner.content)
