from reportedly.records import Actor, ActorKind, Annotation, Attribution, Document, Referent
from reportedly.reporting.carriers import collapsed
from reportedly.span import Span

TEXT = "The Lorn Post quoted an envoy as saying the pier was shut. It rained in Lorn."
ENVOY = Attribution((Span(21, 29),), (Span(30, 39),), (Span(40, 57),), 0.8, parent=0)


def annotation(kind: ActorKind, content: Span, inner: Attribution = ENVOY) -> Annotation:
    outer = Attribution((Span(0, 13),), (Span(14, 20),), (content,), 0.9)
    referents = tuple(
        Referent(Actor(f"a:{name}", name, kind)) for name, kind in (("Lorn Post", kind), ("an envoy", "unnamed"))
    )
    return Annotation(
        Document(id="d:1", text=TEXT, origin="test"), (outer, inner), "rules", referents=referents, credited=(0, 1)
    )


def test_an_outlet_that_only_passes_on_is_no_report() -> None:
    (kept,) = collapsed(annotation("outlet", Span(21, 57))).attributions
    assert kept.content == ENVOY.content
    assert kept.parent is None


def test_credits_stay_beside_their_attributions() -> None:
    assert collapsed(annotation("outlet", Span(21, 57))).credited == (1,)


def test_a_person_who_passes_on_keeps_the_report() -> None:
    whole = annotation("person", Span(21, 57))
    assert collapsed(whole) is whole


def test_an_outlet_that_says_more_keeps_the_report() -> None:
    whole = annotation("outlet", Span(21, 76))
    assert collapsed(whole) is whole


def test_what_is_deeper_moves_up_one_level() -> None:
    deeper = Attribution((Span(40, 48),), (Span(49, 52),), (Span(53, 57),), 0.5, parent=1)
    whole = annotation("outlet", Span(21, 57))
    third = Annotation(
        whole.document, (*whole.attributions, deeper), "rules", referents=whole.referents, credited=(0, 1, None)
    )
    assert [attribution.parent for attribution in collapsed(third).attributions] == [None, 0]
