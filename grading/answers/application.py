"""The command `python -m grading answers`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from nbgrader.apps.baseapp import NbGrader, nbgrader_aliases, nbgrader_flags
from traitlets import default

from grading.answers.addresses import address
from grading.sharing import share

EXTENSIONS = ("nbgrader.server_extensions.formgrader", "grading.answers")


class AnswersApp(NbGrader):
    """`python -m grading answers [ASSIGNMENT]`."""

    name = "nbgrader-answers"
    description = (
        "Open all answers to an exercise on one page, equal ones together, and grade them by "
        "group. Starts a Jupyter server on this machine alone, with formgrader beside it; what "
        "stands after -- is for that server."
    )
    examples = """
        The page of an assignment, in a browser:

            python -m grading answers module7

        As root, and without a browser:

            python -m grading answers module7 -- --no-browser --allow-root
        """
    aliases = {name: nbgrader_aliases[name] for name in ("log-level", "course-dir", "assignment")}  # noqa: RUF012
    flags = nbgrader_flags

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), AnswersApp]

    def start(self) -> None:
        """Become Jupyter's server."""
        super().start()
        share(self.coursedir)
        names = [name for name in self.extra_args if not name.startswith("-")]
        name = names[0] if names else self.coursedir.assignment_id
        root = Path(self.coursedir.root).absolute()
        os.chdir(root)  # where formgrader looks for nbgrader_config.py
        place = address("", name) if name else address("")
        command = [
            sys.executable, "-m", "jupyter_server", "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.root_dir={root}", f"--ServerApp.default_url={place}",
            *(f"--ServerApp.jpserver_extensions={extension}=True" for extension in EXTENSIONS),
            *(name for name in self.extra_args if name.startswith("-")),
        ]  # fmt: skip
        os.execv(sys.executable, command)
