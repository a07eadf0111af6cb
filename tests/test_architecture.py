"""The tree keeps its shape: imports run one way; the engine asks nothing of clock, chance, environment or network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "bindery"

# Each row may import from its own row and the rows above it.
ORDER = (
    ("__version__", "diagnostics", "geometry", "jobs", "languages", "order"),
    ("collation", "embargo", "model", "remarks", "shelf", "tokens"),
    ("load", "markup", "charts", "art", "diagrams", "typography", "citations", "mockup"),
    ("assemble", "bitext"),
    ("render",),
    ("formats", "pdf", "epub", "kit", "site", "checks", "spelling"),
    ("bundle", "cache", "cluster", "engine", "hands", "progress", "report"),
    ("inputs", "receipt", "studio"),
    ("pressroom", "run"),
    ("editions",),
    ("exhibits",),
    ("making",),
    ("showing",),
    ("pipeline",),
    ("agree", "cli", "new", "preview", "style_book"),
)
RANK = {name: rank for rank, row in enumerate(ORDER) for name in row}
# The workshop sets the machine up before the engine can be imported; the bench is a developer's tool that measures
# builds from outside, by a clock, with books from a seed. The engine imports neither.
APART = {"workshop", "bench"}
BANNED = {"time", "random", "secrets", "socket", "http", "requests", "subprocess"}
BANNED_NAMES = {"uuid4", "uuid1", "urlopen", "urlretrieve"}
SEEDED = {"art"}  # draws with random.Random(seed)
AT_THE_EDGE = {"preview": {"http"}}  # a tool for the author's own desk, which no build calls


def modules() -> list[Path]:
    return [p for p in sorted(ENGINE.rglob("*.py")) if p.relative_to(ENGINE).parts[0] not in APART]


def room(path: Path) -> str:
    return path.relative_to(ENGINE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                f"{node.module}.{alias.name}" if node.module == "bindery" else node.module for alias in node.names
            )


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ENGINE)))
def test_imports_run_one_way(path):
    here = room(path)
    if here == "__init__":
        return
    for name in imports(path):
        if name.startswith("bindery."):
            there = name.split(".")[1]
            assert there not in APART, f"{path.name} imports {name}"
            assert RANK[there] <= RANK[here], f"{path.name} ({here}) imports {name}"


def test_formats_never_import_each_other():
    for path in (ENGINE / "formats").glob("*.py"):
        assert not [name for name in imports(path) if name.startswith("bindery.formats")], path.name


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ENGINE)))
def test_the_engine_asks_nothing_of_clock_chance_or_network(path):
    allowed = ({"random"} if room(path) in SEEDED else set()) | AT_THE_EDGE.get(room(path), set())
    asked = {name for name in imports(path) if name in BANNED - allowed or name.split(".")[0] in BANNED - allowed}
    named = {
        node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)
    }

    assert not asked | (named & BANNED_NAMES)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ENGINE)))
def test_the_engine_reads_no_environment_and_no_clock(path):
    if room(path) == "mockup" and path.name == "bake.py":
        pytest.skip("the baker is a tool for the studio, not part of a build")
    asked = {"datetime.now"} if room(path) == "cli" else set()  # whether an embargo is over, told to the engine
    calls = {
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }

    assert not (calls - asked) & {
        "os.environ",
        "os.getenv",
        "datetime.now",
        "date.today",
        "datetime.utcnow",
        "datetime.datetime.now",
    }


def test_only_render_knows_jinja():
    assert [p.name for p in modules() if any(n.split(".")[0] == "jinja2" for n in imports(p))] == ["render.py"]


def documented(path: Path) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes of a module, and the public methods of those classes."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (m for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_"))


def test_every_public_function_says_what_it_does():
    silent = [
        f"{path.relative_to(ENGINE)}:{node.lineno} {node.name}"
        for path in sorted(ENGINE.rglob("*.py"))
        for node in documented(path)
        if not ast.get_docstring(node)
    ]

    assert silent == []
