"""Python commands in processes forked from this one, which has imported nbgrader and the engine.

`python -m nbgrader` and `python -m grading` import for longer than most of them work. Here each
command is a process of its own all the same, with its own folder, arguments and environment, and
ends as any other; only what it imports is there already.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import runpy
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

IMPORTED = (
    "IPython", "grading.batch.commands", "grading.report.application", "lms.export",
    "nbgrader.apps.nbgraderapp", "sqlalchemy.dialects.sqlite", "tools.preprocessors",
)  # fmt: skip


def import_all(names: Sequence[str] = IMPORTED) -> None:
    """Import what commands do, and have the gradebook's tables ready. It stays: garbage collection
    would look through it again and again, and copy it for each process that is forked.
    """
    gc.disable()
    for name in names:
        importlib.import_module(name)
    importlib.import_module("sqlalchemy.orm").configure_mappers()
    gc.freeze()
    gc.enable()


def fork(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], said: IO[str] | None
) -> int:
    """Fork `python ARGUMENTS`, of which the first is -m. Returns the process's number.

    said: a file for what it says; None: it says that where this process does.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        if said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
        become(arguments, folder, environment)
    return child


def become(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> NoReturn:
    """Be such a command in this process, to its end.

    What the process has imported is not taken apart, which would copy all of it: that costs ten
    times what a small command does. Raises KeyboardInterrupt as the command does.
    """
    option, module, *rest = arguments
    assert option == "-m", option
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = os.getcwd()
    sys.argv = [module, *rest]
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except Exception:
        sys.excepthook(*sys.exc_info())
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    os._exit(code)
