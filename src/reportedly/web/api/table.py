"""Every address of the API: what is answered, described, documented and fuzzed."""

from typing import Any

from reportedly.config import Config
from reportedly.web.api.actors import ACTORS
from reportedly.web.api.documents import DOCUMENTS
from reportedly.web.api.endpoint import Endpoint
from reportedly.web.api.judgements import JUDGEMENTS
from reportedly.web.api.openapi import openapi
from reportedly.web.api.overview import OVERVIEW
from reportedly.web.api.reading import reading
from reportedly.web.api.reports import REPORTS
from reportedly.web.api.search import SEARCH


def table(config: Config) -> tuple[Endpoint, ...]:
    """The endpoints, in the order of the documentation; `config` says what texts are read with."""
    description: dict[str, Any] = {}

    def describe() -> dict[str, Any]:
        """This description of the API, in OpenAPI 3.1."""
        return description

    described = Endpoint("GET", "/openapi.json", "computes", "ledger", describe)
    endpoints = (*REPORTS, *SEARCH, *DOCUMENTS, *ACTORS, *OVERVIEW, *JUDGEMENTS, *reading(config), described)
    description.update(openapi(endpoints))
    return endpoints
