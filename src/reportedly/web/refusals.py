"""What is answered where there is nothing to show: in words, without what went on inside."""

from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import BadQuestion
from reportedly.web.api.errors import failed
from reportedly.web.rendering import here, page
from reportedly.web.security import API

TITLES = {
    400: "That did not work", 401: "A token is needed", 403: "Not allowed", 404: "Not here", 405: "Not that way",
    413: "Too much at once", 421: "Wrong name", 500: "That went wrong", 503: "The ledger cannot be opened",
}  # fmt: skip


def refuse(request: Request, status: int, words: str) -> Response:
    """The answer, as a page or, to a program, in the API's shape."""
    if request.scope["path"].startswith(API):
        return failed(status, words)
    if status == 401 and request.method in ("GET", "HEAD"):
        return RedirectResponse(f"/login?back={quote(here(request))}", 303)
    title = TITLES.get(status, "That did not work")
    return page(request, "error.html", status=status, title=title, words=words, back="")


def http_error(request: Request, error: Exception) -> Response:
    """For HTTPException."""
    assert isinstance(error, HTTPException)
    words = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    if error.status_code == 404:
        words = words or "There is no page at this address."
    return refuse(request, error.status_code, words or "This cannot be done here.")


def ledger_error(request: Request, error: Exception) -> Response:
    """For LedgerError: a reader is told what is wrong with the question or the form; an unreadable ledger is ours."""
    asked = isinstance(error, BadQuestion) or request.method == "POST"
    words = str(error)
    return refuse(request, 400 if asked else 503, words[:1].upper() + words[1:] + ("" if words.endswith(".") else "."))
