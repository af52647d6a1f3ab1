"""What every request must pass, and what every answer carries.

A ledger on loopback is reached by every page that its owner's browser has open, so being local protects nothing:

- a name that is not ours in `Host` is a rebound address of somebody else's, and is refused;
- a write that a browser sends on behalf of another site is refused (`Sec-Fetch-Site`, else `Origin` against `Host`);
  where neither is sent there is no browser, and nobody's cookies to abuse;
- no CORS header is ever sent, so scripts of other sites cannot read an answer;
- with a token, nothing but the entrance is shown without it.

`Referrer-Policy` is `same-origin`: other sites learn as little as with `no-referrer`, but under that one browsers send
`Origin: null` with our own forms, and the check of writes over plain HTTP would have nothing to go by.
"""

import hashlib
import hmac
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.settings import Serving, is_loopback

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
READS = frozenset(("GET", "HEAD", "OPTIONS"))
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
COOKIE = "reportedly"
API = "/api/"
OPEN = ("/login", "/static/")  # what is shown without the token
FORM_BYTES = 128 << 10  # a corrected report of a long speech has 20 KB; percent-encoded, three times that
API_BYTES = 8 << 20  # a text to read: the longest book that anybody pastes has 3 MB

log = logging.getLogger(__name__)
Refuse = Callable[[Request, int, str], Response]


class TooMuch(Exception):
    """More bytes came than the request may have."""


class Guard:
    """The middleware; `refuse` draws the page (or the JSON) that tells why a request was not answered."""

    def __init__(self, app: ASGIApp, settings: Serving, refuse: Refuse) -> None:
        self.app, self.settings, self.refuse = app, settings, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":  # no websockets are served; lifespan passes
            return await self.app(scope, receive, send) if scope["type"] == "lifespan" else None
        request = Request(scope)
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store" if self.settings.token else "no-cache")
            await send(message)

        refused = self._refusal(request)
        if refused:
            return await refused(scope, receive, dressed)
        cap = API_BYTES if scope["path"].startswith(API) else FORM_BYTES
        try:
            await self.app(scope, capped(receive, cap), dressed)
        except TooMuch:
            if not started:
                await self._too_large(request, cap)(scope, receive, dressed)
        except Exception:
            log.exception("%s %s", request.method, scope["path"])
            if not started:
                words = "Something went wrong here. It has been written to the log of the server."
                await self.refuse(request, 500, words)(scope, receive, dressed)
        return None

    def _refusal(self, request: Request) -> Response | None:
        headers, path = request.headers, request.scope["path"]
        if not is_own_host(headers.get("host", ""), self.settings):
            return self.refuse(request, 421, "This server does not go by the name that your browser called it by.")
        if request.method not in READS and not is_same_origin(headers):
            return self.refuse(request, 403, "Another site asked for this change, so it was not made.")
        cap = API_BYTES if path.startswith(API) else FORM_BYTES
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > cap:
            return self._too_large(request, cap)
        if self.settings.token and not path.startswith(OPEN) and not is_known(headers, self.settings.token):
            return self.refuse(request, 401, "This ledger is shown to those who have its token.")
        return None

    def _too_large(self, request: Request, cap: int) -> Response:
        return self.refuse(request, 413, f"That is more than can be taken at once: {cap >> 10} KB.")


def capped(receive: Receive, cap: int) -> Callable[[], Awaitable[Message]]:
    """`receive`, which raises TooMuch as soon as more than `cap` bytes of body have come."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > cap:
            raise TooMuch
        return message

    return counted


def is_own_host(host: str, settings: Serving) -> bool:
    """Whether `host`, as the header has it, is a name of this server.

    On loopback: this computer's own names. Beyond it every address in figures too, for only names can be rebound.

    >>> is_own_host("localhost:8765", Serving()), is_own_host("evil.example", Serving())
    (True, False)
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name in LOOPBACK or name in {settings.host.lower(), *map(str.lower, settings.hosts)} - {""}:
        return True
    return not is_loopback(settings.host) and _is_address(name)


def is_same_origin(headers: Headers) -> bool:
    """Whether a write comes from a page of ours, or from no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == headers.get("host") if origin != "null" else False


def is_known(headers: Headers, token: str) -> bool:
    """Whether the request shows the token: as a bearer, or by the cookie that the entrance gave for it."""
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and same(shown.strip(), token):
        return True
    return same(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""), cookie_of(token))


def cookie_of(token: str) -> str:
    """What the cookie holds: made from the token, which cannot be made from it."""
    return hmac.new(token.encode(), b"reportedly cookie", hashlib.sha256).hexdigest()


def same(shown: str, kept: str) -> bool:
    """Compare secrets in a time that does not tell how much of them agrees."""
    return hmac.compare_digest(shown.encode(errors="replace"), kept.encode())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
