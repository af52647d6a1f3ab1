"""The house holds: imports run down its floors, heavy libraries stay in their rooms, what is public is documented."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "reportedly"
MODULES = sorted(PACKAGE.rglob("*.py"))

# design/architecture.md. A module or folder that is not here has no floor, and fails.
FLOORS = {
    "__init__": 7,
    "__main__": 7,
    "cli": 6,
    **dict.fromkeys(("cluster", "evaluation", "reading", "adding", "mcp"), 5),
    **dict.fromkeys(
        (
            "pipeline",
            "resolve",
            "comparing",
            "grouping",
            "tracing",
            "trace",
            "repeating",
            "judging",
            "erasing",
            "workers",
            "web",
            "formats",
            "columns",
            "exports",
        ),
        4,
    ),
    **dict.fromkeys(("readers", "attribution", "coreference", "reporting", "linking", "ledger"), 3),
    **dict.fromkeys(("text", "records", "weights", "config"), 2),
    **dict.fromkeys(("span", "errors", "version"), 1),
}
SIBLINGS = 3  # on this floor no room opens into another
# A room of several questions: what each of them may import of the others.
QUESTIONS: dict[str, frozenset[str]] = {
    "actors": frozenset(("given", "in_force", "joining", "spelling")),
    "statements": frozenset(("in_force", "joining")),
    "drift": frozenset(("given", "spelling", "statements")),
    "origins": frozenset(("statements", "drift")),
    "contradiction": frozenset(("statements", "drift")),
}

# Libraries that cost start-up time or size, and the only rooms that may import them.
MODEL_ROOMS = frozenset(("attribution", "coreference", "weights"))
SCREEN_ROOMS = frozenset(("cli", "formats"))
NOWHERE: frozenset[str] = frozenset()
ROOMS = {
    **dict.fromkeys(("torch", "transformers", "onnx", "spacy"), NOWHERE),
    **dict.fromkeys(("onnxruntime", "tokenizers"), MODEL_ROOMS),
    **dict.fromkeys(
        ("lxml", "trafilatura", "resiliparse", "feedparser", "fastwarc", "httpx2"), frozenset(("readers",))
    ),
    **dict.fromkeys(("starlette", "uvicorn", "jinja2", "markupsafe"), frozenset(("web",))),
    **dict.fromkeys(("mcp", "mcp_types", "pydantic"), frozenset(("mcp",))),
    **dict.fromkeys(("xlsxwriter", "pyarrow"), frozenset(("exports",))),
    "rich": SCREEN_ROOMS,
    "click": SCREEN_ROOMS | {"evaluation/gate"},
}
HEAVY = (
    "numpy", "onnxruntime", "tokenizers", "lxml", "trafilatura", "resiliparse", "httpx2", "rich", "torch",
    "xlsxwriter", "pyarrow", "feedparser", "fastwarc", "starlette", "jinja2", "uvicorn", "mcp",
)  # fmt: skip
NAMELESS = ("util", "utils", "helper", "helpers", "common", "misc")


class Arrow(NamedTuple):
    """An import: the module's dotted name, and the names taken from it."""

    module: str
    names: tuple[str, ...]
    level: int  # dots before a relative import
    line: int


def arrows(tree: ast.AST) -> Iterator[Arrow]:
    """Every import, those inside functions and `import_module("...")` included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Arrow(alias.name, (), 0, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield Arrow(node.module or "", tuple(alias.name for alias in node.names), node.level, node.lineno)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (Arrow(str(a.value), (), 0, node.lineno) for a in node.args[:1] if isinstance(a, ast.Constant))


def room_of(path: PurePosixPath) -> str:
    """The module or folder right under the package that holds `path`, e.g. "readers" of readers/html.py."""
    return path.parts[0].removesuffix(".py")


def within_package(path: PurePosixPath, arrow: Arrow) -> str | None:
    """What is wrong with an import of the package's own module."""
    _, _, inner = arrow.module.partition(".")
    if not inner:
        return "imports from the package itself: name the module"
    room, target = room_of(path), inner.split(".")[0]
    if target not in FLOORS:
        return f"imports {arrow.module}, which has no floor"
    if FLOORS[target] > FLOORS[room]:
        return f"imports {arrow.module}, {FLOORS[target] - FLOORS[room]} floors up"
    if FLOORS[target] == FLOORS[room] == SIBLINGS and target != room:
        return f"imports its sibling {arrow.module}"
    if room == target == "linking":
        return within_linking(path.parts[1].removesuffix(".py"), inner.split(".")[1])
    return None


def within_linking(question: str, target: str) -> str | None:
    """What is wrong with one question's import of another's module."""
    allowed = QUESTIONS.get(question, frozenset()) | {question}
    return None if target in allowed else f"imports linking.{target}, which {question} builds nothing on"


def violations(path: PurePosixPath, source: str) -> list[str]:
    """What the imports of one module break; `path` counts from the package."""
    room = room_of(path)
    if room not in FLOORS:
        return [f"{path} has no floor"]
    found = []
    for arrow in arrows(ast.parse(source)):
        library = arrow.module.split(".")[0]
        wrong = None
        if arrow.level:
            wrong = "has a relative import: arrows are read by their full names"
        elif library == "reportedly":
            wrong = within_package(path, arrow)
        elif library in ROOMS and not {room, str(path.with_suffix(""))} & ROOMS[library]:
            wrong = f"imports {library}, which belongs in {', '.join(sorted(ROOMS[library])) or 'training'}"
        if wrong:
            found.append(f"{path}:{arrow.line} {wrong}")
    return found


def undocumented(source: str) -> list[str]:
    """Public modules, classes, functions and methods without a docstring; what stands in a function is not public."""

    def visit(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> Iterator[str]:
        if not ast.get_docstring(node):
            yield name
        if isinstance(node, ast.Module | ast.ClassDef):
            defined = (c for c in node.body if isinstance(c, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef))
            for child in defined:
                if not child.name.startswith("_"):
                    yield from visit(child, child.name)

    return list(visit(ast.parse(source), "module"))


def relative(path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(PACKAGE).as_posix())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(relative(path)))
class TestModule:
    def test_imports_run_down(self, path: Path) -> None:
        assert violations(relative(path), path.read_text(encoding="utf-8")) == []

    def test_public_means_documented(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert (undocumented(source) if source.strip() else []) == []  # an empty __init__.py marks a folder

    def test_every_room_has_a_name(self, path: Path) -> None:
        assert not set(NAMELESS) & {part.removesuffix(".py") for part in relative(path).parts}


def circles(sources: dict[str, str]) -> list[str]:
    """The modules that lie on a circle of imports, or between two; `sources` by dotted name."""
    graph = {}
    for module, source in sources.items():
        targets = {f"{arrow.module}.{name}" for arrow in arrows(ast.parse(source)) for name in ("", *arrow.names)}
        graph[module] = {target.rstrip(".") for target in targets} & sources.keys() - {module}
    while True:
        imported = set().union(*graph.values())
        rest = {module for module, targets in graph.items() if targets and module in imported}
        if rest == graph.keys():
            return sorted(rest)
        graph = {module: graph[module] & rest for module in rest}


def test_imports_have_no_circle() -> None:
    sources = {}
    for path in MODULES:
        inner = relative(path).with_suffix("")
        dotted = ".".join(("reportedly", *(part for part in inner.parts if part != "__init__")))
        sources[dotted] = path.read_text(encoding="utf-8")
    assert circles(sources) == []


def test_a_circle_is_found() -> None:
    sources = {"p.a": "import p.b", "p.b": "def f():\n    from p import c", "p.c": "from p.b import x", "p.d": ""}
    assert circles(sources) == ["p.b", "p.c"]
    assert circles({**sources, "p.c": "import p.d"}) == []


@pytest.mark.parametrize(
    ("path", "source", "words"),
    [
        ("span.py", "from reportedly.records import Document", "1 floors up"),
        ("text/quotes.py", "import reportedly.pipeline", "2 floors up"),
        ("reporting/chain.py", "def f():\n    from reportedly.cli import main", "chain.py:2 imports reportedly.cli"),
        ("text/a.py", "import importlib\nimportlib.import_module('reportedly.web')", "2 floors up"),
        ("readers/html.py", "from reportedly.attribution.tag import Tagger", "its sibling"),
        ("linking/origins/parents.py", "from reportedly.linking.actors.face import face_of", "origins builds nothing"),
        ("cli.py", "from reportedly import formats", "the package itself"),
        ("cli.py", "import reportedly", "the package itself"),
        ("text/quotes.py", "from . import sentences", "relative import"),
        ("text/quotes.py", "from .sentences import sentences", "relative import"),
        ("cli.py", "from reportedly.tools import x", "no floor"),
        ("tools.py", "", "tools.py has no floor"),
        ("attribution/model.py", "import torch", "belongs in training"),
        ("weights.py", "import onnx.helper", "belongs in training"),
        ("pipeline.py", "import onnxruntime as ort", "belongs in attribution, coreference, weights"),
        ("reporting/a.py", "from tokenizers import Tokenizer", "belongs in attribution"),
        ("web/pages.py", "import lxml.html", "belongs in readers"),
        ("reading.py", "import httpx2", "belongs in readers"),
        ("reading.py", "from rich.table import Table", "belongs in cli, formats"),
        ("evaluation/cases.py", "import click", "belongs in cli, evaluation/gate, formats"),
    ],
)
def test_a_violation_is_found(path: str, source: str, words: str) -> None:
    (found,) = violations(PurePosixPath(path), source)
    assert words in found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cli.py", "import click\nfrom reportedly.reading import read_all"),
        ("formats.py", "from rich.table import Table\nfrom reportedly.web.pages import page"),
        ("evaluation/gate.py", "import click\nfrom reportedly.evaluation.cases import is_right"),
        ("attribution/model.py", "import onnxruntime\nfrom reportedly.attribution.tag import Tagger"),
        ("records.py", "import msgspec\nfrom reportedly.span import Span"),
        ("__init__.py", "from reportedly.reading import read"),
    ],
)
def test_a_good_import_is_let_pass(path: str, source: str) -> None:
    assert violations(PurePosixPath(path), source) == []


def test_what_lacks_a_docstring_is_found() -> None:
    source = '"""M."""\nclass A:\n    def b(self): ...\ndef c():\n    """C."""\n    def inner(): ...\ndef _d(): ...'
    assert undocumented(source) == ["A", "b"]
    assert undocumented("x = 1") == ["module"]


def loaded_by(code: str) -> set[str]:
    """Heavy libraries that a fresh interpreter has loaded after `code`."""
    script = f"{code}\nimport sys\nprint('\\n' + ' '.join({set(HEAVY)} & sys.modules.keys()))"
    # -P: the working directory must not decide what is imported
    outcome = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    return set(outcome.stdout.splitlines()[-1].split())


def test_importing_the_package_is_light() -> None:
    assert loaded_by("import reportedly") == set()


def test_asking_for_help_is_light() -> None:
    ask = "from reportedly.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert loaded_by(ask) == set()


def test_a_heavy_library_would_be_noticed() -> None:
    assert "numpy" in loaded_by("import numpy")
