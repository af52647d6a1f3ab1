from reportedly.attribution.enumerations import complete
from reportedly.records import Attribution
from reportedly.span import Span


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    return Attribution(spans(source), spans(cue), spans(content), 0.9)


def test_items_that_ordinals_begin_become_contents_of_the_announcing_cue() -> None:
    text = "The lender named three conditions on Monday. First, the mine closes. Second, the port is sold. It rained."
    found = attribution(text, "The lender", "named three conditions", "the port is sold")
    (one,) = complete(text, (found,))
    assert [span.of(text) for span in one.cue] == ["named three conditions"]
    assert [span.of(text) for span in one.content] == ["the mine closes", "the port is sold"]


def test_the_noun_may_stand_in_what_the_tagger_took_for_the_content() -> None:
    text = "She set out the terms one by one. First, the boats leave. Second, the crew goes home. Finally, no fines."
    stray = attribution(text, "", "", "the crew goes home")
    (one,) = complete(text, (attribution(text, "She", "set out", "the terms one by one"), stray))
    assert [span.of(text) for span in one.cue] == ["set out the terms"]
    assert [span.of(text) for span in one.content] == ["the boats leave", "the crew goes home", "no fines"]


def test_without_a_list_nothing_changes() -> None:
    text = "She set out the terms. First the boats left. It rained. The terms held."
    found = (attribution(text, "She", "set out", "the terms"),)
    assert complete(text, found) == found
