"""One confined process, seen from its parent: started, talked to under a time limit, ended."""

import contextlib
import os
import subprocess
import sys
import threading
from typing import BinaryIO, Literal

import msgspec

from reportedly.readers.frames import Done, Failure, Fault, Item, More, Others, Page, Ready, receive, send

# What a process is for: it loads no more than that takes.
Work = Literal["pages", "containers"]

# Loading the extractors takes half a second on an idle machine; a busy or cold one gets its time.
START_SECONDS = 60.0

# The extractors' caches grow slowly; a fresh process after so many tasks costs half a millisecond a task.
TASKS_PER_PROCESS = 1000

Answer = Ready | Page | Failure | More | Item | Fault | Others | Done
ANSWER = msgspec.msgpack.Decoder(Answer)


class Worker:
    """A process that works on untrusted input for this one. One thread at a time may talk to it."""

    def __init__(self, work: Work) -> None:
        self.tasks = 0
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self.process = subprocess.Popen(
            # -P: a file in the working directory must not pass for a module
            [sys.executable, "-P", "-m", "reportedly.readers.confined", work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    def exchange(self, record: msgspec.Struct | None, seconds: float) -> Answer:
        """The process's next word, after `record` if given; a spent Failure if it says none in time, or has died."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            if record is not None:
                send(_pipe(self.process.stdin), record)
            body = receive(_pipe(self.process.stdout))
        except OSError:  # it died while we wrote
            body = None
        finally:
            timer.cancel()
        if body is not None:
            answer: Answer = ANSWER.decode(body)
            return answer
        self.process.kill()
        code = self.process.wait()
        if late.is_set():
            return Failure(f"its extraction took longer than {seconds:g} seconds", too_large=True, spent=True)
        return Failure(f"its extraction crashed (exit status {code})", spent=True)

    def usable(self) -> bool:
        """Whether it lives and may take another task."""
        return self.process.poll() is None and self.tasks < TASKS_PER_PROCESS

    def stop(self) -> None:
        """End the process at once, whatever it is doing."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what it did not read is lost with it
                    pipe.close()
        self.process.wait()


def start(work: Work) -> Worker | Failure:
    """A process that is ready for its first task, or why there is none."""
    if not sys.executable:
        return Failure("untrusted input is read in a process of its own, and this Python cannot start one")
    worker = Worker(work)
    answer = worker.exchange(None, START_SECONDS)
    if isinstance(answer, Ready):
        return worker
    worker.stop()
    if isinstance(answer, Failure) and not answer.spent:
        return answer
    return Failure("the process that reads untrusted input did not start")


def _pipe(stream: "BinaryIO | object") -> BinaryIO:
    assert stream is not None
    return stream  # type: ignore[return-value]
