"""Names and the fields of matched reports."""

from collections.abc import Callable

import pytest

from reportedly.evaluation.fields import actor_is_right, count_fields, count_links, rendering
from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldLink, GoldReport
from reportedly.evaluation.metrics import Count, Letters, match
from reportedly.evaluation.names import bare, one_holds_other, same
from reportedly.records import Document, Link, Report

MakeReport = Callable[..., Report]
TEXT = "Mayor Lena Maro spoke on Sunday. “We closed it,” she said at a hearing. Critics called it late."


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("Lena Maro", "lena maro", True),
        ("Mayor Lena Maro", "Lena Maro", True),
        ("Lena Maro’s", "Lena Maro", True),
        ("José Núñez", "Jose Nunez", True),
        ("the Harbour Post", "Harbour Post", True),
        ("James’", "James", True),
        ("Maro", "Lena Maro", False),
        ("the prime minister", "the deputy", False),
        ("The", "the", True),
        ("Mr. Smith", "Smith", True),
    ],
)
def test_names(left: str, right: str, equal: bool) -> None:
    assert same(left, right) is equal


def test_one_name_in_the_other() -> None:
    assert one_holds_other("the Courier", "Harbour Courier")
    assert not one_holds_other("Harbour Post", "Harbour Courier")
    assert not one_holds_other("", "Harbour Courier")
    assert bare("") == ()


def test_an_alias_counts_unless_another_actor_has_it() -> None:
    lena = GoldActor("Lena Maro", "person", ("Maro", "the mayor"))
    jon = GoldActor("Jon Maro", "person", ("Maro",))
    assert actor_is_right(lena, "the mayor", (jon,))
    assert actor_is_right(lena, "Mayor Lena Maro", (jon,))
    assert not actor_is_right(lena, "Maro", (jon,))
    assert actor_is_right(lena, "Maro", ())
    assert not actor_is_right(lena, "Jon Maro", (jon,))


def test_links_are_matched_one_to_one_whatever_their_role() -> None:
    gold = (GoldLink("outlet", "Reuters"), GoldLink("document", "her letter"))
    found = (
        Link("publisher", "Harbour Post"),
        Link("document", "Reuters"),
        Link("outlet", "the Reuters"),
        Link("speaker", "Lena Maro"),
    )
    assert count_links(gold, found) == Count(1, 2, 2)


def test_a_link_of_the_very_name_is_paired_before_one_that_holds_it() -> None:
    gold = (GoldLink("outlet", "Gazette Weekly"), GoldLink("outlet", "Gazette"))
    assert count_links(gold, (Link("outlet", "the Gazette"), Link("outlet", "Weekly"))) == Count(2, 2, 2)


def gold_document(make_report: MakeReport, layers: frozenset[str]) -> GoldDocument:
    first = make_report(TEXT, "she", "said", ("We closed it",))
    second = make_report(TEXT, "Critics", "called", ("it late",))
    return GoldDocument(
        Document("d:1", TEXT, "a.txt"),
        (
            GoldReport(
                "1",
                rendering(first),
                kind="direct",
                actor=GoldActor("Lena Maro", "person"),
                links=(GoldLink("venue", "a hearing"),),
                when="2024-03-10",
                stance="asserts",
            ),
            GoldReport("2", rendering(second), kind="indirect", actor=None, stance="opines"),
        ),
        layers,
    )


ALL = frozenset(("kind", "actor", "chain", "when", "parent", "stance"))


def test_fields_of_matched_reports(make_report: MakeReport) -> None:
    whole = gold_document(make_report, ALL)
    reports = [
        make_report(
            TEXT,
            "she",
            "said",
            ("We closed it",),
            kind="direct",
            actor=("organization", "lena maro"),
            links=(("publisher", "Post"), ("venue", "the hearing"), ("speaker", "Lena Maro")),
            when=("Sunday", "2024-03-03"),
        ),
        make_report(TEXT, "Critics", "called", ("it late",), kind="direct", actor=("group", "critics")),
    ]
    letters = Letters(TEXT)
    pairs = match([one.attribution for one in whole.top()], [rendering(one) for one in reports], letters)
    counts = count_fields(whole, reports, pairs, letters)
    assert counts.kind == Count(1, 2, 2)
    assert counts.actor == Count(1, 1, 1)
    assert counts.unnamed_source == Count(1, 1, 1)
    assert counts.actor_kind == Count(0, 1, 1)
    assert counts.with_actor == Count(1, 2, 2)  # the second names somebody where gold has nobody
    assert counts.chain == Count(1, 1, 1)  # "the hearing" is "a hearing"
    assert counts.when == Count(0, 1, 1)
    assert counts.stance == Count()  # these reports carry none
    assert counts.nested == Count()


def test_a_layer_that_gold_lacks_is_not_counted(make_report: MakeReport) -> None:
    whole = gold_document(make_report, frozenset())
    reports = [make_report(TEXT, "she", "said", ("We closed it",), actor=("person", "Lena Maro"))]
    letters = Letters(TEXT)
    pairs = match([one.attribution for one in whole.top()], [rendering(one) for one in reports], letters)
    counts = count_fields(whole, reports, pairs, letters)
    assert counts.actor == counts.chain == counts.when == counts.with_actor == Count()


def test_nested_reports_are_counted_apart(make_report: MakeReport) -> None:
    inner = GoldReport("2", rendering(make_report(TEXT, "she", "", ("closed it",))), parent="1")
    outer = GoldReport("1", rendering(make_report(TEXT, "Critics", "called", ("We closed it",))))
    whole = GoldDocument(Document("d:1", TEXT, "a.txt"), (outer, inner), ALL)
    assert whole.top() == (outer,)
    nested = make_report(TEXT, "she", "", ("closed it",), parent="r:x")
    assert count_fields(whole, [nested], (), Letters(TEXT)).nested == Count(1, 1, 1)
