"""The command `python -m grading`: an application whose subcommands are loaded when asked for."""

from __future__ import annotations

import gc
import sys
from typing import Any

from traitlets.config import Application

from grading.command_errors import STOPPED


class GradingApp(Application):
    """What an instructor does with a class, beside nbgrader's own commands."""

    name = "grading"
    description = "Autograde a whole class in sandboxes, write its feedback, report on it"
    examples = """
        python -m grading check module7
        python -m grading autograde module7
        python -m grading feedback module7
        python -m grading report module7
        python -m grading answers module7
        python -m grading autograde --help
        """
    subcommands = {  # noqa: RUF012
        "check": (
            "grading.batch.check.CheckApp",
            "Check this machine, or an assignment before a class is graded with it",
        ),
        "autograde": (
            "grading.batch.commands.AutogradeClassApp",
            "Autograde a whole class, many notebooks at a time, in sandboxes",
        ),
        "certificates": (
            "grading.batch.certificates.CertificatesApp",
            "Make certificates for a Dask cluster: scheduler, workers and grader",
        ),
        "answers": (
            "grading.answers.application.AnswersApp",
            "Open all answers to an exercise on one page, and grade equal ones in one step",
        ),
        "feedback": (
            "grading.batch.commands.FeedbackClassApp",
            "Write a class's feedback pages, anew where grades or comments have changed",
        ),
        "report": (
            "grading.report.application.ReportApp",
            "Make a page for the instructor: how the class did, and what needs a person",
        ),
        "extend": (
            "grading.extension.ExtendApp",
            "Give a student more time for an assignment, handed in already or not",
        ),
        "start": (
            "grading.batch.commands.StartApp",
            "Start the fork server that stays, before a grading needs it",
        ),
        "stop": (
            "grading.process.resident.StopApp",
            "End the fork server that stays after a grading, as soon as nobody uses it",
        ),
    }

    def initialize(self, argv: Any = None) -> None:
        """Load what the command line asks for. What is imported stays: garbage collection would
        look through it again and again.
        """
        gc.disable()
        super().initialize(argv)
        gc.freeze()
        gc.enable()

    def start(self) -> None:
        """Run the subcommand. Exits with 1 and the list of them if none was named."""
        if self.subapp is not None:
            super().start()
            return
        problem = f"there is no command {self.extra_args[0]!r}" if self.extra_args else "which one?"
        names = [f"  {name:12} {about}" for name, (_, about) in self.subcommands.items()]
        usage = "usage: python -m grading COMMAND ASSIGNMENT [options, or --help]"
        sys.exit("\n".join([usage, problem, *names]))


def main() -> None:
    """Run the command line."""
    try:
        GradingApp.launch_instance()
    except KeyboardInterrupt:
        sys.exit(STOPPED)
