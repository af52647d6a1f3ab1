from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Actor, Annotation, Attribution, Document, Link, Referent
from reportedly.reporting.chain.chain import chains_of
from reportedly.span import Span
from reportedly.text.sentences import layout_of


def spans_of(text: str, words: str, at: int = 0) -> tuple[Span, ...]:
    start = text.index(words, at) if words else 0
    return (Span(start, start + len(words)),) if words else ()


def chains(
    text: str, told: Sequence[tuple[str, str, str, str | None]], outlet: str | None = None, credit: str | None = None
) -> list[list[tuple[str, str]]]:
    """The inner links of attributions (source, cue, content, actor), each found after the one before."""
    document = Document(id="d:1", text=text, origin="test", outlet=outlet, credit=credit)
    names = sorted({actor for *_, actor in told if actor})
    attributions, at = [], 0
    for source, cue, content, _ in told:
        found = Attribution(
            spans_of(text, source, at), spans_of(text, cue, at), spans_of(text, content, at), confidence=0.9
        )
        attributions.append(found)
        at = max(span.end for span in found.source + found.cue + found.content)
    annotation = Annotation(
        document,
        tuple(attributions),
        "rules",
        referents=tuple(Referent(Actor(name, name, "person")) for name in names),
        credited=tuple(names.index(actor) if actor else None for *_, actor in told),
    )
    made = chains_of(annotation, layout_of(text))
    return [[(link.role, link.name) for link in chain if link.role not in ("publisher", "speaker")] for chain in made]


def only(text: str, cue: str = "said", outlet: str | None = None) -> list[tuple[str, str]]:
    """The inner links of "Ada Brook" and her one statement, which is "it was over"."""
    (found,) = chains(text, [("Ada Brook", cue, "it was over", "Ada Brook")], outlet=outlet)
    return found


def test_a_document_that_speaks_is_no_channel_of_its_own() -> None:
    text = "The pier is shut, according to a report by the board."
    (found,) = chains(text, [("a report by the board", "according to", "The pier is shut", "a report by the board")])
    assert found == []


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("A memo seen by the Quince Herald", [("outlet", "the Quince Herald")]),
        ("A memo leaked last week to the Quince Herald", [("outlet", "the Quince Herald")]),
        ("The memo, obtained by AFP,", [("outlet", "AFP")]),
        ("The memo, which AFP has seen,", [("outlet", "AFP")]),
        ("A survey by the Quince Herald", []),  # its own
    ],
)
def test_an_outlet_that_came_by_a_document_is_its_channel(source: str, links: list[tuple[str, str]]) -> None:
    (found,) = chains(f"{source} said it was over.", [(source, "said", "it was over", "A memo")])
    assert found == links


def test_a_verb_ends_the_name_of_an_outlet() -> None:
    text = "Minutes seen by the Post show that it was over."
    (found,) = chains(text, [("Minutes seen by the Post", "show", "that it was over", "Minutes")])
    assert found == [("outlet", "the Post")]


@pytest.mark.parametrize(
    ("text", "cue", "links"),
    [
        ("Ada Brook said in a statement that it was over.", "said", [("document", "a statement")]),
        ("In an email to staff, Ada Brook said it was over.", "said", [("document", "an email to staff")]),
        ("Ada Brook issued a press release saying it was over.", "saying", [("document", "a press release")]),
        ("Ada Brook said in a written reply it was over.", "said", [("document", "a written reply")]),
        ("Ada Brook wrote on Telegram that it was over.", "wrote", [("platform", "Telegram")]),
        ("Ada Brook said on her Facebook page it was over.", "said", [("platform", "Facebook")]),
        ("Ada Brook told Radio Quince it was over.", "told", [("broadcast", "Radio Quince")]),
        ("Ada Brook told state television it was over.", "told", [("broadcast", "state television")]),
        ("Ada Brook said on CNN it was over.", "said", [("broadcast", "CNN")]),
        ("Ada Brook said on “Meet the Press” it was over.", "said", [("broadcast", "Meet the Press")]),
        ("Ada Brook told ITV’s Peston it was over.", "told", [("broadcast", "ITV’s Peston")]),
        ("Ada Brook told CNN’s Omar Lind it was over.", "told", [("outlet", "CNN")]),
        ("Ada Brook told the Quince Herald it was over.", "told", [("outlet", "the Quince Herald")]),
        ("Ada Brook said in an interview with AFP it was over.", "said", [("outlet", "AFP")]),
        ("Ada Brook said in an interview it was over.", "said", [("venue", "an interview")]),
        ("The Quince Herald reported that Ada Brook had said it was over.", "said", [("outlet", "The Quince Herald")]),
        ("Ada Brook said it was over, according to Reuters.", "said", [("outlet", "Reuters")]),
        ("Ada Brook said at a rally in Quince it was over.", "said", [("venue", "a rally in Quince")]),
        ("Ada Brook told Quince Crown Court it was over.", "told", [("venue", "Quince Crown Court")]),
        ("Ada Brook said through an interpreter it was over.", "said", [("relayer", "an interpreter")]),
        (
            "In a letter obtained by the Quince Herald, Ada Brook said it was over.",
            "said",
            [("outlet", "the Quince Herald"), ("document", "a letter")],
        ),
    ],
)
def test_a_channel_has_its_role_and_name(text: str, cue: str, links: list[tuple[str, str]]) -> None:
    assert only(text, cue) == links


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook told reporters it was over.",
        "Ada Brook said of the debate over fares it was over.",
        "Ada Brook, who owns the Quince Herald, said it was over.",
        "Ada Brook said in March it was over.",
        "Ada Brook said in response it was over.",
        "Ada Brook told the rally organiser it was over.",
        "Ada Brook said, citing a CNN tally, it was over.",
    ],
)
def test_what_only_looks_like_a_channel_is_none(text: str) -> None:
    assert only(text, "told" if "told" in text else "said") == []


def test_what_is_said_holds_no_channel() -> None:
    text = "Ada Brook said that Omar had spoken at a rally on Telegram."
    assert chains(text, [("Ada Brook", "said", "that Omar had spoken at a rally on Telegram", "Ada Brook")]) == [[]]


@pytest.mark.parametrize("name", ["The Post", "the Kingsport Post", "this newspaper"])
def test_the_publisher_is_no_link(name: str) -> None:
    assert only(f"Ada Brook told {name} it was over.", "told", outlet="The Kingsport Post") == []


def test_a_channel_goes_with_the_nearest_cue() -> None:
    text = "Ada Brook said in a statement it was over, and Omar Lind told the Quince Herald it was not."
    told = [
        ("Ada Brook", "said", "it was over", "Ada Brook"),
        ("Omar Lind", "told", "it was not", "Omar Lind"),
    ]
    assert chains(text, told) == [[("document", "a statement")], [("outlet", "the Quince Herald")]]


BROOK = "Ada Brook"
FIRST = (BROOK, "said", "it was over", BROOK)


class TestCarrying:
    def test_the_next_report_of_the_same_actor_has_the_channel(self) -> None:
        text = "Ada Brook said at a rally it was over. She added that it was late."
        assert chains(text, [FIRST, ("She", "added", "it was late", BROOK)])[1] == [("venue", "a rally")]

    def test_somebody_else_has_it_not(self) -> None:
        text = "Ada Brook said at a rally it was over. Omar Lind said it was late."
        assert chains(text, [FIRST, ("Omar Lind", "said", "it was late", "Omar Lind")])[1] == []

    @pytest.mark.parametrize(
        "second", ["She later said it was late.", "She has long said it was late.", "She said in an email it was late."]
    )
    def test_another_scene_or_channel_ends_it(self, second: str) -> None:
        cue = "has long said" if "long" in second else "said"
        text = f"Ada Brook said at a rally it was over. {second}"
        assert ("venue", "a rally") not in chains(text, [FIRST, ("She", cue, "it was late", BROOK)])[1]

    def test_another_day_ends_it(self) -> None:
        text = "On Monday Ada Brook said at a rally it was over. On Friday she said it was late."
        assert chains(text, [FIRST, ("she", "said", "it was late", BROOK)])[1] == []

    def test_it_does_not_go_far(self) -> None:
        text = "Ada Brook said at a rally it was over.\n\nA.\n\nB.\n\nC.\n\nAda Brook said it was late."
        assert chains(text, [FIRST, (BROOK, "said", "it was late", BROOK)])[1] == []

    def test_the_host_belongs_to_the_interview(self) -> None:
        text = "Ada Brook said on Radio Quince it was over. The presenter asked why."
        assert chains(text, [FIRST, ("The presenter", "asked", "why", None)])[1] == [("broadcast", "Radio Quince")]

    def test_a_second_post_stands_on_the_same_platform(self) -> None:
        text = "Ada Brook said on Bluesky it was over. In a second post she said it was late."
        second = chains(text, [FIRST, ("she", "said", "it was late", BROOK)])[1]
        assert second == [("platform", "Bluesky"), ("document", "a second post")]

    def test_the_newspaper_is_the_one_named_last(self) -> None:
        text = "Ada Brook told the Quince Herald it was over. Omar Lind told the same newspaper it was late."
        told = [(BROOK, "told", "it was over", BROOK), ("Omar Lind", "told", "it was late", "Omar Lind")]
        assert chains(text, told)[1] == [("outlet", "the Quince Herald")]

    def test_a_share_was_counted_in_the_last_poll(self) -> None:
        text = "Six in ten want trams, according to a poll by Lind & Sons.\n\nA third say they are loud."
        told = [("Six in ten", "want", "trams", "Six in ten"), ("A third", "say", "they are loud", "A third")]
        assert chains(text, told) == [[("document", "a poll by Lind & Sons")]] * 2

    def test_a_list_has_the_scene_of_its_introduction(self) -> None:
        text = "From the debate at Quince Hall:\n- Ada Brook said it was over\n- Omar Lind said it was late"
        told = [FIRST, ("Omar Lind", "said", "it was late", "Omar Lind")]
        assert chains(text, told) == [[("venue", "Quince Hall")]] * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUINCE, May 3 (Reuters) - Ada Brook said it was over.", "Reuters"),
        ("Quince (NPA) – Ada Brook said it was over.", "NPA"),
        ("By: Daily Quince\n\nAda Brook said it was over.", "Daily Quince"),
        ("Ada Brook said it was over.\n\nSource: Quince Wire", "Quince Wire"),
        ("Ada Brook said it was over.\n\n— Quince Press Agency", "Quince Press Agency"),
    ],
)
def test_a_credit_holds_for_the_document(text: str, name: str) -> None:
    assert only(text) == [("outlet", name)]
    assert only(text, outlet=name) == []


@pytest.mark.parametrize(
    "text",
    ["Ada Brook said it was over. (AP Photo/Omar Lind)", "By Omar Lind\n\nAda Brook said it was over."],
)
def test_photographers_and_authors_are_no_credit(text: str) -> None:
    assert only(text) == []


def test_a_credit_outside_the_text_counts() -> None:
    assert chains("Ada Brook said it was over.", [FIRST], credit="AFP") == [[("outlet", "AFP")]]


def test_the_enclosing_report_relays_with_its_own_channels() -> None:
    text = "Ada Brook told the Quince Herald that Omar Lind had promised in a letter to leave."
    outer = Attribution(
        spans_of(text, "Ada Brook"), spans_of(text, "told"), spans_of(text, text[text.index("that") : -1]), 0.9
    )
    inner = Attribution(
        spans_of(text, "Omar Lind"), spans_of(text, "had promised"), spans_of(text, "to leave"), 0.9, parent=0
    )
    people = tuple(Referent(Actor(name, name, "person")) for name in ("Ada Brook", "Omar Lind"))
    document = Document(id="d:1", text=text, origin="test", outlet="Gulf Digest")
    annotation = Annotation(document, (outer, inner), "rules", referents=people, credited=(0, 1))
    assert chains_of(annotation, layout_of(text))[1] == (
        Link("publisher", "Gulf Digest"),
        Link("outlet", "the Quince Herald", spans_of(text, "the Quince Herald")),
        Link("relayer", "Ada Brook", spans_of(text, "Ada Brook")),
        Link("document", "a letter", spans_of(text, "a letter")),
        Link("speaker", "Omar Lind", spans_of(text, "Omar Lind")),
    )


WORDS = (
    "told in at on the a Reuters CNN's “Today” statement rally court said , . \n by published & Radio poll of 10".split(
        " "
    )
)


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40), st.data())
def test_any_text_has_verbatim_links(words: list[str], data: st.DataObject) -> None:
    text = "x " + " ".join(words)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True)))
    attribution = Attribution((Span(cuts[0], cuts[1]),), (Span(cuts[1], cuts[2]),), (Span(cuts[2], cuts[3]),), 0.9)
    annotation = Annotation(Document(id="d:1", text=text, origin="test"), (attribution,), "rules", credited=(None,))
    ((*links,),) = chains_of(annotation, layout_of(text))
    for link in links:
        assert [" ".join(span.of(text).split()) for span in link.spans] == [link.name] or "same" in link.name
