"""What an address of the API is: a method, a path and a plain function, whose types say what it takes and gives."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

import msgspec
from msgspec import Meta

Method = Literal["GET", "POST", "DELETE"]

LONGEST = 2000  # characters of a value: as long as a question may be
MOST = 200  # rows a page: what the narrowest list of the ledger gives

Value = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Limit = Annotated[int, Meta(ge=1, le=MOST, description="How many at most.")]
After = Annotated[
    str, Meta(min_length=1, max_length=LONGEST, description="Where to go on: `after` of the answer before.")
]


class ById(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing, by what it is called in the ledger."""

    id: Annotated[Value, Meta(description="Its id.")]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a list. `next` is the address of the part behind it, null at the end; `after` alone is in it."""

    after: str | None = None
    next: str | None = None


class Attachment(NamedTuple):
    """Bytes to be saved under a name, never shown."""

    content: bytes
    name: str


class Endpoint(NamedTuple):
    """`answer` by what it touches:

    - "reads": `(connection)` or `(connection, asked)`; answers None where the ledger has no such thing;
    - "writes": `(ledger, by, asked)` or `(ledger, by, body)`;
    - "computes": `(body)` or `()`, without a ledger.

    The fields of `asked` that stand in `path` are taken from there, the others from the query. The first sentence of
    the docstring is the summary. `plain` is the field of the body that a body of plain text fills; `most` is how many
    bytes a body may have.
    """

    method: Method
    path: str
    touches: Literal["reads", "writes", "computes"]
    group: str
    answer: Callable[..., Any]
    success: int = 200
    plain: str | None = None
    most: int = 256 << 10  # a corrected report of a long speech has 20 KB

    @property
    def asked(self) -> type[msgspec.Struct] | None:
        """The record of its parameters."""
        return get_type_hints(self.answer, include_extras=True).get("asked")

    @property
    def body(self) -> Any:
        """The type of its body; None where it takes none."""
        return get_type_hints(self.answer, include_extras=True).get("body")

    @property
    def returns(self) -> Any:
        """The type of its answer; `X | None` where there may be nothing."""
        return get_type_hints(self.answer, include_extras=True)["return"]


def reads(path: str, group: str, answer: Callable[..., Any]) -> Endpoint:
    """`GET path`"""
    return Endpoint("GET", path, "reads", group, answer)


def writes(method: Method, path: str, group: str, answer: Callable[..., Any], success: int = 200) -> Endpoint:
    """`POST path` or `DELETE path`"""
    return Endpoint(method, path, "writes", group, answer, success)
