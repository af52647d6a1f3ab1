"""Run the commands of `docs/tutorial.md` and write what they print into it: `python docs/make_tutorial.py`.

In its ```console blocks lines that begin with "$ " are commands, run one after the other in an empty folder that holds
nothing but `news.jsonl` and `markers.jsonl`; the lines below each are what it prints. A ```python block that begins
with "# NAME.py" is that file. A test holds the page equal to what comes out. What differs from run to run (times, the
port) is written as `UNSTEADY` says.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
NEWS = (ROOT / "examples" / "news.jsonl", ROOT / "examples" / "markers.jsonl")
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)
UNSTEADY = ((re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"), "2025-08-01T09:30:00.000Z"),)
PORT = re.compile(r"\b8631\b")  # the page's; whoever runs the commands takes a free one
STARTING = 30.0  # seconds that a server may take to answer


class Shell:
    """Runs commands in a folder, with what was exported before; a command that ends with "&" is ended at `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        tools = folder.parent / "tools"
        tools.mkdir()
        for name, options in (("python", ""), ("reportedly", " -m reportedly.cli")):
            tools.joinpath(name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{options} "$@"\n', encoding="utf-8")
            tools.joinpath(name).chmod(0o755)
        paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
        self.environment = {
            **os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": paths, "LC_ALL": "C.UTF-8",
            "PYTHONIOENCODING": "utf-8", "COLUMNS": "80",
        }  # fmt: skip
        self.running: list[subprocess.Popen[str]] = []

    def run(self, command: str) -> str:
        """What the command prints, on standard output and error."""
        command = PORT.sub(str(self.port), command)
        if exported := re.fullmatch(r"export (\w+)=(\S+)", command):
            self.environment[exported[1]] = exported[2]
            return ""
        if command.endswith("&"):
            return self._start(command.removesuffix("&"))
        if command == "kill %1":
            self.close()
            return ""
        told = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        return self._steady(told.stdout)

    def _start(self, command: str) -> str:
        """Start a server and wait until it answers; what it has printed until then."""
        log = self.folder.parent / "log"
        with log.open("w", encoding="utf-8") as out:
            server = subprocess.Popen(
                ["bash", "-c", f"exec {command}"], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=out, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            )  # fmt: skip
        self.running.append(server)
        until = time.monotonic() + STARTING
        while time.monotonic() < until and server.poll() is None and not self._answers():
            time.sleep(0.05)
        return self._steady(log.read_text(encoding="utf-8"))

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def _steady(self, printed: str) -> str:
        printed = printed.replace(f"127.0.0.1:{self.port}", "127.0.0.1:8631")
        for pattern, words in UNSTEADY:
            printed = pattern.sub(words, printed)
        return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())

    def close(self) -> None:
        """End what was started."""
        for process in self.running:
            process.send_signal(signal.SIGINT)
            process.wait(STARTING)
        self.running.clear()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def commands(block: str) -> Iterator[str]:
    """The command lines of a block."""
    return (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))


def page(written: str) -> str:
    """The page with what its commands print now."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "ledgers")
        folder.mkdir()
        for articles in NEWS:
            shutil.copy(articles, folder)
        shell = Shell(folder)
        try:
            return BLOCK.sub(lambda match: _block(shell, match[1], match[2]), written)
        finally:
            shell.close()


def _block(shell: Shell, kind: str, block: str) -> str:
    if kind == "python":
        if named := re.match(r"# (\w+\.py)\n", block):
            shell.folder.joinpath(named[1]).write_text(block, encoding="utf-8")
        return f"```python\n{block}```"
    return "```console\n" + "".join(f"$ {command}\n{shell.run(command)}" for command in commands(block)) + "```"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
