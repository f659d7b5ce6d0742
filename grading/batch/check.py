"""The command `python -m grading check`: are this machine and an assignment ready to be graded?"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.apps.baseapp import NbGrader, nbgrader_aliases, nbgrader_flags
from nbgrader.converters import NbGraderException
from nbgrader.nbgraderformat import SchemaTooOldError
from nbgrader.nbgraderformat import read as read_notebook
from nbgrader.preprocessors import ClearSolutions
from traitlets import Bool, Integer, default

from grading import checked
from grading.batch.calibration import Calibration, Comparison, runner, tag_in, warmed
from grading.batch.commands import ClassCommand
from grading.batch.comparison_words import lines_about
from grading.batch.machine import machine_findings
from grading.execution import Execute, JobRefused, files_in, pack


class CheckApp(ClassCommand):
    """`python -m grading check [ASSIGNMENT]`."""

    name = "grading-check"
    description = "Check this machine, or an assignment before a class is graded with it"
    examples = """
        Say which wall this machine has, how many notebooks fit, and prove that it holds:

            python -m grading check

        Grade the instructor's own solutions and the untouched release, here and as stock
        nbgrader does, and name each test that differs, why, and what to do:

            python -m grading check module7

        Write the tag student-process into source/, for the tests that need it:

            python -m grading check module7 --write-tags
        """
    aliases = {  # noqa: RUF012
        **{
            name: nbgrader_aliases[name] for name in ("log-level", "assignment", "db", "course-dir")
        },
        "jobs": "CheckApp.jobs",
    }
    flags = {  # noqa: RUF012
        **nbgrader_flags,
        "write-tags": (
            {"CheckApp": {"write_tags": True}},
            "Write the tag student-process into the source, for the tests that need it.",
        ),
    }

    jobs = Integer(os.cpu_count() or 1, min=1, help="Notebooks that are checked at a time.").tag(
        config=True
    )
    write_tags = Bool(
        False, help="Whether to write the tag student-process where it gives stock's points."
    ).tag(config=True)

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), CheckApp, Execute]

    def start(self) -> None:
        """Check this machine, or the assignment that is named, and say what was found.

        Exits with 1 if nothing can be graded here, or something is to be done.
        """
        if not (self.extra_args or self.coursedir.assignment_id):
            NbGrader.start(self)
            findings = machine_findings(self.config)
            print("\n".join(findings.lines()))
            sys.exit(0 if findings.good else 1)
        self.begin()
        with self.ending_in_words("Not checked"):
            sys.exit(self.check_assignment())

    def check_assignment(self) -> int:
        """Check the assignment. Returns how the command ends: with 1 if something is to be done."""
        name = self.coursedir.assignment_id
        source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", name))
        paths = sorted(source.glob("*.ipynb"))
        if not paths:
            raise NbGraderException(f"there are no notebooks in {source}: is {name} its name?")
        comparisons = self.compare(source, paths)
        for path in paths if self.write_tags else ():
            helped = [
                comparison
                for comparison in comparisons
                if comparison.notebook == path.stem and comparison.tag and comparison.settled
            ]
            tag_in(path, [comparison.test for comparison in helped])
            for comparison in helped:
                comparison.written = True
        doubted: dict[str, list[str]] = {}
        for comparison in comparisons:
            if comparison.open:
                doubted.setdefault(comparison.notebook, []).append(comparison.test)
        place = checked.place(self.coursedir.root, name)
        checked.Checked(checked.fingerprint(source), doubted).write(place)
        print("\n".join(lines_about(name, comparisons)))
        return 1 if doubted else 0

    def compare(self, source: Path, paths: Sequence[Path]) -> list[Comparison]:
        """All tests of the notebooks, here and under stock nbgrader."""
        files = pack(files_in(source, self.coursedir.ignore))
        settings = warmed(Execute(parent=self), paths)
        run = runner(settings, files, self.coursedir.assignment_id)

        def of(path: Path) -> list[Comparison]:
            solved = self.read(path)
            return Calibration(run).compare(path.stem, solved, self.without_solutions(path, solved))

        try:
            with ThreadPoolExecutor(self.jobs) as executor:
                return [
                    comparison
                    for comparisons in executor.map(of, paths)
                    for comparison in comparisons
                ]
        except JobRefused as error:
            raise NbGraderException(str(error)) from None

    def read(self, path: Path) -> NotebookNode:
        """The instructor's notebook, without outputs. Raises NbGraderException with words."""
        try:
            notebook = read_notebook(path, as_version=4)
        except SchemaTooOldError:
            raise NbGraderException(
                f"{path} was made by an old nbgrader. Bring it up to date: nbgrader update {path}"
            ) from None
        except Exception as error:
            raise NbGraderException(f"{path} cannot be read: {error}") from error
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        return notebook

    def without_solutions(self, path: Path, solved: NotebookNode) -> NotebookNode:
        """What students get, with all tests in it."""
        try:
            return ClearSolutions(parent=self).preprocess(deepcopy(solved), {})[0]
        except RuntimeError as error:
            raise NbGraderException(f"{path} cannot be released: {error}") from None
