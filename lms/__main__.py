"""The commands beside nbgrader's: people in, grades and feedback out; see docs/lms.md.

    python -m lms roster csv FILE
    python -m lms roster canvas FILE
    python -m lms export canvas module7
    python -m lms feedback canvas module7
    python -m lms feedback mail module7

Submissions come in by `nbgrader zip_collect`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp
from nbgrader.apps.baseapp import NbGrader
from traitlets import TraitError

from grading.command_errors import STOPPED, stop_if_unread
from grading.gradebook_check import FAILURES, file_trouble, trouble
from grading.sharing import share
from lms import systems
from lms.errors import LmsError, shown
from lms.feedback import bundle
from lms.roster import OWN, import_roster

SAYS = "People of an LMS into the gradebook, grades and feedback for an LMS or by mail out of it."


class Course(NbGrader):
    """nbgrader's configuration of the course in the current folder."""

    name = "lms"
    description = "The LMS's side of a course."


def parser() -> argparse.ArgumentParser:
    """The parser of the commands' own arguments."""
    known = ", ".join(sorted(systems.SYSTEMS))
    others = ", ".join(sorted(systems.OTHERS))
    parser = argparse.ArgumentParser(prog="python -m lms", description=SAYS)
    commands = parser.add_subparsers(dest="command", required=True)
    roster = commands.add_parser("roster", help="people of a CSV into the gradebook")
    roster.add_argument(
        "lms", help=f"{known}, or {OWN}: your own, with id,first_name,last_name,email"
    )
    roster.add_argument("file", type=Path, help="the CSV that the LMS gives, or your own")
    roster.add_argument(
        "--by",
        choices=["user", "login", "email", "number", "lms-id"],
        default="user",
        help="what becomes the student id of a new person: the login or address before the @"
        " (default), the whole login, the address, the ID number, or the LMS's id",
    )
    export = commands.add_parser("export", help="grades for an LMS, by nbgrader export")
    export.add_argument("lms", help=known)
    export.add_argument("assignment")
    feedback = commands.add_parser("feedback", help="feedback pages into an archive for upload")
    feedback.add_argument("lms", help=f"{known}, or {others}: a file named by each address")
    feedback.add_argument("assignment")
    feedback.add_argument("--to", type=Path, help="the archive (default: in uploads/)")
    feedback.add_argument(
        "--ungraded",
        action="store_true",
        help="pack the pages of people too whose answers still wait for a person to grade them",
    )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Returns the exit status. Further options are nbgrader's own."""
    given, rest = parser().parse_known_args(arguments)
    course = Course()
    course.initialize(rest)
    stop_if_unread(course)
    directory = course.coursedir
    root = Path(directory.root)
    share(directory)
    try:
        if given.command == "roster":
            kept = None if given.lms == OWN else root / systems.find(given.lms).roster
            with Gradebook(directory.db_url, directory.course_id) as gradebook:
                lines = import_roster(gradebook, given.file, given.lms, given.by, kept)
        elif given.command == "export":
            exporter = systems.find(given.lms).exporter
            if not exporter:
                raise LmsError(f"{given.lms} takes no grades from here")
            app = ExportApp()
            app.initialize([f"--exporter={exporter}", f"--assignment={given.assignment}", *rest])
            app.start()
            return 0
        else:
            target = given.to or root / "uploads" / f"{given.lms}-{given.assignment}-feedback.zip"
            lines = bundle(directory, given.assignment, given.lms, target, given.ungraded)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return 1
    except (LmsError, TraitError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(file_trouble(problem), file=sys.stderr)
        return 1
    except FAILURES as problem:
        print(shown(trouble(problem, directory.db_url)), file=sys.stderr)
        return 1
    print("\n".join(shown(line) for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
