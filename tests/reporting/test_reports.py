from reportedly.coreference.resolve import resolve
from reportedly.records import Annotation, Attribution, Document, Report
from reportedly.reporting.reports import reports_of
from reportedly.span import Span


def report(text: str, source: str, cue: str, content: str, outlet: str | None = None) -> Report:
    def spans(words: str) -> tuple[Span, ...]:
        start = text.index(words) if words else -1
        return (Span(start, start + len(words)),) if words else ()

    document = Document(id="d:1", text=text, origin="test", outlet=outlet)
    attribution = Attribution(spans(source), spans(cue), spans(content), 0.9)
    (made,) = reports_of(resolve(Annotation(document, (attribution,), "rules")), "0")
    return made


def test_chain_runs_from_publisher_over_the_enclosing_outlet_to_the_speaker() -> None:
    text = "“We sold the clock,” the mayor, Anselm Grube, said, according to the Courier."
    made = report(text, "the mayor, Anselm Grube,", "said", "“We sold the clock,”", outlet="Harbour Post")
    assert [(link.role, link.name) for link in made.chain] == [
        ("publisher", "Harbour Post"),
        ("outlet", "the Courier"),
        ("speaker", "Anselm Grube"),
    ]
    assert all(span.of(text) == link.name for link in made.chain[1:2] for span in link.spans)


def test_an_agency_in_the_dateline_holds_for_every_report() -> None:
    text = "PORT LORN, March 13 (Reuters) - Anselm Grube said it was over."
    made = report(text, "Anselm Grube", "said", "it was over", outlet="Harbour Post")
    assert [link.name for link in made.chain] == ["Harbour Post", "Reuters", "Anselm Grube"]


def test_the_publisher_is_not_named_again() -> None:
    text = "“I kept every receipt,” Fatou Njie told The Post."
    made = report(text, "Fatou Njie", "told", "“I kept every receipt,”", outlet="The Kingsport Post")
    assert [link.role for link in made.chain] == ["publisher", "speaker"]


def test_same_text_and_spans_same_id() -> None:
    one = report("He said it was over.", "He", "said", "it was over")
    other = report("He said it was over.", "He", "said", "it was over", outlet="Elsewhere")
    third = report("He said it was over.", "He", "said", "over")
    assert one.id == other.id != third.id


def test_every_field_is_verbatim() -> None:
    text = "“The lift,” she said, “is broken.”"
    document = Document(id="d:1", text=text, origin="test")
    attribution = Attribution((Span(12, 15),), (Span(16, 20),), (Span(0, 11), Span(22, 34)), 0.9)
    (made,) = reports_of(resolve(Annotation(document, (attribution,), "rules")), "0")
    assert made.content.text == "“The lift,” “is broken.”"
    assert made.kind == "direct"
    assert made.provenance.weights == "rules"
