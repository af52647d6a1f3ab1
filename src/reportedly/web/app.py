"""The application: which page is at which address, behind the guard of `security.py`."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reportedly.errors import LedgerError
from reportedly.web.pages.article import IMMUTABLE, article, lit, standalone, text
from reportedly.web.pages.entrance import entrance
from reportedly.web.pages.export import saved
from reportedly.web.pages.judging import judge, undo
from reportedly.web.pages.lists import all_outlets, articles, speakers
from reportedly.web.pages.outlet import outlet
from reportedly.web.pages.report import report
from reportedly.web.pages.review import judgements, review
from reportedly.web.pages.search import search
from reportedly.web.pages.speaker import speaker
from reportedly.web.pages.start import start
from reportedly.web.pages.statement import statement
from reportedly.web.refusals import http_error, ledger_error, refuse
from reportedly.web.rendering import assets
from reportedly.web.security import Guard
from reportedly.web.settings import Serving, check


def static(request: Request) -> Response:
    """`/static/NAME`: one of our own files, out of memory."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404)
    return Response(asset.content, media_type=asset.type, headers={"Cache-Control": IMMUTABLE})


PAGES: tuple[BaseRoute, ...] = (
    Route("/", start),
    Route("/search", search),
    Route("/article/{id}", article),
    Route("/article/{id}/page.html", standalone),
    Route("/article/{id}/text.txt", text),
    Route("/report/{id}", report),
    Route("/statement/{id}", statement),
    Route("/export/{form}", saved),
    Route("/speaker/{id}", speaker),
    Route("/outlet/{name:path}", outlet),
    Route("/speakers", speakers),
    Route("/articles", articles),
    Route("/outlets", all_outlets),
    Route("/review", review),
    Route("/judgements", judgements),
    Route("/judge", judge, methods=["POST"]),
    Route("/undo", undo, methods=["POST"]),
    Route("/login", entrance, methods=["GET", "POST"]),
    Route("/lit/{reports:int}/{speakers:int}.css", lit),
    Route("/static/{name}", static),
)


def application(ledger: Path, settings: Serving, routes: tuple[BaseRoute, ...] = ()) -> Starlette:
    """The pages of the ledger at `ledger`, and `routes` beside them (the API's), all behind one guard.

    An endpoint finds the path at `request.app.state.ledger` and the settings at `request.app.state.settings`. Raises
    RunError where the settings would lay the ledger open.
    """
    check(settings)
    made = Starlette(
        routes=[*routes, *PAGES],
        middleware=[Middleware(Guard, settings=settings, refuse=refuse)],
        exception_handlers={HTTPException: http_error, LedgerError: ledger_error},
    )
    made.state.ledger, made.state.settings = ledger, settings
    return made
