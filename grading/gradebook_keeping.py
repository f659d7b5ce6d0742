"""`nbgrader db ... add` and `import`: what is not named stays as it is."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Assignment, Gradebook, Student

NO_DATE = "none"  # as in --duedate=none


class KeepingGradebook(Gradebook):
    """A gradebook for these commands, which give None for an option that is left out and for an
    empty cell. nbgrader's own takes that for a name, an address or a due date deleted.
    """

    def update_or_create_student(self, student_id: str, **given: Any) -> Student:
        """The student, with what was given."""
        return super().update_or_create_student(student_id, **_named(given))

    def update_or_create_assignment(self, name: str, **given: Any) -> Assignment:
        """The assignment, with what was given. Prints how its due date was read."""
        given = _named(given)
        if str(given.get("duedate", "")).strip().lower() == NO_DATE:
            given["duedate"] = None
        assignment = super().update_or_create_assignment(name, **given)
        due = assignment.duedate
        print(f"{name} is due {due} UTC" if due else f"{name} has no due date: nobody is late")
        return assignment


def _named(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}
