"""The engine put into nbgrader: what a course's nbgrader_config.py needs, in one call."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from grading.command_errors import end_in_words

TEMPLATES = Path(__file__).parent / "pages" / "templates"


@cache
def warn_of_name(folder: str) -> None:
    """Say once that nbgrader finds nothing in a course folder of that name, if that is so."""
    if re.search(r"[*?[]", folder):
        print(
            f"{folder}: nbgrader takes the [, * or ? in this name for a pattern, and will find no"
            " notebooks. Rename the folder.",
            file=sys.stderr,
        )


def _mend_nbgrader() -> None:
    """Have nbgrader stop at what is no gradebook, upgrade one as a whole, keep in it what a command
    does not name, and read times right."""
    from nbgrader import coursedir, dbutil, utils
    from nbgrader.apps import api, dbapp

    from grading.gradebook_check import look_at_gradebooks
    from grading.gradebook_keeping import KeepingGradebook
    from grading.gradebook_upgrade import upgrade
    from grading.times import due_in_utc, submitted_in_utc

    look_at_gradebooks()
    dbutil.upgrade = upgrade
    dbapp.Gradebook = KeepingGradebook
    utils.parse_utc = due_in_utc
    coursedir.parse_utc = api.parse_utc = submitted_in_utc


def configure(c: Any) -> None:
    """Have nbgrader collect, grade and give feedback by the engine. c: traitlets' Config.

    Whatever the course sets afterwards counts.
    """
    warn_of_name(os.getcwd())
    end_in_words()
    _mend_nbgrader()

    c.CourseConfiguration.read = True  # see stop_if_unread

    # From the exchange, only what is a student's own: no links, and nothing in another's name.
    c.ExchangeFactory.collect = "grading.submission.Collect"

    # To the exchange, only pages of the grades that there are.
    c.ExchangeFactory.release_feedback = "grading.pages.ReleaseFeedback"

    # A release is tried as a whole before the old one is removed.
    c.GenerateAssignment.exporter_class = "grading.release.ReleaseExporter"

    # Each submission runs warm, in a sandbox, and is judged from outside it. First it is mended
    # from the instructor's notebook, which leaves nothing to do for nbgrader's OverwriteKernelspec
    # and OverwriteCells.
    c.Autograde.exporter_class = "grading.execution.GradingExporter"
    c.GradingExporter.optimistic_validation = True
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "grading.submission.Repair",
    ]
    c.Autograde.autograde_preprocessors = [
        "grading.execution.Execute",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "grading.batch.SaveGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]

    # Pages that show submissions run no script of theirs.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {
        "ansi2html": "grading.pages.coloured",
        "clean_html": "grading.pages.cleaned",
        "highlight_code": "grading.pages.Folding",
        "markdown2html": "grading.pages.markdown",
        "strip_files_prefix": "grading.pages.cleaned",
        "with_formulas": "grading.pages.with_formulas",
        "without_mathjax": "grading.pages.without_mathjax",
    }
    # Formgrader's page folds what JupyterLab folds, and has links to the answers to grade by hand.
    c.HTMLExporter.template_file = str(TEMPLATES / "formgrade.html.j2")

    # Feedback shows a hidden test's message, not its source, and no marking scheme. Of cells that
    # are folded in JupyterLab it shows the first line. It begins with what was lost. It says what
    # it was made from, so that no page that is outdated is handed out.
    c.GenerateFeedback.exporter_class = "grading.pages.FeedbackPage"
    c.FeedbackPage.template_file = str(TEMPLATES / "feedback.html.j2")
    # Not all cells are run, and tests not where the others are: the numbers would jump.
    c.FeedbackPage.exclude_input_prompt = True
    c.FeedbackPage.exclude_output_prompt = True
    c.FeedbackPage.optimistic_validation = True
    c.GenerateFeedback.preprocessors = [
        "grading.pages.Grades",
        "grading.pages.ClearHiddenTests",
        "grading.pages.ClearMarkScheme",
        "grading.pages.FoldedCells",
        "grading.pages.Contents",
    ]
