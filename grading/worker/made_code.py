"""Code that a test makes of text: beside the tests, of the instructor's text alone.

A test may hand text to exec, eval, compile, doctest or timeit. What a submission has said, the
source or the docstring of its function too, would run with the hidden tests if it were among it.
So the text has to stand in the instructor's notebook or in a file beside it, or be a literal. A
test that runs other text belongs into the student's process; the check of an assignment says so.

This module imports nothing of __future__: what is compiled here would take that on.
"""

import __future__

import ast
import builtins
import functools
import operator
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from grading.names import texts_in
from grading.wire import refuse

# Modules that make code of the text that they are given.
MAKERS = ("doctest", "timeit", "code", "codeop", "sympy.parsing.sympy_parser")
LITERAL = (ast.Expression, ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.UnaryOp,
           ast.unaryop, ast.Load)  # fmt: skip
HARMLESS = ("", "pass", "_stmt()", "_setup()")  # which timeit has for what it was not given
LARGEST = 2**20  # bytes of a file beside the notebook that is looked at
REFUSAL = (
    "text that is not the instructor's own is not run as code beside the tests: such a test needs "
    "the tag student-process."
)
INHERITED = functools.reduce(
    operator.or_,
    (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names),
)
_EXEC, _EVAL, _COMPILE, _PARSE = builtins.exec, builtins.eval, builtins.compile, ast.parse


class MadeCode:
    """Watches what the instructor's cells make code of. shell: that which runs them."""

    def __init__(self, shell: Any) -> None:
        self.names = shell.user_ns
        self.cells: list[str] = []  # of the instructor's, that have run or are to run
        self.files: list[str] = []  # the paths of those that came with the notebook
        builtins.exec, builtins.eval = self.running(_EXEC), self.running(_EVAL)  # type: ignore[assignment]
        builtins.compile, ast.parse = self.compile, self.parse  # type: ignore[assignment]
        for name in ("run_cell", "ex", "ev"):
            setattr(shell, name, self.of_shell(getattr(shell, name)))

    def running(self, of_python: Callable[..., Any]) -> Callable[..., Any]:
        """exec or eval."""
        mode = of_python.__name__

        def run(source: Any, globals: Any = None, locals: Any = None, /, **more: Any) -> Any:
            __tracebackhide__ = True
            frame = sys._getframe(1)
            self.look_at(source, frame)
            if globals is None:
                globals = frame.f_globals
                locals = frame.f_locals if locals is None else locals
            if isinstance(source, str):
                text = source.lstrip(" \t") if mode == "eval" else source
                source = _COMPILE(text, "<string>", mode, inherited(frame), True)
            return of_python(source, globals, locals, **more)

        run.__name__ = run.__qualname__ = mode
        run.__module__ = "builtins"  # by which the wire knows what is each end's own
        return run

    def compile(
        self,
        source: Any,
        filename: Any,
        mode: str,
        flags: int = 0,
        dont_inherit: bool = False,
        *args: Any,
        **more: Any,
    ) -> Any:
        """Python's compile(). What is only to be parsed, may be looked at."""
        __tracebackhide__ = True
        frame = sys._getframe(1)
        if not flags & ast.PyCF_ONLY_AST:
            self.look_at(source, frame)
        if not dont_inherit:
            flags |= inherited(frame)
        return _COMPILE(source, filename, mode, flags, True, *args, **more)

    compile.__module__ = "builtins"

    def parse(self, source: Any, *args: Any, **more: Any) -> ast.AST:
        """Python's ast.parse(). A tree of another's text may be looked at, and not run."""
        tree = _PARSE(source, *args, **more)
        if self.is_theirs(sys._getframe(1)) and not self.is_instructors(source):
            for node in ast.walk(tree):
                node.of_another = True  # type: ignore[attr-defined]
        return tree

    def of_shell(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """A method of the shell that runs text."""

        @functools.wraps(method)
        def run(source: Any, *args: Any, **more: Any) -> Any:
            __tracebackhide__ = True
            self.look_at(source, sys._getframe(1))
            return method(source, *args, **more)

        return run

    def look_at(self, source: Any, frame: FrameType) -> None:
        """Refuse what a frame may not make code of."""
        __tracebackhide__ = True
        maker = frame.f_globals.get("__name__")
        # The shell has each statement of a cell, which it has parsed, compiled there.
        done = isinstance(source, CodeType) or (maker == "codeop" and isinstance(source, ast.AST))
        if done or not self.is_theirs(frame):
            return
        texts = [source]
        if maker == "timeit" and "stmt" in frame.f_locals:
            given = (frame.f_locals["stmt"], frame.f_locals["setup"])
            texts = [text for text in given if not callable(text)]
        if not all(map(self.is_instructors, texts)):
            refuse(REFUSAL)

    def is_theirs(self, frame: FrameType) -> bool:
        """Whether a frame is of the instructor's code, or of what makes code of his text."""
        space = frame.f_globals
        if space is self.names or space.get("__name__") in MAKERS:
            return True
        file = frame.f_code.co_filename
        if file.startswith("<"):  # made of text itself
            return space.get("__name__") in ("__main__", None)
        return os.path.abspath(file) in self.files

    def is_instructors(self, source: Any) -> bool:
        """Whether text stands in the instructor's notebook, or beside it, or is a literal."""
        if isinstance(source, ast.AST):
            return not any(hasattr(node, "of_another") for node in ast.walk(source))
        if isinstance(source, (bytes, bytearray)):
            source = bytes(source).decode("utf-8", "replace")
        if not isinstance(source, str):
            return True  # Python refuses it
        text = bare(source)
        return (
            text in HARMLESS
            or is_literal(text)
            or any(text == bare(known) or is_example(text, known) for known in self.known())
        )

    def known(self) -> Iterator[str]:
        """The instructor's cells, the texts in them, and the files beside his notebook."""
        for cell in self.cells:
            yield cell
            yield from texts_in(cell)
        for file in map(Path, self.files):
            if file.is_file() and file.stat().st_size <= LARGEST:
                yield file.read_text(encoding="utf-8", errors="replace")


def bare(text: str) -> str:
    """Text without what stands before and behind its lines, which timeit changes."""
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def inherited(frame: FrameType) -> int:
    """The flags of the compiler that text takes on from the code that has it compiled."""
    return frame.f_code.co_flags & INHERITED


def is_example(text: str, known: str) -> bool:
    """Whether text is one of doctest's examples in another one."""
    first, *others = text.split("\n")
    shown = [f">>> {first}".strip(), *(f"... {line}".strip() for line in others)]
    lines = bare(known).split("\n")
    return any(lines[at : at + len(shown)] == shown for at in range(len(lines)))


def is_literal(text: str) -> bool:
    """Whether text is a number, a text or a collection of such: nothing runs in it."""
    try:
        tree = _PARSE(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(isinstance(node, LITERAL) for node in ast.walk(tree))
