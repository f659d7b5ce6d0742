"""The IPython shells on both sides of the wire."""

from __future__ import annotations

import ast
import asyncio
import re
import subprocess
import zlib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from ipykernel.compiler import XCachingCompiler, get_tmp_directory
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

from grading.compiled import Compiled, loaded
from grading.worker import STOPPED
from grading.worker.interrupts import Interrupts

# `pip install` and its like, by whatever program; and what stands after it on the line.
INSTALL = re.compile(
    r"(?:\S*python[\d.]*[\"']?\s+-m\s+)?(?:uv\s+)?(?:\S*/)?(?:pip[\d.]*|conda|mamba)\s+install\b"
    r"([^;&|<>\n]*)"
)
AWAITS = re.compile("await|async")  # without which nothing does
THEN = re.compile(r"(?:;|&&|\n)(.*)", re.S)
WITH_VALUE = ("-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url",
              "-f", "--find-links", "-t", "--target", "--channel", "--progress-bar")  # fmt: skip


def skip_transforms(shell: Any) -> None:
    """Have an IPython shell leave plain Python as it is, and parse it once.

    IPython looks through the tokens of each cell, several times, for its own syntax. What is valid
    Python has none of it: each of its marks, where IPython looks for them, is a syntax error. But
    for one: a prompt, In [1]: x, is an annotation too. Whoever adds a transformer of their own gets
    IPython's way for all. Cells that the grader has compiled, shell.ready has by their text: they
    are run as they are where a shell would do nothing of its own to them.
    """
    ready: dict[str, Compiled]
    shell.ready = ready = {}
    transform, is_async, compiler = shell.transform_cell, shell.should_run_async, shell.compile
    parse, flags = compiler.ast_parse, compiler.flags
    trees: dict[str, ast.AST] = {}  # of the cell that is looked at, until it is run

    def transformers() -> list[Any]:
        manager = shell.input_transformer_manager
        return [*manager.cleanup_transforms, None, *manager.line_transforms, None,
                *manager.token_transformers, None, *shell.input_transformers_post]  # fmt: skip

    def changed() -> bool:
        return shell.ast_node_interactivity != "last_expr" or shell.ast_transformers

    own = transformers()

    def transform_cell(raw_cell: str) -> str:
        if "In [" not in raw_cell and transformers() == own:
            with suppress(Exception):
                cell = raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
                if cell not in trees and cell not in ready:
                    trees.clear()
                    trees[cell] = ast.parse(cell)
                return cell
        return transform(raw_cell)

    def ast_parse(source: str, filename: str = "<unknown>", symbol: str = "exec") -> Any:
        if symbol == "exec" and compiler.flags == flags:
            if source in trees:
                return trees.pop(source)  # whoever runs it may change it
            if source in ready and not changed():
                return ast.Module(ready[source].body(filename), [])
        return parse(source, filename, symbol)

    def should_run_async(raw_cell: str, *, transformed_cell: Any = None, **more: Any) -> bool:
        if transformed_cell and not AWAITS.search(transformed_cell):
            return False  # without a compilation
        return is_async(raw_cell, transformed_cell=transformed_cell, **more)

    shell.transform_cell, shell.should_run_async = transform_cell, should_run_async
    compiler.ast_parse = ast_parse


def take_in(shell: Any, source: str, data: bytes) -> None:
    """Keep what the grader has made of a cell that is to be run."""
    if cell := loaded(source, data):
        shell.ready[source if source.endswith("\n") else source + "\n"] = cell


class Ready:
    """A compiler that takes a statement's code from it, if it has some already."""

    def __call__(self, source: Any, filename: str, symbol: str, **more: Any) -> Any:
        """The code of a statement."""
        body = getattr(source, "body", None)
        codes = getattr(body[0], "compiled", {}) if isinstance(body, list) and body else {}
        return codes.get(symbol) or super().__call__(source, filename, symbol, **more)  # type: ignore[misc]


class StudentCompiler(Ready, XCachingCompiler):
    """Compiles a student's cells."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """As ipykernel has it, whose own number of a cell takes a step for each character."""
        name = zlib.crc32(raw_code.encode("utf-8", "replace"))
        return f"{get_tmp_directory()}/{name}.py"


class RefereeCompiler(Ready, CachingCompiler):
    """Compiles the instructor's cells."""


def run_command(shell: Any, cmd: str) -> None:
    """Run a shell line of a cell, and print what it says. There is no terminal and no network.

    Of what is to be installed it is said whether it is there; a cell does not stop over it.
    """
    rest = shell.var_expand(cmd, depth=2).strip()
    code = 0
    if install := INSTALL.match(rest):
        lines = [said_of(name) for name in requirements(install[1])]
        print("\n".join(line for line, _ in lines))
        code = int(not all(there for _, there in lines))
        more = THEN.search(rest, install.end())
        rest = more[1] if more else ""
    if rest.endswith("&"):
        print("nothing can run in the background here: left out")
    elif rest:
        done = subprocess.run(
            rest, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
        print(done.stdout, end="")
        code = done.returncode
    shell.user_ns["_exit_code"] = code


def requirements(arguments: str) -> list[str]:
    """The packages that the arguments of `pip install` name, whatever versions."""
    names = []
    words = iter(arguments.split())
    for word in words:
        if word in WITH_VALUE:
            value = next(words, "")
            names += [value] if word in ("-r", "--requirement") else []
        elif not word.startswith("-"):
            names.append(word.strip("\"'"))
    return names


def said_of(requirement: str) -> tuple[str, bool]:
    """What is said of something that is to be installed, and whether it is there."""
    name = re.match(r"[\w.-]*", requirement)
    with suppress(PackageNotFoundError, ValueError):
        if name and name[0] not in ("", "."):
            return f"{name[0]} {version(name[0])} is there already", True
    return f"{requirement} is not there, and nothing can be installed in grading", False


class StudentShell(ZMQInteractiveShell):
    """Runs a student's cells: its shell lines need no terminal, and quit() ends nothing.

    running: how many cells, one within another. done: the line to which all of a cell is done.
    """

    ready: dict[str, Compiled]
    interrupts: Interrupts
    running, done = 0, 0

    def run_cell(self, *args: Any, **options: Any) -> Any:
        """Run a cell, or one within a cell. With it ends what an interrupt stops."""
        self.running += 1
        try:
            return super().run_cell(*args, **options)
        finally:
            self.running -= 1
            self.interrupts.allowed = self.running > 0

    async def run_code(self, code_obj: Any, result: Any = None, *, async_: bool = False) -> bool:
        """Run a statement of a cell. Returns whether it failed."""
        lines = [line for _, _, line in code_obj.co_lines() if line] or [1]
        self.done = min(lines) - 1
        failed = await super().run_code(code_obj, result, async_=async_)
        self.done = self.done if failed else max(lines)
        return failed

    def showtraceback(self, *args: Any, **options: Any) -> None:
        """Tell of an exception; of as much as there is time for, if that is interrupted."""
        self._last_traceback = [STOPPED.format(self.done)]
        super().showtraceback(*args, **options)

    def _showtraceback(self, etype: type, evalue: Any, stb: list[str]) -> None:
        # An interrupt can come between two statements: of that a traceback does not tell.
        if issubclass(etype, (KeyboardInterrupt, asyncio.CancelledError)):
            stb = [*stb, STOPPED.format(self.done)]
        with self.interrupts.not_this():
            super()._showtraceback(etype, evalue, stb)

    def system(self, cmd: str) -> None:
        """Run a shell line."""
        run_command(self, cmd)

    def ask_exit(self) -> None:
        """Stay: the cells after this one are still to be run."""
        print("quit() ends nothing here: grading goes on with the next cell.")


class SilentHook(DisplayHook):
    """Keeps the value of a cell's last line, and shows nothing: whoever ran the cell does."""

    def __call__(self, result: Any = None) -> None:
        if result is not None:
            self.fill_exec_result(result)


class RefereeShell(InteractiveShell):
    """Runs the instructor's cells, magics and shell commands among them, without a terminal."""

    ready: dict[str, Compiled]
    displayhook_class = Type(SilentHook)
    compiler_class = Type(RefereeCompiler)

    def reset(self, *_: Any, **__: Any) -> None:
        """Of %reset: what students see emptied is theirs. The tests' own names stay."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to open."""

    def system(self, cmd: str) -> None:
        """Run a shell line."""
        run_command(self, cmd)

    def value_to_show(self, result: Any) -> Any:
        """The value of a cell's last line, None if there is none or a semicolon ends it."""
        if result is None or result.result is None:
            return None
        raw = result.info.raw_cell if result.info is not None else ""
        # Only where it counts: IPython looks at every token of the cell.
        return None if SilentHook.semicolon_at_end_of_expression(raw) else result.result
