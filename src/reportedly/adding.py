"""Origins into the ledger: read side by side, stored one document a transaction, then linked over all documents."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from reportedly.config import Config
from reportedly.errors import DocumentError
from reportedly.ledger.connection import Ledger
from reportedly.ledger.origins import finish, is_finished, note_failure
from reportedly.ledger.reread import read_again, stale
from reportedly.ledger.write import Entry, Known, Outcome, holds, now, sight, store
from reportedly.linking.actors.block import keys
from reportedly.linking.actors.profile import profile_of
from reportedly.readers import Metadata, deliveries
from reportedly.readers.delivery import Delivery, PassedOver
from reportedly.records import Appearance, Document, Provenance
from reportedly.version import program
from reportedly.weights import digest
from reportedly.workers import Findings, read_all


class Adding(msgspec.Struct, frozen=True):
    """How documents are added: what is known of them besides, by how many processes, and what is kept."""

    config: Config = Config()
    metadata: Metadata = Metadata()
    processes: int = 1
    keep_body: bool = True


class Stored(NamedTuple):
    """A document is in the ledger; `size` counts the raw bytes that were read for it from `given`."""

    document: Document
    outcome: Outcome
    reports: int
    given: str
    size: int


class Finished(NamedTuple):
    """An origin was read to its end; `before`: in an earlier run, and it has not changed since."""

    given: str
    before: bool = False


Event = Stored | DocumentError | PassedOver | Finished


class _Ticket(NamedTuple):
    given: str
    delivery: Delivery


def add(ledger: Ledger, origins: Iterable[str], adding: Adding) -> Iterator[Event]:
    """Read every origin (files and URLs, as `readers.origins.expand` gives them) into the ledger; say what happens.

    What cannot be read is listed in the ledger and comes out as a DocumentError. Stopped at any point, a run that is
    begun again repeats no document that is stored. Raises RunError where the model or the ledger cannot be used.
    """
    desk = _Run(ledger, adding)
    for outcome in read_all(desk.unread(origins), adding.config, adding.processes):
        yield from desk.told()
        if outcome:
            yield desk.keep(outcome.ticket, outcome.found)
    yield from desk.told()


def reread(ledger: Ledger, adding: Adding) -> Iterator[Event]:
    """Read every stored document that another model or version has read, from its stored text; say what happens."""
    made_by = _made_by(adding.config)
    documents = stale(ledger.connection, made_by.program, made_by.weights, config_digest(adding.config))
    for outcome in read_all(((one, one) for one in documents), adding.config, adding.processes):
        if not outcome:
            continue
        document, found = outcome
        if isinstance(found, DocumentError):
            note_failure(ledger, document.origin, document.origin, found.reason)
            yield found
        else:
            read_again(ledger, entry_of(document, found, adding.config))
            yield Stored(document, "added", len(found.reports), document.origin, 0)


def entry_of(document: Document, found: Findings, config: Config, delivery: Delivery | None = None) -> Entry:
    """What the ledger keeps of a document, with the profile and keys of each of its actors."""
    return Entry(
        document,
        found.reports,
        tuple(_known(actor, document) for actor in found.actors),
        _made_by(config),
        config_digest(config),
        delivery.body if delivery else None,
        delivery.media_type if delivery else "text/plain",
    )


def config_digest(config: Config) -> str:
    """12 hexadecimal digits of what the configuration says of how texts are read; caps and threads change nothing."""
    return hashlib.sha256(msgspec.json.encode((config.tagger, config.weights is not None))).hexdigest()[:12]


def _made_by(config: Config) -> Provenance:
    return Provenance(
        program(), "rules" if config.tagger == "rules" else digest(Path(config.weights) if config.weights else None)
    )


def _known(actor: Appearance, document: Document) -> Known:
    profile = profile_of(actor.id, actor.name, actor.kind, actor.descriptions, document.id)
    return Known(actor, profile, keys(profile))


class _Run:
    """One run of `add`: which origins are under way, and what has happened since it was last told."""

    def __init__(self, ledger: Ledger, adding: Adding) -> None:
        self.ledger, self.adding = ledger, adding
        self.began = now()
        self.events: list[Event] = []
        self.pending: dict[str, int] = {}  # documents handed out, of origins that are read to their end or not
        self.failed: dict[str, int] = {}
        self.ended: dict[str, str | None] = {}  # origins read to their end, and their stamps
        self.handed: dict[str, list[Document]] = {}  # documents in hand by id, with copies of them met meanwhile

    def told(self) -> Iterator[Event]:
        """What has happened, once."""
        while self.events:
            yield self.events.pop(0)

    def unread(self, origins: Iterable[str]) -> Iterator[tuple[_Ticket, Document] | None]:
        """The documents that the ledger does not have; None where something else has happened that is to be told."""
        for given in origins:
            stamp = self._stamp(given)
            if stamp and is_finished(self.ledger.connection, given, stamp):
                self.events.append(Finished(given, before=True))
                yield None
                continue
            self.pending[given] = self.failed[given] = 0
            for delivery in deliveries(given, self.adding.config, self.adding.metadata):
                yield self._hand_out(given, delivery)
            self.ended[given] = stamp
            self._close(given)
            yield None

    def _hand_out(self, given: str, delivery: Delivery | DocumentError | PassedOver) -> tuple[_Ticket, Document] | None:
        if isinstance(delivery, PassedOver):
            self.events.append(delivery)
        elif isinstance(delivery, DocumentError):
            self._fail(given, delivery)
            self.events.append(delivery)
        elif delivery.document.id in self.handed:
            self.handed[delivery.document.id].append(delivery.document)
            self.events.append(Stored(delivery.document, "unchanged", 0, given, len(delivery.body)))
        elif holds(self.ledger.connection, delivery.document.id):
            sight(self.ledger, delivery.document)
            self.events.append(Stored(delivery.document, "unchanged", 0, given, len(delivery.body)))
        else:
            self.handed[delivery.document.id] = []
            self.pending[given] += 1
            return _Ticket(given, delivery), delivery.document
        return None

    def keep(self, ticket: _Ticket, found: Findings | DocumentError) -> Event:
        """Store what came back, and finish its origin if it was the last."""
        given, delivery = ticket
        self.pending[given] -= 1
        copies = self.handed.pop(delivery.document.id)
        event: Event
        if isinstance(found, DocumentError):
            self._fail(given, found)
            event = found
        else:
            kept = delivery if self.adding.keep_body else None
            outcome = store(self.ledger, entry_of(delivery.document, found, self.adding.config, kept))
            for copy in copies:
                sight(self.ledger, copy)
            event = Stored(delivery.document, outcome, len(found.reports), given, len(delivery.body))
        self._close(given)
        return event

    def _fail(self, given: str, error: DocumentError) -> None:
        self.failed[given] += 1
        note_failure(self.ledger, error.origin, given, error.reason)

    def _close(self, given: str) -> None:
        if given in self.ended and not self.pending[given]:
            finish(self.ledger, given, self.ended.pop(given), self.began, self.failed.pop(given))
            del self.pending[given]
            self.events.append(Finished(given))

    def _stamp(self, given: str) -> str | None:
        """What tells whether a file is still the one that was read, and read as now; None for what is no file."""
        try:
            state = os.stat(given)
        except (OSError, ValueError):
            return None
        if not Path(given).is_file():
            return None
        told = hashlib.sha256(msgspec.json.encode((self.adding.metadata, self.adding.keep_body))).hexdigest()[:12]
        return f"{state.st_size}:{state.st_mtime_ns}:{told}"
