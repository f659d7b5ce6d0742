"""What the instructor's notebooks ask of the fork server: which Python runs them, with what."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbgrader.coursedir import CourseDirectory

from grading.execution.course_imports import imports_of
from grading.process import SandboxUnavailable


def notebooks_of(course: CourseDirectory) -> list[Path]:
    """The instructor's notebooks of the assignment at hand: the source, or else the release."""
    for folder in (course.source_directory, course.release_directory):
        path = Path(course.format_path(folder, ".", course.assignment_id))
        if notebooks := sorted(path.glob("*.ipynb")):
            return notebooks
    return []


def suited(settings: dict[str, Any], notebooks: Sequence[Path]) -> dict[str, Any]:
    """The settings of a fork server that runs these notebooks, from those that the course has.

    Raises SandboxUnavailable if no one Python can run them all.
    """
    suited = dict(settings)
    if settings["imports"]:
        suited["preload"] = [*settings["preload"], *imports_of(notebooks)]
    if not settings["interpreter"]:
        suited["interpreter"] = interpreter_of(notebooks)
    return suited


def interpreter_of(notebooks: Iterable[Path]) -> str:
    """The Python of the notebooks' kernel; empty if that is this one, or is not installed here.

    Raises SandboxUnavailable if the notebooks have kernels with different ones.
    """
    interpreters: dict[str, str] = {}
    spec_of = cache(KernelSpecManager().get_kernel_spec)
    for path in notebooks:
        try:
            name = json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"]
            python = spec_of(name).argv[0]
        except (OSError, ValueError, KeyError, TypeError, IndexError, NoSuchKernel):
            continue
        if not os.path.isabs(python):
            python = shutil.which(python) or sys.executable
        if "python" not in os.path.basename(python).lower():
            continue
        # An environment's Python may be a link to another's: what counts is where it lies.
        same = os.path.dirname(python) == os.path.dirname(sys.executable)
        interpreters.setdefault("" if same else python, path.name)
    if len(interpreters) > 1:
        kernels = ", ".join(
            f"{book} {python or sys.executable}" for python, book in interpreters.items()
        )
        raise SandboxUnavailable(
            f"The notebooks of this assignment have kernels in different environments ({kernels}). "
            "Give them one kernel, or name the Python that is to run them all: "
            "c.ForkServer.interpreter."
        )
    return next(iter(interpreters), "")
