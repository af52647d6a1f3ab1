"""What goes wrong, in one shape: `{"error": {"code", "message", "field"}}`, whatever it was that went wrong."""

import logging
import re
import sqlite3
from collections.abc import Mapping

import msgspec
from msgspec import UNSET, UnsetType
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from reportedly.errors import BadQuestion, DocumentError, LedgerError, WeightsError
from reportedly.web.security import TooMuch

# The codes are part of the API: programs branch on them, so they never change.
CODES: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "The request cannot be read."),
    401: ("token_needed", "This ledger is shown to those who have its token."),
    403: ("forbidden", "This is not allowed here."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
    409: ("conflict", "This was done before."),
    413: ("too_large", "That is more than can be taken at once."),
    415: ("unsupported_media_type", "The body is of a kind that is not read here."),
    421: ("wrong_host", "This server does not go by that name."),
    422: ("invalid", "What is asked for makes no sense."),
    500: ("internal", "Something went wrong here. It has been written to the log of the server."),
    503: ("unavailable", "This cannot be done just now: try again later."),
}
# msgspec ends its messages with the place, " - at `$.limit`", or names the field itself.
PLACE = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
NAMED = re.compile(r"field `([^`]{1,100})`")

RETRY = {"Retry-After": "5"}  # seconds

log = logging.getLogger(__name__)


class Fault(msgspec.Struct, frozen=True):
    """What is wrong: `code` for programs, `message` for people, `field` is the part of the request that it is about."""

    code: str
    message: str
    field: str | UnsetType = UNSET


class Failed(msgspec.Struct, frozen=True):
    """What every request is answered with that cannot be answered otherwise."""

    error: Fault


class Refusal(Exception):
    """To be raised where a request is not answered; becomes a `Failed` of this status."""

    def __init__(self, status: int, message: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.field = status, message, field


def failed(
    status: int, message: str | None = None, field: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer for what went wrong; nobody keeps it."""
    code, usual = CODES.get(status, CODES[400 if status < 500 else 500])
    words = (message or usual).strip()
    words = words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
    extra = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Response(
        msgspec.json.encode(Failed(Fault(code, words, field or UNSET))), status, media_type="application/json",
        headers={"Cache-Control": "no-store", **extra, **(headers or {})},
    )  # fmt: skip


def invalid(error: msgspec.ValidationError) -> Refusal:
    """What msgspec finds wrong with parameters or a body."""
    message = str(error)
    place, named = PLACE.search(message), NAMED.search(message)
    parts = [place[1] if place else "", named[1] if named else ""]
    return Refusal(422, PLACE.sub("", message), ".".join(filter(None, parts)) or None)


def told(request: Request, error: Exception) -> Response:
    """The answer to a request that ended in an error. What is ours to mend is logged, and not told."""
    match error:
        case Refusal():
            return failed(error.status, error.message, error.field, RETRY if error.status == 503 else None)
        case HTTPException():
            return failed(error.status_code, headers=error.headers)
        case TooMuch():
            return failed(413)
        case ClientDisconnect():
            return failed(400)
        case DocumentError():
            return failed(422, error.reason, "text")
        case LedgerError() if is_askers(request, error):
            return failed(422, str(error))
        case LedgerError() | WeightsError() | sqlite3.OperationalError():
            log.warning("%s %s: %s", request.method, request.scope["path"], error)
            return failed(503, headers=RETRY)
    log.error("%s %s", request.method, request.scope["path"], exc_info=error)
    return failed(500)


def is_askers(request: Request, error: LedgerError) -> bool:
    """Whether the one who asked can mend it. What judging refuses has no cause; what a file or a lock refuses has."""
    return isinstance(error, BadQuestion) or (request.method in ("POST", "DELETE") and error.__cause__ is None)
