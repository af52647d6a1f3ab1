"""The process that extracts pages (`python -m reportedly.readers.confined`), under caps, until its input ends.

First a frame goes out that says whether the extractors could be loaded (`Ready` or a Failure); then one Request comes
in for each Page or Failure that goes out.
"""

import logging
import os
import signal
import sys

import msgspec

from reportedly.readers.frames import Failure, Page, Ready, Request, receive, send
from reportedly.readers.page import extract


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    logging.disable(logging.CRITICAL)
    try:
        import resiliparse.extract.html2text  # noqa: F401
        import trafilatura  # noqa: F401
    except ImportError as error:
        send(answers, Failure(f"the HTML extractors cannot be loaded: {_one_line(error)}"))
        return
    send(answers, Ready())
    while (body := receive(sys.stdin.buffer)) is not None:
        try:
            request = msgspec.msgpack.decode(body, type=Request)
            del body
            answer = _answer(request)
        except MemoryError:
            answer = Failure("its extraction needs more memory than one page may", too_large=True, spent=True)
        send(answers, answer)


def _answer(request: Request) -> Page | Failure:
    _limit(request)
    try:
        return extract(request)
    except MemoryError:
        raise
    except Exception as error:  # a page must not end the run; the parent lists it
        return Failure(f"its extraction failed ({type(error).__name__}: {_one_line(error)})", spent=True)
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _limit(request: Request) -> None:
    """Memory, and an alarm that ends this process even if the parent is gone and cannot."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, request.seconds + 1)
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    memory = request.memory if hard == resource.RLIM_INFINITY else min(request.memory, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    except (ValueError, OSError):  # macOS refuses; the caps on bytes, elements and seconds remain
        return


if __name__ == "__main__":
    main()
