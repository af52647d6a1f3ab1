"""One path of the API and its methods: from a request to a function, and from what that says to an answer."""

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from reportedly.ledger.connection import open_to_read, writing
from reportedly.web.api.endpoint import Attachment, Endpoint, Page
from reportedly.web.api.errors import Refusal, invalid
from reportedly.web.api.fresh import is_known, tag
from reportedly.web.api.media import is_json, is_text

Answer = msgspec.Struct | Attachment | dict[str, Any] | None


class Place:
    """An ASGI application for one path; `endpoints` have a method each."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self.endpoints = {endpoint.method: endpoint for endpoint in endpoints}
        get = {"GET": "HEAD"} if "GET" in self.endpoints else {}
        self.allow = ", ".join(sorted({*self.endpoints, *get.values(), "OPTIONS"}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": self.allow})
        endpoint = self.endpoints.get("GET" if request.method == "HEAD" else request.method)  # type: ignore[call-overload]
        if endpoint is None:
            raise HTTPException(405, headers={"Allow": self.allow})
        if endpoint.touches == "writes" and request.app.state.settings.read_only:
            raise Refusal(403, "This ledger is only shown here: judgements are made where it is served for writing.")
        given = decoded_parameters(request, endpoint)
        if endpoint.body:
            given["body"] = decoded_body(request, endpoint, await _bytes(request, endpoint.most))
        return await run_in_threadpool(_done, request, endpoint, given)


def decoded_parameters(request: Request, endpoint: Endpoint) -> dict[str, Any]:
    """`asked`, from path and query; nothing where the endpoint takes none. Raises Refusal where they do not fit."""
    values: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in values or name in request.path_params:
            raise Refusal(422, f"`{name[:100]}` is given twice.", name[:100])
        values[name] = value
    values |= request.path_params
    if endpoint.asked is None:
        if request.query_params:
            raise Refusal(422, "This address takes no parameters.")
        return {}
    try:
        return {"asked": _asked(values, endpoint.asked)}
    except msgspec.ValidationError as error:
        raise invalid(error) from error


def _asked(values: dict[str, str], form: type[msgspec.Struct]) -> msgspec.Struct:
    """The values as `form` takes them: numbers are read out of their digits, but "null" is a word like others."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(form) if not field.required}
    words = {name for name, value in values.items() if value.lower() == "null" and name in fields}
    asked = msgspec.convert({name: values[name] for name in values if name not in words}, form, strict=False)
    literal = {fields[name].name: msgspec.convert(values[name], fields[name].type) for name in words}
    return msgspec.structs.replace(asked, **literal)


def decoded_body(request: Request, endpoint: Endpoint, data: bytes) -> Any:
    """The body as the endpoint takes it. Raises Refusal where it is of another kind or does not fit."""
    kind = request.headers.get("content-type", "")
    try:
        if endpoint.plain and is_text(kind):
            return msgspec.convert({endpoint.plain: data.decode("utf-8-sig")}, endpoint.body)
        if not is_json(kind):
            taken = "application/json or text/plain" if endpoint.plain else "application/json"
            raise Refusal(415, f"The body must be {taken}, in UTF-8.")
        return msgspec.json.decode(data, type=endpoint.body)
    except msgspec.ValidationError as error:
        raise invalid(error) from error
    except UnicodeDecodeError as error:
        raise Refusal(400, "The body is not UTF-8.") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise Refusal(400, f"The body is no JSON: {error}.") from error


async def _bytes(request: Request, most: int) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            raise Refusal(413, f"That is more than can be taken at once: {most >> 10} KB.")
    return bytes(found)


def _done(request: Request, endpoint: Endpoint, given: Mapping[str, Any]) -> Response:
    """What the function says, as an answer; called in a thread."""
    if endpoint.touches == "reads":
        return _read(request, endpoint, given)
    headers = {"Cache-Control": "no-store"}
    if endpoint.touches == "computes":
        return _json(request, endpoint.answer(**given), endpoint.success, headers)
    with writing(request.app.state.ledger) as ledger:
        found = endpoint.answer(ledger, request.app.state.settings.by, **given)
    if endpoint.success == 201:
        headers["Location"] = f"{request.url.path}/{found.number}"
    return _json(request, found, endpoint.success, headers)


def _read(request: Request, endpoint: Endpoint, given: Mapping[str, Any]) -> Response:
    ledger: Path = request.app.state.ledger
    headers = {"ETag": tag(request, ledger)}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    with closing(open_to_read(ledger)) as connection:
        connection.execute("BEGIN")  # all that is said is of one moment
        found: Answer = endpoint.answer(connection, **given)
    if isinstance(found, Attachment):
        headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
        return Response(found.content, media_type="application/octet-stream", headers=headers)
    return _json(request, found, endpoint.success, headers)


def _json(request: Request, found: Answer, status: int, headers: Mapping[str, str]) -> Response:
    if found is None:
        raise Refusal(404, "The ledger has nothing of this name or number.")
    if isinstance(found, Page) and found.after:
        found = msgspec.structs.replace(found, next=_next(request, found.after))
    return Response(msgspec.json.encode(found), status, media_type="application/json", headers=headers)


def _next(request: Request, after: str) -> str:
    """The address of the part behind this one, on this server."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    path = os.fsdecode(request.scope.get("raw_path") or b"") or request.url.path
    return f"{path}?{urlencode([*kept, ('after', after)])}"
