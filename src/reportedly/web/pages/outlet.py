"""The page of an outlet: what it published, whom it reports, how."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from reportedly.ledger.documents import documents, outlet_card
from reportedly.ledger.filter import Filter
from reportedly.ledger.search import facets
from reportedly.web.pages.asking import asking, missing, part, value
from reportedly.web.rendering import address, outlet_page, page

PAGE = 30  # articles


def outlet(request: Request) -> Response:
    """`/outlet/NAME`"""
    with asking(request) as connection:
        card = outlet_card(connection, part(request, "name"))
        if card is None:
            raise missing("outlet of this name")
        divided = facets(connection, Filter(outlet=card.name), top=1)
        listed = documents(connection, "newest", card.name, PAGE, value(request, "after"))
        return page(
            request, "outlet.html", connection, card=card, speakers=card.speakers, stances=divided.stances,
            kinds=divided.kinds, by_stance=partial(_by, card.name, "stance"), by_kind=partial(_by, card.name, "kind"),
            documents=listed.documents,
            next=address(outlet_page(card.name), after=listed.after) if listed.after else None,
        )  # fmt: skip


def _by(name: str, field: str, wanted: str) -> str:
    return address("/search", outlet=name, **{field: wanted})
