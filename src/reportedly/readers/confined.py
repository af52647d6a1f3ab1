"""A confined process (`python -m reportedly.readers.confined pages|containers`), under caps, until its input ends.

First a frame goes out that says whether the libraries could be loaded (`Ready` or a Failure). Then, for pages, one Page
or Failure goes out for each Request; for containers, after each Unpack as many Items, Faults and Others as there are,
and Done or a Failure. In between, the process asks for its input with More and gets a Chunk.
"""

import logging
import os
import signal
import sys
from collections.abc import Iterator

import msgspec

from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.asked import Alarm, Asked, Link
from reportedly.readers.frames import Done, Failure, Page, Part, Ready, Request, Unpack, receive, send

TASK = msgspec.msgpack.Decoder(Request | Unpack)


ALARM = Alarm()


def main(work: str) -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    logging.disable(logging.CRITICAL)
    if work == "pages":
        try:
            import resiliparse.extract.html2text  # noqa: F401
            import trafilatura  # noqa: F401
        except ImportError as error:
            send(answers, Failure(f"the HTML extractors cannot be loaded: {_one_line(error)}"))
            return
    send(answers, Ready())
    link = Link(sys.stdin.buffer, answers, ALARM)
    while (body := receive(sys.stdin.buffer)) is not None:
        try:
            task = TASK.decode(body)
            del body
            answer = _perform(task, link)
        except MemoryError:
            answer = Failure("its extraction needs more memory than one page may", too_large=True, spent=True)
        send(answers, answer)


def _perform(task: Request | Unpack, link: Link) -> Page | Failure | Done:
    _limit_memory(task.memory)
    ALARM.set(task.seconds)
    try:
        return _page(task) if isinstance(task, Request) else _unpack(task, link)
    except (MemoryError, SystemExit):
        raise
    except BaseException as error:  # one input must not end the run; Rust's panics are no Exceptions
        return Failure(f"its extraction failed ({type(error).__name__}: {_one_line(error)})", spent=True)
    finally:
        ALARM.off()


def _page(request: Request) -> Page | Failure:
    from reportedly.readers.page import extract, extract_fragment

    return extract_fragment(request) if request.fragment else extract(request)


def _unpack(task: Unpack, link: Link) -> Done | Failure:
    try:
        for part in _parts(task, Asked(link, task.size)):
            link.tell(part)
    except DocumentError as error:
        return Failure(error.reason, too_large=isinstance(error, TooLarge))
    except ImportError as error:
        return Failure(f"a library is missing: {_one_line(error)}")
    return Done()


def _parts(task: Unpack, source: Asked) -> Iterator[Part]:
    """What the reader of the kind finds; each is loaded when it is first needed."""
    if task.kind == "feed":
        from reportedly.readers.feed import entries

        return entries(task, source)
    if task.kind == "ninjs":
        from reportedly.readers.ninjs import items

        return items(task, source)
    if task.kind == "warc":
        from reportedly.readers.warc import records

        return records(task, source)
    from reportedly.readers.wacz import archives

    return archives(task, source)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    memory = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    except (ValueError, OSError):  # macOS refuses; the caps on bytes, elements and seconds remain
        return


if __name__ == "__main__":
    main(sys.argv[1])
