"""The confined processes of this one: started at need, reused, killed and replaced after harm."""

import atexit
import os
import threading
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.readers.frames import Chunk, Done, Failure, Fault, Item, More, Others, Page, Part, Request, Unpack
from reportedly.readers.worker import Worker, start

# Idle processes that are kept for the next container: a folder is read one file after the other, so one is enough,
# and a second serves a caller with two threads.
KEPT = 2


class Confinement:
    """A process that extracts pages for this one. Safe to share between threads, which take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None

    def extract(self, request: Request) -> Page | Failure:
        """The answer to `request`, or why there is none: too slow, too large, crashed, not installed."""
        with self._lock:
            try:
                failure = self._start()
                return failure or self._ask(request)
            except BaseException:  # interrupted in the middle of a frame
                self._stop()
                raise

    def close(self) -> None:
        """End the process, if there is one; the next page starts another."""
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """In the child of a fork: the process is its parent's to use and to end, and so may be the lock."""
        self._lock = threading.Lock()
        self._worker = None

    def _start(self) -> Failure | None:
        if self._worker and not self._worker.usable():
            self._stop()
        if self._worker:
            return None
        started = start("pages")
        if isinstance(started, Failure):
            return started
        self._worker = started
        return None

    def _ask(self, request: Request) -> Page | Failure:
        assert self._worker is not None
        self._worker.tasks += 1
        answer = self._worker.exchange(request, request.seconds)
        if not isinstance(answer, Page | Failure):
            answer = Failure("its extraction gave no answer", spent=True)
        if isinstance(answer, Failure) and answer.spent:
            self._stop()
        return answer

    def _stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            worker.stop()


class Containment:
    """Processes that take feeds, archives and ninjs files apart. Threads, and readings of one thread, get one each."""

    def __init__(self) -> None:
        self._idle: list[Worker] = []

    def unpack(self, task: Unpack, stream: BinaryIO) -> Iterator[Part | Failure]:
        """The parts of the container, as they are found; a Failure is the last. `stream` is read as it is asked for.

        Where nobody waits for the next part, nothing is read; abandoned, the process is ended.
        """
        start_of_input = stream.tell() if task.size is not None else 0
        worker = self._take()
        if isinstance(worker, Failure):
            yield worker
            return
        worker.tasks += 1
        clean = False
        try:
            answer = worker.exchange(task, task.seconds)
            while not isinstance(answer, Done):
                if isinstance(answer, More):
                    if task.size is not None:
                        stream.seek(start_of_input + answer.offset)
                    answer = worker.exchange(Chunk(stream.read(answer.size)), task.seconds)
                elif isinstance(answer, Item | Fault | Others):
                    yield answer
                    answer = worker.exchange(None, task.seconds)
                else:
                    failure = answer if isinstance(answer, Failure) else Failure("its reading went wrong", spent=True)
                    clean = not failure.spent
                    yield failure
                    return
            clean = True
        finally:
            self._give_back(worker, clean)

    def close(self) -> None:
        """End the idle processes."""
        while self._idle:
            self._idle.pop().stop()

    def forget(self) -> None:
        """In the child of a fork: the processes are its parent's."""
        self._idle = []

    def _take(self) -> Worker | Failure:
        while self._idle:
            worker = self._idle.pop()
            if worker.usable():
                return worker
            worker.stop()
        return start("containers")

    def _give_back(self, worker: Worker, clean: bool) -> None:
        if clean and len(self._idle) < KEPT:
            self._idle.append(worker)
        else:
            worker.stop()


CONFINEMENT = Confinement()
CONTAINMENT = Containment()
for confined in (CONFINEMENT, CONTAINMENT):
    atexit.register(confined.close)
    if hasattr(os, "register_at_fork"):  # not on Windows
        os.register_at_fork(after_in_child=confined.forget)
