"""Which reports are meant: what the command line, the pages and the API ask of a ledger, as one record."""

from typing import Literal, get_args

import msgspec

from reportedly.records import Kind, Stance

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
Status = Literal["found", "confirmed", "corrected", "rejected"]


class Filter(msgspec.Struct, frozen=True):
    """All conditions hold together; an empty one holds for every report.

    `words` is a question in the language of `question.py`. `speaker` and `outlet` are an actor's id or a name, as
    people write it; `since` and `until` are days (ISO), both included, of the document's publication. Reports that a
    person rejected are left out unless `status` asks for them.
    """

    words: str = ""
    speaker: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    stance: Stance | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    statement: str | None = None
    status: Status | None = None
