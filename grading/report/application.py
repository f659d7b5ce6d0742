"""The command `python -m grading report`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbgrader.api import Assignment, Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader, nbgrader_aliases, nbgrader_flags
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Unicode, default

from grading.gradebook_check import file_trouble, trouble
from grading.log import RunLog
from grading.report.class_table import ClassTable
from grading.report.findings import Findings
from grading.report.page import report
from grading.report.results import (
    CourseFiles,
    Logs,
    read_gradebook,
    read_logs,
)
from grading.sharing import share
from grading.submission import graded_by_older_tests
from grading.writing import write_whole


class ReportApp(NbGrader):
    """`python -m grading report ASSIGNMENT`."""

    name = "nbgrader-report"
    description = (
        "Make a page for the instructor: how the class did, and what needs a person. Beside it, "
        "the table of the class as a page and as CSV."
    )
    examples = """
        The page of an assignment, written to report-module7.html in the course folder, and the
        table of the class, report-module7-class.html and report-module7-class.csv:

            python -m grading report module7

        For another course folder, to another file:

            python -m grading report module7 --course-dir=/srv/course --to=/srv/www/module7.html
        """
    aliases = {  # noqa: RUF012
        **{
            name: nbgrader_aliases[name] for name in ("log-level", "assignment", "db", "course-dir")
        },
        "to": "ReportApp.to",
    }
    flags = nbgrader_flags

    to = Unicode(
        "", help="The file to write; report-ASSIGNMENT.html in the course folder if empty."
    ).tag(config=True)

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), ReportApp, RunLog]

    def start(self) -> None:
        """Write the page and print where it lies."""
        super().start()
        share(self.coursedir)
        if len(self.extra_args) > 1:
            self.fail("Only one argument (the assignment id) may be specified")
        elif self.extra_args and self.coursedir.assignment_id:
            self.fail("The assignment cannot both be specified in config and as an argument")
        elif self.extra_args:
            self.coursedir.assignment_id = self.extra_args[0]
        elif not self.coursedir.assignment_id:
            self.fail(
                "An assignment id must be specified, either as an argument or with --assignment"
            )
        try:
            for path in self.make():
                print(path)
        except SQLAlchemyError as error:
            self.fail("No report: %s", trouble(error, self.coursedir.db_url))
        except OSError as error:
            self.fail("The report was not written: %s", file_trouble(error))

    def make(self) -> list[Path]:
        """Make the page, and the table of the class beside it as a page and as CSV.

        Returns their paths. Fails with words if there is nothing to report.
        """
        coursedir, name = self.coursedir, self.coursedir.assignment_id
        root = Path(coursedir.root)
        path = Path(self.to or root / f"report-{name}.html").absolute()
        url = make_url(coursedir.db_url)
        if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
            self.fail(
                "There is no gradebook %s: release and grade the assignment first, or name the "
                "course folder with --course-dir.", url.database,
            )  # fmt: skip
        # Without a course id the gradebook is only read: with one it would add a missing course.
        with Gradebook(coursedir.db_url, course_id="") as gradebook:
            try:
                grades = read_gradebook(gradebook, coursedir, name)
            except MissingEntry:
                known = sorted(name for (name,) in gradebook.db.query(Assignment.name))
                self.fail(
                    "There is no assignment %r in the gradebook. It has: %s.",
                    name, ", ".join(known) or "none",
                )  # fmt: skip
        if not grades.submitted:
            self.fail(
                "The gradebook has no submissions of %s. Grade them first: nbgrader autograde %s",
                name, name,
            )  # fmt: skip
        if older := graded_by_older_tests(coursedir, name, sorted(grades.submitted)):
            self.log.warning(
                "The report mixes points: %d submissions were graded by other tests or points than "
                "those of now. Grade them again: python -m grading autograde %s", len(older), name,
            )  # fmt: skip
        folder = RunLog(parent=self).folder
        logs = read_logs(root / folder, name) if folder else Logs()
        if logs.broken:
            self.log.warning("%d lines of the logs cannot be read and are left out.", logs.broken)
        if not logs.entries:
            self.log.warning(
                "No log in %s tells of %s: the report has what the gradebook knows.",
                root / folder if folder else "any folder", name,
            )  # fmt: skip
        files = CourseFiles(coursedir, name, grades.submitted)
        made = time.strftime("%Y-%m-%d %H:%M (UTC%z)")
        findings = Findings(grades, logs, files, path.parent)
        table = ClassTable(findings, older)
        page, values = (path.with_name(f"{path.stem}-class{kind}") for kind in (".html", ".csv"))
        # A spreadsheet takes a file for UTF-8 that begins with its mark.
        write_whole(values, "\ufeff" + table.csv())
        write_whole(page, table.page(name, made))
        write_whole(path, report(findings, name, made, quote(page.name)))
        return [path, page, values]
