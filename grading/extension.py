"""The command `python -m grading extend`: more time for one student."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader, nbgrader_aliases
from traitlets import Float

from grading.gradebook_check import in_words
from grading.late import assign_penalties
from grading.sharing import share


class ExtendApp(NbGrader):
    """`python -m grading extend ASSIGNMENT STUDENT --days=3`."""

    name = "grading-extend"
    description = "Give a student more time for an assignment, handed in already or not"
    examples = """
        python -m grading extend module7 ada --days=3
        python -m grading extend module7 ada --days=0      # takes it back
        """
    aliases: dict[str, Any] = {  # noqa: RUF012
        **nbgrader_aliases, "days": "ExtendApp.days", "hours": "ExtendApp.hours"
    }  # fmt: skip

    days = Float(
        None, allow_none=True, min=0, max=3650,
        help="Days after the due date; extensions do not add up. 0 takes one back.",
    ).tag(config=True)  # fmt: skip
    hours = Float(
        None, allow_none=True, min=0, max=9999,
        help="Hours after the due date, on top of the days.",
    ).tag(config=True)  # fmt: skip

    def start(self) -> None:
        """Give the extension. Exits with 1 and words where the assignment or student is unknown."""
        super().start()
        share(self.coursedir)
        if len(self.extra_args) != 2:
            self.fail("Name an assignment and a student: extend module7 ada --days=3")
        assignment, student = self.extra_args
        if self.days is None and self.hours is None:
            self.fail("Say how long: --days=3, --hours=12; --days=0 takes an extension back")
        time = timedelta(days=self.days or 0, hours=self.hours or 0)
        with (
            in_words(self),
            Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook,
        ):
            try:
                due = gradebook.find_assignment(assignment).duedate
                gradebook.find_student(student)
            except MissingEntry as missing:
                self.fail(str(missing))
            if due is None and time:
                self.fail(
                    "%s has no due date, so that nobody is late. To set one: nbgrader db assignment"
                    ' add %s --duedate="2027-03-01 23:59:00 UTC"', assignment, assignment,
                )  # fmt: skip
            with gradebook.db.no_autoflush:  # of which SQLAlchemy would warn in nbgrader's code
                submission = gradebook.update_or_create_submission(assignment, student)
            submission.extension = time or None
            gradebook.db.commit()
            assign_penalties(gradebook, assignment, self)
            until = submission.duedate
        print(f"{student} has until {until} UTC" if until else f"{student} has no extension")
