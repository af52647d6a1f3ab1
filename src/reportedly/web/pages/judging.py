"""What people judge on the pages: each button is a judgement, and leads back to where it was pressed."""

from collections.abc import Callable, Mapping
from typing import get_args
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import reportedly.judging as judging
from reportedly.errors import LedgerError
from reportedly.ledger.actors import find_actors
from reportedly.ledger.connection import Ledger, writing
from reportedly.ledger.documents import stored
from reportedly.ledger.lines import Line, of_document
from reportedly.records import ActorKind, Passage
from reportedly.span import Span
from reportedly.text.folding import fold
from reportedly.web.rendering import report_page
from reportedly.web.typed import spans_typed

FIELDS = 20  # of a form: ours have ten at most


class Undecided(Exception):
    """A name that several bear, or nobody yet: a person has to choose on the page at `place`."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Form(msgspec.Struct, frozen=True):
    """The fields that were sent, and who sent them."""

    fields: Mapping[str, str]
    by: str

    def __getitem__(self, name: str) -> str:
        """A field's value; LedgerError where the form lacks it."""
        found = self.fields.get(name, "")
        if not found:
            raise LedgerError(f"the form says nothing of its {name}")
        return found


Act = Callable[[Ledger, Form], int]


async def judge(request: Request) -> Response:
    """`POST /judge`: `act` says what, `back` where to go."""
    form = await form_of(request)
    act = ACTS.get(form["act"])
    if act is None:
        raise HTTPException(400, "This form was not one of ours.")
    back = local(form.fields.get("back", "/"))
    try:
        number = await run_in_threadpool(_written, request, act, form)
    except Undecided as undecided:
        return RedirectResponse(undecided.place, 303)
    return RedirectResponse(told(back, done=number), 303)


async def undo(request: Request) -> Response:
    """`POST /undo`: takes judgement `number` back."""
    form = await form_of(request)
    number = form["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise HTTPException(400, "This form was not one of ours.")
    back = local(form.fields.get("back", "/"))
    await run_in_threadpool(_written, request, lambda ledger, form: _undo(ledger, int(number), form.by), form)
    return RedirectResponse(told(back, undone=int(number)), 303)


async def form_of(request: Request) -> Form:
    """What was sent: text alone, no files."""
    sent: FormData = await request.form(max_files=0, max_fields=FIELDS)
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    return Form(fields, request.app.state.settings.by)


def local(place: str) -> str:
    """A place on this server; whatever might lead elsewhere becomes the start page.

    >>> local("/search?q=x"), local("//evil.example/"), local("https://evil.example"), local("/\\\\evil.example")
    ('/search?q=x', '/', '/', '/')
    """
    plain = place.isprintable() and "\\" not in place
    return place if plain and place.startswith("/") and not place.startswith("//") else "/"


def told(place: str, **what: int) -> str:
    """The place, which then tells of a judgement."""
    parts = urlsplit(place)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key not in ("done", "undone")]
    return urlunsplit(("", "", parts.path, urlencode([*kept, *what.items()]), parts.fragment))


def _written(request: Request, act: Act, form: Form) -> int:
    if request.app.state.settings.read_only:
        raise HTTPException(403, "This ledger is only shown here: judgements are made where it is served for writing.")
    with writing(request.app.state.ledger) as ledger:
        return act(ledger, form)


def _undo(ledger: Ledger, number: int, by: str) -> int:
    judging.undo(ledger, number, by)
    return number


def _credit(ledger: Ledger, form: Form) -> int:
    """To the actor chosen, else to whoever is meant by the name typed."""
    actor = form.fields.get("actor")
    if actor:
        return judging.credit(ledger, form["report"], actor, form.by)
    found = _meant(ledger, form)
    if found is None:
        query = urlencode({"document": form.fields.get("document", ""), "who": form["who"]}, errors="replace")
        raise Undecided(f"{report_page(form['report'])}?{query}#credit")
    return judging.credit(ledger, form["report"], found, form.by)


def _meant(ledger: Ledger, form: Form) -> str | None:
    """The only one in the article who is called so, else the only one in the ledger."""
    name = fold(form["who"])
    document = stored(ledger.connection, form.fields.get("document", ""))
    here = {one.id for one in document.appearances if fold(one.name) == name} if document else set()
    if not here:
        here = {card.id for card in find_actors(ledger.connection, form["who"]) if name in map(fold, card.names)}
    return here.pop() if len(here) == 1 else None


def _credit_name(ledger: Ledger, form: Form) -> int:
    kind = next((kind for kind in get_args(ActorKind) if kind == form["kind"]), None)
    if kind is None:
        raise LedgerError("nobody is of that kind")
    return judging.credit_name(ledger, form["report"], form["name"], kind, form.by)


def _respan(ledger: Ledger, form: Form) -> int:
    found = stored(ledger.connection, form["document"])
    if found is None:
        raise LedgerError(f"the ledger has no document {form['document']}")
    lines = of_document(ledger.connection, form["document"])
    line = next((one for one in lines if one.report.id == form["report"]), None)
    if line is None:
        raise LedgerError("the article has no such statement")
    source, cue, content = (_spans(form, role, found.document.text, line) for role in ("source", "cue", "content"))
    return judging.respan(ledger, form["report"], form["document"], source, cue, content, form.by)


def _spans(form: Form, role: str, text: str, line: Line) -> tuple[Span, ...]:
    """Where the words of a role stand: the places that were picked, else where the words are found."""
    picked = form.fields.get(f"{role}_at", "")
    passage: Passage | None = getattr(line.report, role)
    near = (passage or line.report.content).spans[0].start
    return spans_typed(picked or form.fields.get(role, ""), text, near)


def _of_two(act: Callable[[Ledger, str, str, str], int]) -> Act:
    return lambda ledger, form: act(ledger, form["left"], form["right"], form.by)


ACTS: Mapping[str, Act] = {
    "confirm": lambda ledger, form: judging.confirm(ledger, form["report"], form.by),
    "reject": lambda ledger, form: judging.reject(ledger, form["report"], form.by),
    "nobody": lambda ledger, form: judging.credit(ledger, form["report"], None, form.by),
    "credit": _credit,
    "credit_name": _credit_name,
    "respan": _respan,
    **{name: _of_two(act) for name, act in judging.OF_TWO.items()},
    "split": lambda ledger, form: judging.split(ledger, form["appearance"], form.by),
}
