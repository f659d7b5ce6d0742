"""Answers run as a student's notebook runs them: cell by cell in IPython's own shell."""

from __future__ import annotations

import contextlib
import io
import sys
import time
import types
from collections.abc import Iterator
from typing import Any

from answers.answer_runner import Outcome, cells_to_run


@contextlib.contextmanager
def shell_of_its_own() -> Iterator[Any]:
    """A fresh IPython shell whose names are those of a fresh __main__, as in a kernel."""
    from IPython.core.interactiveshell import InteractiveShell

    class Shell(InteractiveShell):
        kernel = None  # as a kernel's has: the set-up cell tells by it that this is a notebook

    InteractiveShell.clear_instance()
    kept, main = sys.modules["__main__"], types.ModuleType("__main__")
    shell = Shell.instance(user_module=main)
    if shell.history_manager is not None:
        shell.history_manager.enabled = False
    try:
        yield shell
    finally:
        sys.modules["__main__"] = kept
        Shell.clear_instance()


def run_in_shell(notebook: str, replaced: dict[str, str]) -> Outcome:
    """Run a notebook in this process as Jupyter does; see answers.answer_runner.run."""
    import matplotlib.pyplot as plt

    plt.show = lambda *_, **__: plt.close("all")
    outcome, started = Outcome(), time.perf_counter()
    with shell_of_its_own() as shell:
        for cell, source, is_test in cells_to_run(notebook, replaced, shell.user_ns):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                result = shell.run_cell(source, store_history=False)
            error = result.error_before_exec or result.error_in_exec
            message = f"{type(error).__name__}: {error}" if error else None
            if is_test and not message and result.result is not None:
                message = "shows a value, which nbgrader would take for partial credit"
            if is_test and not message and err.getvalue():
                message = f"stderr: {err.getvalue()}"
            if is_test:
                outcome.tests[cell.id] = message
            elif message:
                outcome.errors[cell.id] = message
            outcome.printed[cell.id] = out.getvalue()
    outcome.wall_seconds = time.perf_counter() - started
    return outcome
