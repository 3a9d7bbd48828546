"""The files of the project, as the tests that watch their shape see them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
ENGINE = SOURCE / "levier"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(folder: Path = SOURCE) -> list[Path]:
    """List the Python files under a folder that people write: migrations are made by a tool."""
    found = folder.rglob("*.py")
    return sorted(path for path in found if path.parent.name != "migrations")


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[Function]:
    """List every function of a file, methods and nested ones included."""
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, Function)]


def tracked_files() -> list[Path]:
    """List what is in the repository, or all that is not hidden where there is none."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    visible = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in visible if not _hidden(path.relative_to(ROOT))]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") and part != ".ci" for part in path.parts)
