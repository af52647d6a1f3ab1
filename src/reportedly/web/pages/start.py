"""The start page: what is in the ledger, what failed, what waits for review."""

from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.documents import documents
from reportedly.ledger.origins import failures
from reportedly.ledger.overview import overview
from reportedly.web.pages.asking import asking
from reportedly.web.rendering import page

NEWEST = 8  # articles: what fits beside the speakers and the outlets
FAILED = 20  # failures: enough to see what kind they are


def start(request: Request) -> Response:
    """`/`"""
    with asking(request) as connection:
        failed = failures(connection)
        return page(
            request, "start.html", connection, overview=overview(connection, top=NEWEST), failures=failed[:FAILED],
            failures_all=len(failed), newest=documents(connection, "newest", limit=NEWEST).documents,
            name=request.app.state.ledger.name,
        )  # fmt: skip
