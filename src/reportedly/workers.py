"""Documents read by several processes side by side; one that kills its process is listed, and the others go on.

Each process has the model to itself and reads one document at a time, so that what a crash costs is the documents in
hand. A process ends as soon as the one that started it is gone, however that ended.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from reportedly.attribution.tag import Tagger
from reportedly.config import Config
from reportedly.errors import DocumentError
from reportedly.pipeline import open_tagger, run
from reportedly.records import Appearance, Document, Report
from reportedly.reporting.appearances import appearances_of

Ticket = TypeVar("Ticket")
# Documents handed out beyond one for each process, so that none waits for the next: a ticket holds a whole document.
AHEAD = 2

_tagger: Tagger | None = None  # of this process, which does nothing else
_config = Config()


class Findings(NamedTuple):
    """What was found in one document."""

    reports: tuple[Report, ...]
    actors: tuple[Appearance, ...]


class Outcome(NamedTuple, Generic[Ticket]):
    """What came of the document that was handed in with `ticket`."""

    ticket: Ticket
    found: Findings | DocumentError


def read_all(
    documents: Iterable[tuple[Ticket, Document] | None], config: Config, processes: int
) -> Iterator[Outcome[Ticket] | None]:
    """Yield what is found in each document as soon as it is known, not in the order given; and None for every None.

    None among the documents says that something else happened, which is to be told before more is read. Raises
    RunError where the model cannot be opened.
    """
    if config.tagger == "model":
        from reportedly.weights import open_weights

        open_weights(
            Path(config.weights) if config.weights else None
        )  # a bad file is told of before processes are started
    desk = _Desk[Ticket](config, processes)
    try:
        for given in documents:
            if given is None:
                yield None
            else:
                desk.hand_in(*given)
            yield from desk.finished(waiting=desk.full())
        while desk.busy():
            yield from desk.finished(waiting=True)
    finally:
        desk.close()


class _Desk(Generic[Ticket]):
    """Hands documents to processes, and hires new ones where one has died."""

    def __init__(self, config: Config, processes: int) -> None:
        self.config, self.processes = msgspec.structs.replace(config, threads=1), processes
        self.pool = self._hire(processes)
        self.out: dict[Future[Findings], tuple[Ticket, Document]] = {}

    def _hire(self, processes: int) -> ProcessPoolExecutor:
        fresh = multiprocessing.get_context("spawn")  # a fork would share the parent's ledger and locks
        return ProcessPoolExecutor(processes, fresh, _begin, (self.config,))

    def hand_in(self, ticket: Ticket, document: Document) -> None:
        try:
            future = self.pool.submit(_read, document)
        except BrokenProcessPool as error:  # a process has died since the last look
            future = Future()
            future.set_exception(error)
        self.out[future] = (ticket, document)

    def full(self) -> bool:
        return len(self.out) >= self.processes + AHEAD

    def busy(self) -> bool:
        return bool(self.out)

    def finished(self, waiting: bool) -> Iterator[Outcome[Ticket]]:
        if not self.out:
            return
        done, _ = wait(self.out, timeout=None if waiting else 0, return_when=FIRST_COMPLETED)
        broken = False
        for future in done:
            if isinstance(future.exception(), BrokenProcessPool):
                broken = True
                continue
            ticket, document = self.out.pop(future)
            yield Outcome(ticket, _result(future, document))
        if broken:
            yield from self._one_by_one()

    def _one_by_one(self) -> Iterator[Outcome[Ticket]]:
        """A process died, and which document it held is not known: read those in hand again, each by itself."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        again = list(self.out.values())
        self.out.clear()
        for ticket, document in again:
            with self._hire(1) as alone:
                yield Outcome(ticket, _result(alone.submit(_read, document), document))
        self.pool = self._hire(self.processes)

    def close(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in list((getattr(self.pool, "_processes", None) or {}).values()):
            process.terminate()


def _result(future: "Future[Findings]", document: Document) -> Findings | DocumentError:
    try:
        return future.result()
    except BrokenProcessPool:
        return DocumentError(document.origin, "the process that read it died (out of memory, or killed)")
    except MemoryError:
        return DocumentError(document.origin, "reading it took more memory than there is")
    except RecursionError:
        return DocumentError(document.origin, "nested too deep to be read")


def _begin(config: Config) -> None:
    global _tagger, _config
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to obey
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _config = config
    _tagger = open_tagger(config)


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _read(document: Document) -> Findings:
    ((annotation, reports),) = run((document,), _config, _tagger)
    return Findings(reports, appearances_of(annotation))
