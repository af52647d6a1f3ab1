import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import LedgerError, RunError
from reportedly.web.serve import serve
from reportedly.web.settings import Serving

SERVE = """
import sys
from pathlib import Path
from reportedly.web.serve import serve
from reportedly.web.settings import Serving
serve(Path(sys.argv[1]), Serving(port=0), lambda address: print(address, flush=True))
"""


def unused(address: str) -> None:
    pytest.fail(f"it listens on {address}")


@pytest.fixture
def address(news: Path) -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", SERVE, str(news)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().strip()
        server.terminate()


def test_it_answers_many_at_once_while_people_judge(address: str) -> None:
    def look(place: str) -> int:
        with urllib.request.urlopen(address + place, timeout=20) as answer:
            return len(answer.read())

    def judge(act: str) -> int:
        sent = f"act={act}&report=r:d:ferry-1&back=/".encode()
        with urllib.request.urlopen(address + "judge", sent, timeout=20) as answer:
            return int(answer.status)

    with ThreadPoolExecutor(12) as readers:
        looked = [readers.submit(look, place) for place in ("", "search?q=ferry", "article/d:ferry", "review") * 10]
        judged = [readers.submit(judge, act) for act in ("confirm", "reject", "nobody") * 4]
        assert all(one.result() > 500 for one in looked)
        assert [one.result() for one in judged] == [200] * 12
    assert look("judgements") > 5000


def test_an_answer_is_sent_at_once(address: str) -> None:
    """Without TCP_NODELAY every second answer on a connection waits 40 ms for the browser's acknowledgement."""
    import http.client
    import time

    connection = http.client.HTTPConnection("127.0.0.1", int(address.rsplit(":", 1)[1].strip("/")))
    taken = []
    for _ in range(12):
        began = time.perf_counter()
        connection.request("GET", "/static/icon.svg")
        connection.getresponse().read()
        taken.append(time.perf_counter() - began)
    connection.close()
    assert sorted(taken)[len(taken) // 2] < 0.03


def test_what_cannot_be_served_is_told_before_it_listens(tmp_path: Path, news: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        serve(tmp_path / "none", Serving(port=0), unused)
    with pytest.raises(RunError, match="give a token"):
        serve(news, Serving(host="0.0.0.0", port=0), unused)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(RunError, match="cannot listen"):
        serve(news, Serving(port=taken.getsockname()[1]), unused)
    with pytest.raises(RunError, match="cannot listen"):
        serve(news, Serving(port=99999), unused)


def test_it_stops_listening_when_it_is_stopped(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()

    def run(_: Any, sockets: list[socket.socket]) -> None:
        assert sockets[0].getsockname()[1]
        stopped.set()

    monkeypatch.setattr("uvicorn.Server.run", run)
    told: list[str] = []
    serve(news, Serving(port=0), told.append)
    assert stopped.is_set()
    assert told[0].startswith("http://127.0.0.1:")
