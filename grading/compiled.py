"""Cells of the instructor's, compiled once for a whole class.

Whoever runs such a cell gets it from the grader, who trusts it, and so needs neither to parse nor
to compile it.
"""

from __future__ import annotations

import ast
import codeop
import hashlib
import importlib.util
import marshal
import sys
import warnings
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from grading.names import NOT_PYTHON, globals_of, one_at_a_time

# As IPython compiles what a cell consists of, one statement after the other.
FLAGS = codeop.Compile().flags
MAKER = importlib.util.MAGIC_NUMBER + sys.version.encode()  # another Python has other code
# What makes the way in which a cell is compiled depend on more than its text.
DEPENDS = ("await", "async", "__future__", "In [")


@dataclass(frozen=True)
class Compiled:
    """A cell's statements, each as code to be run, and the last one, if it is an expression, as
    code that shows its value. globals: as globals_of() has them.
    """

    statements: list[CodeType]
    shows: CodeType | None
    globals: tuple[frozenset[str], frozenset[str], frozenset[str]]

    def body(self, name: str) -> list[ast.stmt]:
        """Statements that stand for the cell's: what is compiled for each, has that file's name."""
        nodes: list[Any] = [ast.Pass() for _ in self.statements]
        if self.shows:
            nodes[-1] = ast.Expr(ast.Constant(None))
        for node, code in zip(nodes, self.statements, strict=True):
            node.compiled = {"exec": named(code, name)}
        if self.shows:
            nodes[-1].compiled["single"] = named(self.shows, name)
        return nodes


def named(code: CodeType, name: str) -> CodeType:
    """Code, and all in it, with a file's name."""
    inner = [named(part, name) if isinstance(part, CodeType) else part for part in code.co_consts]
    return code.replace(co_filename=name, co_consts=tuple(inner))


@lru_cache(maxsize=2048)
def compiled(source: str) -> bytes:
    """A cell for loaded(); nothing of one that is not plain Python, or that asks for more."""
    if any(word in source for word in DEPENDS):
        return b""
    try:
        with one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("error")  # to be said where the cell runs
            body = ast.parse(source if source.endswith("\n") else f"{source}\n").body
            statements = [_compiled(ast.Module([node], []), "exec") for node in body]
            shows = None
            if body and isinstance(body[-1], ast.Expr):
                shows = _compiled(ast.Interactive([body[-1]]), "single")
            names = tuple(map(frozenset, globals_of(source)))
    except (Warning, *NOT_PYTHON):
        return b""
    return _mark(source) + marshal.dumps([statements, shows, names])


def _mark(source: str) -> bytes:
    """What comes before the code of a cell: by whom and of what it was made."""
    return hashlib.sha256(MAKER + source.encode("utf-8", "replace")).digest()


def _compiled(tree: Any, mode: str) -> CodeType:
    flags = FLAGS | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code: CodeType = compile(tree, "cell", mode, flags, dont_inherit=True)
    return code


def loaded(source: str, data: bytes) -> Compiled | None:
    """What compiled() has made of a cell; None if it has not, or with another Python.

    Data are to come from whom one trusts.
    """
    mark = _mark(source)
    return Compiled(*marshal.loads(data[len(mark) :])) if data.startswith(mark) else None
