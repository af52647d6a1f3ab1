"""Another model's findings take the place of earlier ones; what a person said stays."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from benchmarks.ledger_crash import differences
from reportedly.erasing import erase
from reportedly.judging import confirm, credit, credit_name, reject, respan, same, split, undo
from reportedly.ledger.connection import Ledger, open_to_read, writing
from reportedly.ledger.doctor import examine
from reportedly.ledger.filter import Filter
from reportedly.ledger.lines import lines
from reportedly.ledger.reread import read_again, stale, stored_document
from reportedly.ledger.search import find
from reportedly.ledger.write import Entry, Known, store
from reportedly.linking.actors.block import keys
from reportedly.records import LedgerReport, Provenance
from reportedly.resolve import resolve
from reportedly.span import Span
from tests.ledger.conftest import BOARD, ENTRIES, FERRY, HARADA, LENA, QUAY, SOURCE, TOKYO, TOMAS, Said, Who, entry

NEWER = Provenance("0.1-test", "rules")


def ferry(*said: Said) -> Entry:
    """What a newer model finds in the article FERRY."""
    about = FERRY.document
    return entry(
        about.text, *said, made_by=NEWER, title=about.title, url=about.url, outlet=about.outlet,
        published=about.published, byline=about.byline,
    )  # fmt: skip


LENA_DENIED = Said(LENA, "Lena Maro", "denied", "the ferry was unsafe", "denies")
TOMAS_SAID = Said(TOMAS, "Tomas Brandt", "said", "the budget holds no money for a new one")
MEMO = Said(SOURCE, "A source", "said", "a memo had warned of it")
SHORTER = Said(LENA, "Lena Maro", "denied that", "the ferry", "denies")


def reports(ledger: Ledger, document: str = FERRY.document.id) -> dict[str, tuple[LedgerReport, str]]:
    """A document's reports by their content, each with its status."""
    with closing(open_to_read(ledger.path)) as connection:
        numbers = [
            number
            for (number,) in connection.execute(
                "SELECT r.number FROM report AS r JOIN document AS d ON d.number = r.document WHERE d.id = ?",
                (document,),
            )
        ]
        return {line.report.content.text: (line.report, line.status) for line in lines(connection, numbers)}


def is_sound(ledger: Ledger) -> bool:
    return all(finding.grade != "ill" for finding in examine(ledger, "0.0-test", "rules"))


def test_all_that_another_model_has_read_is_stale(ledger: Ledger) -> None:
    assert list(stale(ledger.connection, "0.0-test", "rules", "test")) == []
    others = (("0.1", "rules", "test"), ("0.0-test", "sha256:1", "test"), ("0.0-test", "rules", "other"))
    for program, weights, config in others:
        found = list(stale(ledger.connection, program, weights, config))
        assert found == [one.document for one in ENTRIES]


def test_a_stored_document_is_as_it_was_read(ledger: Ledger) -> None:
    for one in ENTRIES:
        ((number,),) = ledger.connection.execute("SELECT number FROM document WHERE id = ?", (one.document.id,))
        assert stored_document(ledger.connection, number) == one.document


def test_new_findings_take_the_place_of_the_old(ledger: Ledger) -> None:
    others = reports(ledger, QUAY.document.id)
    read_again(ledger, ferry(SHORTER, TOMAS_SAID))
    found = reports(ledger)
    assert set(found) == {"the ferry", "the budget holds no money for a new one"}
    assert {report.provenance for report, _ in found.values()} == {NEWER}
    assert reports(ledger, QUAY.document.id) == others
    assert FERRY.document not in list(stale(ledger.connection, NEWER.program, NEWER.weights, "test"))
    assert is_sound(ledger)


def test_reading_again_with_the_same_outcome_changes_no_id(ledger: Ledger) -> None:
    before = reports(ledger)
    profiles = ledger.connection.execute("SELECT id, actor FROM profile ORDER BY id").fetchall()
    read_again(ledger, FERRY)
    assert reports(ledger) == before
    assert ledger.connection.execute("SELECT id, actor FROM profile ORDER BY id").fetchall() == profiles


def test_a_document_that_the_ledger_does_not_have_is_refused(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        read_again(ledger, entry("Nobody said so.", Said(None, "", "said", "so")))


@pytest.mark.parametrize("verdict", [confirm, reject])
def test_what_a_person_judged_stays_and_what_touches_it_is_left_out(ledger: Ledger, verdict) -> None:  # type: ignore[no-untyped-def]
    judged = reports(ledger)["the ferry was unsafe"][0]
    verdict(ledger, judged.id, "Io")
    status = reports(ledger)["the ferry was unsafe"][1]
    read_again(ledger, ferry(SHORTER, MEMO))
    found = reports(ledger)
    assert set(found) == {"the ferry was unsafe", "a memo had warned of it"}
    assert found["the ferry was unsafe"] == (judged, status)
    assert is_sound(ledger)


def test_what_a_person_took_back_is_found_anew(ledger: Ledger) -> None:
    judged = reports(ledger)["the ferry was unsafe"][0]
    undo(ledger, reject(ledger, judged.id, "Io"), "Io")
    read_again(ledger, ferry(SHORTER))
    assert set(reports(ledger)) == {"the ferry"}


def test_corrected_spans_and_speakers_stay(ledger: Ledger) -> None:
    before = reports(ledger)
    lena, tomas = (before[words][0] for words in ("the ferry was unsafe", "the budget holds no money for a new one"))
    (span,) = lena.content.spans
    respan(ledger, lena.id, FERRY.document.id, (), (), (Span(span.start, span.start + 9),), "Io")
    credit(ledger, tomas.id, BOARD.id, "Io")
    read_again(ledger, ferry(LENA_DENIED, TOMAS_SAID, MEMO))
    found = reports(ledger)
    assert found["the ferry"][1] == "corrected"
    actor = found["the budget holds no money for a new one"][0].actor
    assert actor is not None
    assert actor.name == "Harbour Board"
    assert found["a memo had warned of it"][1] == "found"
    assert is_sound(ledger)


def test_a_name_that_a_person_typed_stays(ledger: Ledger) -> None:
    credit_name(ledger, reports(ledger)["a memo had warned of it"][0].id, "Nia Okoro", "person", "Io")
    read_again(ledger, ferry(LENA_DENIED))
    actor = reports(ledger)["a memo had warned of it"][0].actor
    assert actor is not None
    assert actor.name == "Nia Okoro"


def test_a_nested_report_does_not_give_way_to_its_parent(ledger: Ledger) -> None:
    judged = reports(ledger)["the ferry was unsafe"][0]
    confirm(ledger, judged.id, "Io")
    new = ferry(SHORTER)
    nested = msgspec.structs.replace(new.reports[0], parent=judged.id)
    read_again(ledger, msgspec.structs.replace(new, reports=(nested,)))
    assert set(reports(ledger)) == {"the ferry was unsafe", "the ferry"}


def test_a_split_stays_split(ledger: Ledger) -> None:
    ((appearance,),) = ledger.connection.execute(
        "SELECT a.id FROM appearance AS a JOIN document AS d ON d.number = a.document WHERE d.id = ? AND a.name = ?",
        (FERRY.document.id, LENA.name),
    )
    split(ledger, appearance, "Io")
    read_again(ledger, ferry(LENA_DENIED))
    actor = reports(ledger)["the ferry was unsafe"][0].actor
    assert actor is not None
    assert actor.id == appearance
    assert is_sound(ledger)


def test_what_is_found_no_more_is_shown_no_more(ledger: Ledger) -> None:
    read_again(ledger, entry(TOKYO.document.text, title="橋の話", url="https://minato.example/1", outlet="港新聞"))
    assert reports(ledger, TOKYO.document.id) == {}
    shown = "SELECT count(*) FROM appearance AS a JOIN document AS d ON d.number = a.document WHERE d.id = ?"
    assert ledger.connection.execute(shown, (TOKYO.document.id,)).fetchone()[0] == 0
    assert find(ledger.connection, Filter(words="東京都")).numbers == ()
    assert ledger.connection.execute("SELECT count(*) FROM profile WHERE name = '原田健'").fetchone()[0] == 0
    assert is_sound(ledger)


def test_a_name_that_a_person_judged_stays_though_it_is_found_no_more(ledger: Ledger) -> None:
    same(ledger, HARADA.id, BOARD.id, "Io")
    read_again(ledger, entry(TOKYO.document.text, title="橋の話", url="https://minato.example/1", outlet="港新聞"))
    assert ledger.connection.execute("SELECT count(*) FROM profile WHERE name = '原田健'").fetchone()[0] == 1
    assert ledger.connection.execute("SELECT count(*) FROM judgement_in_force WHERE about = 'actor'").fetchone()[0] == 1
    assert is_sound(ledger)


def test_read_again_a_ledger_is_as_if_it_had_been_read_so_at_first(tmp_path: Path) -> None:
    """Names that only the older model found do not stand in the way of those that the newer one joins."""
    lena, short, other = Who("Lena Maro"), Who("Maro"), Who("Erik Maro", descriptions=("a painter",))
    texts = ("Lena Maro said one.", "Maro said two.", "Erik Maro said three.")
    names = ("one", "two", "three")
    said = zip(texts, (lena, short, other), names, strict=True)
    old = [linked(entry(text, Said(who, "", "said", word))) for text, who, word in said]
    new = [*old[:2], linked(entry(texts[2], Said(None, "", "said", "three")))]
    for order in (old, list(reversed(old))):
        with writing(tmp_path / f"{order[0].document.id[2:]}.ledger") as again:
            for one in order:
                store(again, one)
            resolve(again, "0.0-test")
            read_again(again, new[2])
            resolve(again, "0.0-test")
        with writing(tmp_path / "fresh.ledger") as fresh:
            for one in new:
                store(fresh, one)
            resolve(fresh, "0.0-test")
        assert differences(again.path, fresh.path) == []


def linked(made: Entry) -> Entry:
    """The entry with the keys that the linking gives its names."""
    known = tuple(Known(one.appearance, one.profile, keys(one.profile)) for one in made.actors)
    return msgspec.structs.replace(made, actors=known)


def test_a_masked_document_is_read_again_as_it_is_masked(ledger: Ledger) -> None:
    erase(ledger, [LENA.id])
    (document,) = (one for one in stale(ledger.connection, "0.1", "rules", "test") if one.id == FERRY.document.id)
    assert document.text.startswith("████ ████ denied")
    read_again(ledger, msgspec.structs.replace(ferry(TOMAS_SAID), document=document))
    assert set(reports(ledger)) == {"the budget holds no money for a new one"}
    assert store(ledger, FERRY) == "unchanged"
    assert is_sound(ledger)
