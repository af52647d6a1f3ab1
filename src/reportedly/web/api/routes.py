"""The API as a route for the application."""

from itertools import groupby
from typing import Any

from starlette.datastructures import URLPath
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Match, NoMatchFound, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.config import Config
from reportedly.web.api.errors import told
from reportedly.web.api.openapi import PREFIX
from reportedly.web.api.place import Place
from reportedly.web.api.table import table
from reportedly.web.security import API

DEFAULTS = Config()


def routes(config: Config = DEFAULTS) -> tuple[BaseRoute, ...]:
    """The API, to be given to `application`; `config` says what `POST /read` reads with."""
    endpoints = sorted(table(config), key=lambda endpoint: endpoint.path)
    places = [_route(path, Place(tuple(some))) for path, some in groupby(endpoints, key=lambda one: one.path)]
    router = Router(places, redirect_slashes=False)
    return (Under(Headless(ExceptionMiddleware(router, {HTTPException: told, Exception: told}))),)


class Under(BaseRoute):
    """Everything under `/api/`, whatever stands behind it: Starlette's Mount passes over a path with a line end."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the path is ours, and where ours begins."""
        path: str = scope.get("path", "")
        if scope["type"] != "http" or not f"{path}/".startswith(API):
            return Match.NONE, {}
        ours = f"{path}/".startswith(f"{PREFIX}/")
        return Match.FULL, {"root_path": scope.get("root_path", "") + PREFIX} if ours else {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await self.app(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """No address of the API has a name."""
        raise NoMatchFound(name, path_params)


class Headless:
    """Middleware: what HEAD asks for has the headers of what GET asks for, and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""

        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self.app(scope, receive, bodiless if scope["method"] == "HEAD" else send)


def _route(path: str, place: Place) -> Route:
    """Names may hold slashes, so that the last part of a path takes them; ids never do."""
    return Route(path.replace("{name}", "{name:path}"), place)
