"""The IPython shells on both sides of the wire."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type


def skip_transforms(shell: Any) -> None:
    """Have an IPython shell leave plain Python as it is.

    IPython looks through the tokens of each cell, several times, for its own syntax. What is valid
    Python has none of it: each of its marks, where IPython looks for them, is a syntax error. But
    for one: a prompt, In [1]: x, is an annotation too. Whoever adds a transformer of their own gets
    IPython's way for all.
    """
    transform = shell.transform_cell

    def transformers() -> list[Any]:
        manager = shell.input_transformer_manager
        return [*manager.cleanup_transforms, None, *manager.line_transforms, None,
                *manager.token_transformers, None, *shell.input_transformers_post]  # fmt: skip

    own = transformers()

    def transform_cell(raw_cell: str) -> str:
        if "In [" not in raw_cell and transformers() == own:
            with suppress(Exception):
                ast.parse(raw_cell)
                return raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
        return transform(raw_cell)

    shell.transform_cell = transform_cell


def stay(shell: Any) -> None:
    """Have quit() and exit() in a cell end nothing, as the cells after it still have to run."""
    shell.ask_exit = lambda: print("quit() ends nothing here: grading goes on with the next cell.")


class SilentHook(DisplayHook):
    """Keeps the value of a cell's last line, and shows nothing: whoever ran the cell does."""

    def __call__(self, result: Any = None) -> None:
        if result is not None:
            self.fill_exec_result(result)


class RefereeShell(InteractiveShell):
    """Runs the instructor's cells, magics and shell commands among them, without a terminal."""

    displayhook_class = Type(SilentHook)

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to open."""

    def system(self, cmd: str) -> None:
        """Run a command of a cell, and print what it says."""
        print(self.getoutput(cmd, split=False))

    def value_to_show(self, result: Any) -> Any:
        """The value of a cell's last line, None if there is none or a semicolon ends it."""
        ends = SilentHook.semicolon_at_end_of_expression
        raw = result.info.raw_cell if result is not None and result.info is not None else ""
        return None if result is None or ends(raw) else result.result
