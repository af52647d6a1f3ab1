"""The description of the API in OpenAPI 3.1, made from the table of endpoints and the records they take and give."""

import re
from collections.abc import Sequence
from types import UnionType
from typing import Any, get_args

import msgspec

from reportedly.web.api.endpoint import Attachment, Endpoint
from reportedly.web.api.errors import CODES, Failed

PREFIX = "/api/v1"
REF = "#/components/schemas/{name}"
BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
ABOUT = (
    "Who said what, according to whom, as a ledger of attributed statements has it. All spans are half-open counts of "
    "Unicode code points. Every list goes on at its `next`. Whatever goes wrong is told in one shape, `Failed`."
)

Object = dict[str, Any]  # JSON, of which OpenAPI is made


def openapi(endpoints: Sequence[Endpoint]) -> Object:
    """The whole description."""
    bodies = [endpoint.body for endpoint in endpoints if endpoint.body]
    answers = [answered(endpoint) for endpoint in endpoints if answered(endpoint) is not Attachment]
    types = [Failed, *bodies, *answers]
    schemas, components = msgspec.json.schema_components(types, ref_template=REF)
    known = list(zip(types, schemas, strict=True))
    paths: Object = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, known)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Reportedly", "version": "1", "description": ABOUT},
        "servers": [{"url": PREFIX}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Only where one was set at the start."}
            },
        },
    }


def answered(endpoint: Endpoint) -> Any:
    """The type of a good answer."""
    may_be = get_args(endpoint.returns) if isinstance(endpoint.returns, UnionType) else (endpoint.returns,)
    return next(one for one in may_be if one is not type(None))


def summary(endpoint: Endpoint) -> tuple[str, str]:
    """The first sentence of what an endpoint says of itself, and all of it."""
    words = " ".join((endpoint.answer.__doc__ or "").split())
    return re.split(r"(?<=[.]) ", words)[0].rstrip("."), words


def refusals(endpoint: Endpoint) -> list[int]:
    """The statuses with which it may be refused."""
    found = {401, 421, 500}
    found |= {404} if isinstance(endpoint.returns, UnionType) else set()
    found |= {400, 413, 415, 422} if endpoint.body else set()
    found |= {422, 503} if endpoint.asked or endpoint.touches != "reads" else {503}
    found |= {403} if endpoint.method != "GET" else set()
    found |= {409} if endpoint.method == "DELETE" else set()
    return sorted(found)


def parameters(endpoint: Endpoint) -> list[Object]:
    """What stands in its path and query."""
    if endpoint.asked is None:
        return []
    _, components = msgspec.json.schema_components([endpoint.asked])
    record = components[endpoint.asked.__name__]
    return [_parameter(endpoint, name, schema, record["required"]) for name, schema in record["properties"].items()]


def _parameter(endpoint: Endpoint, name: str, schema: Object, required: Sequence[str]) -> Object:
    """Nobody writes null in an address: what may be null may be left out."""
    some = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    plain = dict(some[0] if len(some) == 1 else schema)
    if schema.get("default") is not None:
        plain["default"] = schema["default"]
    in_path = f"{{{name}}}" in endpoint.path
    return {
        "name": name, "in": "path" if in_path else "query", "required": in_path or name in required,
        "description": plain.pop("description", ""), "schema": plain,
    }  # fmt: skip


def _operation(endpoint: Endpoint, known: Sequence[tuple[Any, Object]]) -> Object:
    short, words = summary(endpoint)
    made: Object = {
        "operationId": endpoint.answer.__name__, "tags": [endpoint.group], "summary": short, "description": words,
        "parameters": parameters(endpoint), "responses": _responses(endpoint, known),
    }  # fmt: skip
    if endpoint.body:
        content: Object = {"application/json": {"schema": _schema(endpoint.body, known)}}
        if endpoint.plain:
            content["text/plain"] = {"schema": {"type": "string", "minLength": 1}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _responses(endpoint: Endpoint, known: Sequence[tuple[Any, Object]]) -> Object:
    good = answered(endpoint)
    content = BINARY if good is Attachment else {"application/json": {"schema": _schema(good, known)}}
    made: Object = {str(endpoint.success): {"description": "Done.", "content": content}}
    if endpoint.touches == "reads":
        made[str(endpoint.success)]["headers"] = {"ETag": {"schema": {"type": "string"}}}
        made["304"] = {"description": "It is as it was when `If-None-Match` was its `ETag`."}
    error = {"application/json": {"schema": _schema(Failed, known)}}
    for status in refusals(endpoint):
        made[str(status)] = {"description": CODES[status][1], "content": error}
    return made


def _schema(type: Any, known: Sequence[tuple[Any, Object]]) -> Object:
    return next(schema for one, schema in known if one == type)
