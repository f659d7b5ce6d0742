"""`python -m tools.house`: figures of how the code is kept, of the tree in the current folder.

For those of an older state, check it out and run this file from there: `python PATH/house.py`.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

Trees = dict[str, ast.Module]  # by path in the repository

VAGUE = {"found", "one"}  # what a local may not be called: they say nothing of what it holds
STUDENTS = re.compile(r"answers/\d")  # answers as students write them, their names included


def output(*command: str) -> str:
    """What a command prints."""
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout + done.stderr


def sources(root: Path) -> Trees:
    """The Python files that git keeps."""
    names = output("git", "-C", str(root), "ls-files", "*.py").splitlines()
    ours = [name for name in names if not STUDENTS.match(name) and (root / name).exists()]
    return {name: ast.parse((root / name).read_text()) for name in ours}


def vague_locals(tree: ast.AST) -> list[int]:
    """The lines of a file that bind a name which says nothing of what it holds."""
    kinds = (ast.Name, ast.arg, ast.ExceptHandler, ast.MatchAs)
    nodes = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    nodes = [node for node in nodes if not isinstance(getattr(node, "ctx", None), ast.Load)]
    return [n.lineno for n in nodes if VAGUE & {getattr(n, key, "") for key in n._fields[:2]}]


def without_assertion(trees: Trees) -> list[str]:
    """The tests in which no assertion stands, nor in a function of ours that they call."""
    calls: dict[str, set[str]] = {}  # by function; those of the same name count as the same
    for node in (node for tree in trees.values() for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef):
            parts = list(ast.walk(node))
            functions = [part.func for part in parts if isinstance(part, ast.Call)]
            names = {getattr(part, "attr", getattr(part, "id", "")) for part in functions}
            names |= {"assert_" for part in parts if isinstance(part, ast.Assert)}
            calls.setdefault(node.name, set()).update(names)
    asserting = {name for names in calls.values() for name in names if name.startswith("assert_")}
    asserting |= {"raises", "warns", "fail", "expect"}  # pytest's, and Playwright's
    while more := {name for name in calls.keys() - asserting if calls[name] & asserting}:
        asserting |= more
    return sorted(name for name in calls.keys() - asserting if name.startswith("test_"))


def imports(tree: ast.AST, modules: set[str]) -> set[str]:
    """Which of the modules a file imports from, not for types alone."""
    imported = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            imported |= {name if name in modules else node.module for name in names}
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            imported |= imports(node, modules)
    return imported & modules


def circles(trees: Trees) -> list[list[str]]:
    """Modules that import one another in a circle; as many as imports have to go."""
    modules = {re.sub(r"(/__init__)?\.py$", "", path).replace("/", "."): path for path in trees}
    graph = {name: imports(trees[path], {*modules} - {name}) for name, path in modules.items()}
    met: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return met
        except CycleError as error:
            met.append(error.args[1])  # each is imported by the next
            graph[met[-1][1]].discard(met[-1][0])


def main() -> None:
    """Print the figures."""
    trees = sources(Path.cwd())
    tests = {path: tree for path, tree in trees.items() if path.startswith("tests/")}
    folders = Counter(str(Path(path).parent) for path in trees if path.startswith("grading/"))
    contracts = re.search(r"\d+ kept, \d+ broken", output("lint-imports"))
    began = time.monotonic()
    output(sys.executable, "-m", "grading", "--help")
    print(f"{time.monotonic() - began:5.1f} seconds of python -m grading --help")
    print("{1:5} files in the largest folder of grading/: {0}".format(*folders.most_common(1)[0]))
    print("      contracts of imports:", contracts[0] if contracts else "none")
    undeclared = set(re.findall(r"DEP00[13]\S* '([\w.]+)'", output("deptry", "--no-ansi", ".")))
    print(f"{len(undeclared):5} packages imported and not declared", *sorted(undeclared))
    print(f"{sum(len(vague_locals(tree)) for tree in trees.values()):5} locals called found or one")
    print(f"{len(without_assertion(tests)):5} tests without an assertion")
    for circle in circles(trees):
        print("      circle of imports:", " < ".join(circle))


if __name__ == "__main__":
    main()
