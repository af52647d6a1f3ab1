"""Everybody and everything: speakers by name, articles by day, outlets by how much they report."""

from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.actors import find_actors
from reportedly.ledger.documents import documents, outlets
from reportedly.ledger.overview import overview
from reportedly.web.pages.asking import asking, value
from reportedly.web.rendering import address, page

PAGE = 50  # rows
TOP = 40  # speakers, where nobody is asked for


def speakers(request: Request) -> Response:
    """`/speakers`, by `name` or those most heard."""
    asked = value(request, "name")
    with asking(request) as connection:
        return page(
            request, "speakers.html", connection, asked=asked or "",
            found=find_actors(connection, asked, PAGE) if asked else None,
            heard=() if asked else overview(connection, top=TOP).speakers,
        )  # fmt: skip


def articles(request: Request) -> Response:
    """`/articles`, newest first."""
    with asking(request) as connection:
        listed = documents(connection, "newest", limit=PAGE, after=value(request, "after"))
        return page(
            request, "articles.html", connection, documents=listed.documents,
            next=address("/articles", after=listed.after) if listed.after else None,
        )  # fmt: skip


def all_outlets(request: Request) -> Response:
    """`/outlets`"""
    with asking(request) as connection:
        return page(request, "outlets.html", connection, outlets=outlets(connection))
