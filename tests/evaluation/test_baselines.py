"""Simpler resolvers, measured on attributions that have been found once."""

import msgspec

from reportedly.evaluation.baselines import as_tagged, baselines
from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldReport
from reportedly.records import Actor, Annotation, Attribution, Document, Referent
from reportedly.span import Span

TEXT = "Orla Finch rang Abel Crane. She said it rained."
SAID = Attribution((Span(28, 31),), (Span(32, 36),), (Span(37, 46),), confidence=0.9)
DOCUMENT = Document("d", TEXT, "d")
GOLD = GoldDocument(
    DOCUMENT, (GoldReport("1", SAID, actor=GoldActor("Orla Finch", "person")),), frozenset(("actor", "parent"))
)


def crediting(name: str, annotation: Annotation) -> Annotation:
    """The annotation with its one attribution credited to `name`; it must not have been resolved before."""
    assert as_tagged(annotation) == annotation
    referent = Referent(Actor("a:" + name, name, "person"))
    return msgspec.structs.replace(annotation, referents=(referent,), credited=(0,))


RESOLVED = crediting("Orla Finch", Annotation(DOCUMENT, (SAID,), "rules"))


def test_what_coreference_found_is_forgotten() -> None:
    assert as_tagged(RESOLVED) == Annotation(DOCUMENT, (SAID,), "rules")


def test_each_resolver_but_the_real_one_is_measured() -> None:
    resolvers = {
        "full": lambda annotation: crediting("Orla Finch", annotation),
        "nearest": lambda annotation: crediting("Abel Crane", annotation),
        "lucky": lambda annotation: crediting("Orla Finch", annotation),
    }
    found = baselines(resolvers, iter([(GOLD, RESOLVED)]))
    assert list(found) == ["nearest", "lucky"]
    assert (found["nearest"]["actor"], found["nearest"]["unnamed_source"], found["nearest"]["with_actor"]) == (0, 0, 0)
    assert (found["lucky"]["actor"], found["lucky"]["unnamed_source"], found["lucky"]["with_actor"]) == (1, 1, 1)
