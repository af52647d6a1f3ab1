"""The parent's side of the confined process: one, started at the first page, reused, killed and replaced at need."""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from typing import BinaryIO

import msgspec

from reportedly.readers.frames import Failure, Page, Ready, Request, receive, send

# Loading the extractors takes half a second on an idle machine; a busy or cold one gets its time.
START_SECONDS = 60.0

# The extractors' caches grow slowly; a fresh process after so many pages costs half a millisecond a page.
PAGES_PER_PROCESS = 1000

ANSWER = msgspec.msgpack.Decoder(Ready | Page | Failure)


class Confinement:
    """A process that extracts pages for this one. Safe to share between threads, which take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0

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
        self._process = None

    def _start(self) -> Failure | None:
        if self._process and (self._process.poll() is not None or self._pages >= PAGES_PER_PROCESS):
            self._stop()
        if self._process:
            return None
        if not sys.executable:
            return Failure("web pages are extracted in a process of their own, and this Python cannot start one")
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._process = subprocess.Popen(
            # -P: a file in the working directory must not pass for a module
            [sys.executable, "-P", "-m", "reportedly.readers.confined"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._pages = 0
        answer, _ = self._exchange(None, START_SECONDS)
        if isinstance(answer, Ready):
            return None
        self._stop()
        return answer if isinstance(answer, Failure) else Failure("the process that extracts web pages did not start")

    def _ask(self, request: Request) -> Page | Failure:
        self._pages += 1
        answer, late = self._exchange(request, request.seconds)
        if isinstance(answer, (Page, Failure)):
            if isinstance(answer, Failure) and answer.spent:
                self._stop()
            return answer
        code = self._process.wait() if self._process else None
        self._stop()
        if late:
            return Failure(f"its extraction took longer than {request.seconds:g} seconds", too_large=True)
        return Failure(f"its extraction crashed (exit status {code})")

    def _exchange(self, request: Request | None, seconds: float) -> tuple[Ready | Page | Failure | None, bool]:
        """The next record from the process, after `request` if given; None if it died; whether it was out of time."""
        process = self._process
        assert process is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                send(_pipe(process.stdin), request)
            body = receive(_pipe(process.stdout))
        except OSError:  # it died while we wrote
            body = None
        finally:
            timer.cancel()
        if body is None:
            process.kill()
        return (ANSWER.decode(body) if body is not None else None), late.is_set()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what it did not read is lost with it
                    pipe.close()
        process.wait()


def _pipe(stream: "BinaryIO | object") -> BinaryIO:
    assert stream is not None
    return stream  # type: ignore[return-value]


CONFINEMENT = Confinement()
atexit.register(CONFINEMENT.close)
if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=CONFINEMENT.forget)
