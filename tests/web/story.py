"""A story made by hand: one statement through as many outlets as are asked for, with copies, credits and a wire."""

from pathlib import Path
from random import Random

from msgspec.structs import replace

from reportedly.ledger.connection import writing
from reportedly.ledger.write import Entry, store
from reportedly.records import Link
from reportedly.span import Span
from reportedly.tracing import trace_new
from tests.ledger.conftest import Said, Who, entry

WENDA = Who("Wenda Pohl", descriptions=("harbour master",))
KASPER = Who("Kasper Oll", descriptions=("pilot",))
WORDS = "The eastern basin may not be safe for ships of that draught before some of the sand has been cleared in June"
TURNED = WORDS.replace("may not be", "is not").replace("some of the sand", "the sand")
CUT = WORDS.rpartition(" before")[0]
SWAPPED = WORDS.replace("eastern", "western").replace("June", "July")
SPOKEN = f"“{WORDS},” Wenda Pohl, the harbour master, told"
AROUND = (
    "A dredger stood idle at the mole on Tuesday while eleven freighters rode at anchor in the roads off Tessel Point. "
    "The pilots had refused to take them in after the keel of the Ursula Kemp scraped over a bank that no chart showed."
)
VOCABULARY = (
    "barge cable clerk crane current dawn debt dock draught engine fence ferry fleet fog grain gull harbour keel lamp "
    "ledger mast mole morning mud net oar pier pilot quay rope rudder sail salt shed silt sluice storm tar tide timber"
).split()
NAMES = ("Larkspur Tribune", "Quay Markets", "The Evening Chronicle of Upper Kelmar", "Brightwater Examiner", "Mail")


def story(count: int) -> list[Entry]:
    """The first report, and `count - 1` that follow it: every fifth is told so itself, others copy it or credit it."""
    return [_first(), *(_later(number) for number in range(1, count))]


def repetitions() -> list[Entry]:
    """The same words on two other occasions: before, by somebody else, and again the year after."""
    return [
        entry(
            f"“{WORDS},” Kasper Oll, a pilot, wrote.", Said(KASPER, "Kasper Oll", "wrote", WORDS, kind="direct"),
            outlet="Mail", published="2024-11-20", url="https://mail.example/pilot", title="A pilot writes",
        ),
        entry(
            f"“{WORDS},” Wenda Pohl said.", Said(WENDA, "Wenda Pohl", "said", WORDS, kind="direct"),
            outlet="Quay Markets", published="2026-03-02", url="https://quay.example/2026", title="Basin, again",
        ),
    ]  # fmt: skip


def _first() -> Entry:
    text = f"{AROUND}\n\n{SPOKEN} the Harbour Post on the quay.\n\nThe board meets again on Friday."
    return _entry(text, WORDS, "Harbour Post", "2025-05-12T07:00:00Z", "Basin closed to deep ships")


def _later(number: int) -> Entry:
    day = 12 + min(number * 9 // 200, 9) if number > 20 else 12 + number // 6
    published = f"2025-05-{day}T{8 + number % 14:02}:{number * 7 % 60:02}:00Z"
    chance = Random(number)
    own = " ".join(chance.choices(VOCABULARY, k=30)).capitalize() + "."  # words that no two articles share
    outlet, title = f"{NAMES[number % len(NAMES)]} {number}", f"Ships wait, {number}"
    if number % 5 == 0:
        text = f"{own}\n\n“{SWAPPED},” Wenda Pohl told reporters at the weighing house."
        return _entry(text, SWAPPED, outlet, published, title)
    if number % 5 == 1:
        text = f"{own}\n\n“{TURNED},” Wenda Pohl said, the Harbour Post reported."
        return _crediting(_entry(text, TURNED, outlet, published, title), "Harbour Post")
    if number % 5 == 2:
        text = f"{own}\n\n“{CUT},” Wenda Pohl said."
        return _entry(text, CUT, outlet, published, title, credit="Northlight Agency")
    return _entry(f"{AROUND}\n\n“{WORDS},” Wenda Pohl said on the quay. {own}", WORDS, outlet, published, title)


def _crediting(found: Entry, outlet: str) -> Entry:
    """The same, but that its report has the words from `outlet`."""
    (report,) = found.reports
    start = found.document.text.index(outlet)
    publisher, speaker = report.chain
    link = Link("outlet", outlet, (Span(start, start + len(outlet)),))
    return replace(found, reports=(replace(report, chain=(publisher, link, speaker)),))


def _entry(text: str, words: str, outlet: str, published: str, title: str, credit: str | None = None) -> Entry:
    cue = "told" if "Pohl told" in text or "master, told" in text else "said"
    said = Said(WENDA, "Wenda Pohl", cue, words, kind="direct")
    url = f"https://{outlet.lower().replace(' ', '-')}.example/basin"
    return entry(text, said, outlet=outlet, published=published, title=title, url=url, credit=credit)


def story_ledger(path: Path, count: int, again: bool = False) -> str:
    """Write the ledger of a story, all of which is one statement; the statement's id. `again`: with its repetitions."""
    with writing(path) as ledger:
        for one in story(count):
            store(ledger, one)
        trace_new(ledger, "test")
        ((statement,),) = ledger.connection.execute("SELECT DISTINCT statement FROM report")
        for one in repetitions() if again else ():
            store(ledger, one)
        trace_new(ledger, "test")
    return str(statement)
