"""Which columns of a case are right."""

from collections.abc import Callable

import msgspec
import pytest

from reportedly.evaluation.cases import BehaviourCase
from reportedly.evaluation.columns import COLUMNS, Share, by_phenomenon, column_figures, judge
from reportedly.evaluation.fields import rendering
from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldLink, GoldReport
from reportedly.records import Document, Report

MakeReport = Callable[..., Report]
TEXT = (
    "Orla Finch told the Gazette on Sunday that the miller had sworn the weir would hold. It rained, Abel Crane said."
)
FIRST = ("Orla Finch", "told", ("that the miller had sworn the weir would hold",))
INNER = ("the miller", "had sworn", ("the weir would hold",))
SECOND = ("Abel Crane", "said", ("It rained",))


def gold_of(report: Report, name: str, parent: str | None = None) -> GoldReport:
    """The report as a careful reader would list it."""
    inner = [link for link in report.chain if link.role not in ("publisher", "speaker")]
    return GoldReport(
        id=name,
        attribution=rendering(report),
        kind=report.kind,
        actor=GoldActor(report.actor.name, report.actor.kind) if report.actor else None,
        links=tuple(GoldLink(link.role, link.name) for link in inner),
        when=report.when.value if report.when else None,
        parent=parent,
        stance=report.stance,
    )


@pytest.fixture
def reports(make_report: MakeReport) -> list[Report]:
    """All that the text holds: two top-level reports, and one nested in the first."""
    first = make_report(
        TEXT,
        *FIRST,
        actor=("person", "Orla Finch"),
        links=(("publisher", "Weekly Echo"), ("outlet", "the Gazette"), ("speaker", "Orla Finch")),
        when=("Sunday", "2024-03-10"),
        stance="asserts",
    )
    relayed = (("outlet", "the Gazette"), ("relayer", "Orla Finch"))
    inner = make_report(
        TEXT, *INNER, actor=("unnamed", "the miller"), links=relayed, parent=first.id, stance="promises"
    )
    return [first, inner, make_report(TEXT, *SECOND, actor=("person", "Abel Crane"), stance="asserts")]


@pytest.fixture
def case(reports: list[Report]) -> BehaviourCase:
    first, inner, second = reports
    gold = (gold_of(first, "1"), gold_of(inner, "2", parent="1"), gold_of(second, "3"))
    return BehaviourCase(GoldDocument(Document("c", TEXT, "c"), gold), ("relay",))


def wrong(case: BehaviourCase, reports: list[Report]) -> set[str]:
    return {column for column, right in judge(case, reports).items() if not right}


def changed(reports: list[Report], place: int, **fields: object) -> list[Report]:
    return [
        msgspec.structs.replace(report, **fields) if number == place else report
        for number, report in enumerate(reports)
    ]


def test_all_right(case: BehaviourCase, reports: list[Report]) -> None:
    assert judge(case, reports) == dict.fromkeys(COLUMNS, True)


def test_one_wrong_field_is_one_wrong_column(
    case: BehaviourCase, reports: list[Report], make_report: MakeReport
) -> None:
    other = make_report(TEXT, *FIRST, actor=("group", "Orla Finch"), when=("Sunday", None), kind="mixed")
    assert wrong(case, changed(reports, 0, actor=other.actor)) == {"actor_kind"}
    assert wrong(case, changed(reports, 0, when=other.when)) == {"when"}
    assert wrong(case, changed(reports, 0, when=None)) == {"when"}
    assert wrong(case, changed(reports, 2, when=reports[0].when)) == {"when"}
    assert wrong(case, changed(reports, 2, kind="mixed")) == {"kind"}
    assert wrong(case, changed(reports, 1, stance="asserts")) == {"stance"}
    assert wrong(case, changed(reports, 2, stance=None)) == {"stance"}
    assert wrong(case, changed(reports, 1, chain=())) == {"chain"}
    assert wrong(case, changed(reports, 1, actor=reports[2].actor)) == {"actor", "actor_kind"}
    assert wrong(case, changed(reports, 2, actor=None)) == {"actor", "actor_kind"}


def test_nobody_is_right_where_nobody_can_be_named(make_report: MakeReport) -> None:
    report = make_report(TEXT, *SECOND)
    case = BehaviourCase(GoldDocument(Document("c", TEXT, "c"), (gold_of(report, "1"),)), ())
    assert wrong(case, [report]) == set()
    assert wrong(case, [make_report(TEXT, *SECOND, actor=("person", "Abel Crane"))]) == {"actor", "actor_kind"}


def test_an_expression_without_a_value_counts_as_none(make_report: MakeReport) -> None:
    dated, bare = make_report(TEXT, *FIRST, when=("Sunday", None)), make_report(TEXT, *FIRST)
    for gold, found in ((dated, bare), (bare, dated), (dated, dated)):
        case = BehaviourCase(GoldDocument(Document("c", TEXT, "c"), (gold_of(gold, "1"),)), ())
        assert wrong(case, [found]) == set()


@pytest.mark.parametrize(
    ("links", "right"),
    [
        ((("outlet", "Gazette"),), True),
        ((("outlet", "the Gazette"), ("publisher", "Weekly Echo"), ("speaker", "Orla Finch")), True),
        ((("broadcast", "the Gazette"),), False),
        ((("outlet", "the Echo"),), False),
        ((("outlet", "the Gazette"), ("venue", "a fair")), False),
        ((("outlet", "the Gazette"), ("outlet", "Gazette")), False),
    ],
)
def test_chains(
    make_report: MakeReport,
    links: tuple[tuple[str, str], ...],
    right: bool,
) -> None:
    gold = gold_of(make_report(TEXT, *FIRST, links=(("outlet", "the Gazette"),)), "1")
    case = BehaviourCase(GoldDocument(Document("c", TEXT, "c"), (gold,)), ())
    assert judge(case, [make_report(TEXT, *FIRST, links=links)])["chain"] is right


def test_a_report_that_is_missed_spoils_every_column(case: BehaviourCase, reports: list[Report]) -> None:
    assert wrong(case, [reports[0], reports[1]]) == set(COLUMNS)
    assert wrong(case, [reports[0], reports[2]]) == set(COLUMNS) - {"relations"}  # those are of the top level


def test_a_top_level_report_too_many_spoils_the_relations_alone(
    case: BehaviourCase, reports: list[Report], make_report: MakeReport
) -> None:
    more = make_report(TEXT, "", "", ("Gazette",))
    assert wrong(case, [*reports, more]) == {"relations"}


def test_nesting(case: BehaviourCase, reports: list[Report], make_report: MakeReport) -> None:
    more = make_report(TEXT, "", "", ("It",), parent=reports[2].id)
    assert wrong(case, [*reports, more]) == {"parent"}
    assert wrong(case, changed(reports, 1, parent=reports[2].id)) == {"parent"}
    assert wrong(case, changed(reports, 1, parent=None)) == set(COLUMNS)


def test_a_case_without_reports(make_report: MakeReport) -> None:
    case = BehaviourCase(GoldDocument(Document("c", TEXT, "c"), ()), ("negative",))
    assert wrong(case, []) == set()
    assert wrong(case, [make_report(TEXT, *SECOND)]) == set(COLUMNS)


def test_shares_and_figures(case: BehaviourCase) -> None:
    right = dict.fromkeys(COLUMNS, True)
    cases = [msgspec.structs.replace(case, phenomena=tags) for tags in (("b", "a"), ("b",), ())]
    verdicts = [{**right, "chain": False}, right, {**right, "relations": False}]
    shares = by_phenomenon(cases, verdicts)
    ones, twos = dict.fromkeys(COLUMNS, 1), dict.fromkeys(COLUMNS, 2)
    assert shares == (Share("a", 1, {**ones, "chain": 0}), Share("b", 2, {**twos, "chain": 1}))
    figures = column_figures(verdicts, shares)
    assert (figures["right"], figures["chain_right"], figures["when_right"]) == pytest.approx((2 / 3, 2 / 3, 1))
    assert (figures["phenomena_at_zero"], figures["chain_phenomena_at_zero"]) == (0, 1)
    assert len(figures) == 2 * len(COLUMNS)
