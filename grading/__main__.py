"""`python -m grading autograde|feedback|report ASSIGNMENT`; see `--help`."""

from __future__ import annotations

import sys

from nbgrader.apps.baseapp import NbGrader

from grading.batch.applications import AutogradeClassApp, FeedbackClassApp
from grading.report.application import ReportApp

COMMANDS: dict[str, type[NbGrader]] = {
    "autograde": AutogradeClassApp, "feedback": FeedbackClassApp, "report": ReportApp
}  # fmt: skip


def main() -> None:
    """Run the command that the first argument names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        sys.exit(
            "\n".join(
                [
                    "usage: python -m grading COMMAND ASSIGNMENT [options, or --help]",
                    *(f"  {name:10} {app.description}" for name, app in COMMANDS.items()),
                ]
            )
        )
    COMMANDS[name].launch_instance(sys.argv[2:])


if __name__ == "__main__":
    main()
