"""Which modules an instructor's notebooks import, so that they can be imported before the forks."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grading.names import parsed

# Of a statement, what has further ones.
WITH_STATEMENTS = ("body", "handlers", "orelse", "finalbody", "cases")
NOT_PYTHON = re.compile(r"^[ \t]*[%!?].*$", re.M)  # magics and shell lines


def imports_of(paths: Iterable[Path]) -> list[str]:
    """The modules that code cells of notebooks import anywhere, in order, Python's own left out.

    For the instructor's notebooks alone. A cell that is not Python imports nothing, nor does a file
    that is no notebook. What lies beside a notebook is not told from what is installed: whoever
    imports these must not do it from there.
    """
    names: dict[str, None] = {}
    for path in sorted(paths):
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        except (OSError, ValueError, KeyError, TypeError):
            continue  # nbgrader says what is wrong with it, where it needs it
        for text in texts:
            names |= dict.fromkeys(_imports(NOT_PYTHON.sub("", text)))
    return [name for name in names if name.split(".")[0] not in sys.stdlib_module_names]


def _imports(source: str) -> list[str]:
    if "import" not in source:
        return []
    try:
        waiting: list[Any] = [parsed(source)]
    except SyntaxError:
        return []
    names = []
    for node in waiting:  # which grows
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
        for part in WITH_STATEMENTS:
            waiting += getattr(node, part, ())
    return names
