import msgspec

from reportedly.records import Actor, Annotation, Appearance, Document, Mention, Referent
from reportedly.reporting.appearances import appearances_of
from reportedly.span import Span

ADA = Actor("a:1", "Ada Brandt", "person")
CLERK = Actor("a:2", "a clerk", "unnamed")


def annotation(mentions: tuple[Mention, ...], *referents: Referent) -> Annotation:
    """A document in which all `referents` are credited."""
    credited = tuple(range(len(referents)))
    return Annotation(Document("d:1", "Ada Brandt met a clerk.", "a.txt"), (), "rules", mentions, referents, credited)


def test_an_actor_has_all_its_mentions_in_text_order() -> None:
    mentions = (Mention(Span(0, 3), "name", 0), Mention(Span(0, 10), "name", 0), Mention(Span(15, 22), "nominal", 1))
    assert appearances_of(annotation(mentions, Referent(ADA, ("54", "the mayor")), Referent(CLERK))) == (
        Appearance("a:1", "Ada Brandt", "person", ("54", "the mayor"), (Span(0, 3), Span(0, 10))),
        Appearance("a:2", "a clerk", "unnamed", (), (Span(15, 22),)),
    )


def test_they_come_in_order_of_first_mention_and_those_without_last() -> None:
    mentions = (Mention(Span(0, 10), "name", 2), Mention(Span(15, 22), "nominal", 1))
    found = appearances_of(annotation(mentions, Referent(Actor("a:3", "Jo", "author")), Referent(CLERK), Referent(ADA)))
    assert [appearance.name for appearance in found] == ["Ada Brandt", "a clerk", "Jo"]


def test_referents_of_one_actor_are_one_appearance() -> None:
    mentions = (Mention(Span(0, 10), "name", 0), Mention(Span(15, 22), "nominal", 1), Mention(Span(0, 10), "name", 1))
    (found,) = appearances_of(annotation(mentions, Referent(ADA, ("54", "clerk")), Referent(ADA, ("clerk", "cousin"))))
    assert found.descriptions == ("54", "clerk", "cousin")
    assert found.mentions == (Span(0, 10), Span(15, 22))


def test_whoever_is_not_credited_is_left_out() -> None:
    mentions = (Mention(Span(0, 10), "name", 0), Mention(Span(15, 22), "nominal", 1), Mention(Span(0, 3), "name", 2))
    all_credited = annotation(mentions, Referent(ADA), Referent(CLERK), Referent(ADA))
    (found,) = appearances_of(msgspec.structs.replace(all_credited, credited=(None, 2, 2)))
    assert found.mentions == (Span(0, 3), Span(0, 10))


def test_before_coreference_there_are_none() -> None:
    assert appearances_of(annotation(())) == ()
