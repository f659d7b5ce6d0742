"""Who has not handed in, in lines for a terminal."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url

MOST = 20  # lines about one thing


def not_handed_in(coursedir: CourseDirectory, some_of_it: bool = True) -> list[str]:
    """Whose submission is not there and, if asked, who lacks some of the notebooks.

    Of those in the gradebook; nothing where there is none, or where one student is asked for.
    """
    url = make_url(coursedir.db_url)
    if coursedir.student_id not in ("*", "") or (
        url.drivername.startswith("sqlite") and not Path(url.database or "").is_file()
    ):
        return []
    with Gradebook(coursedir.db_url, course_id="") as gradebook:
        students = sorted(id_ for (id_,) in gradebook.db.query(Student.id))
        try:
            assignment = gradebook.find_assignment(coursedir.assignment_id)
        except MissingEntry:
            return []
        names = sorted(notebook.name for notebook in assignment.notebooks)
    nothing, some = [], []
    for student in students:
        folder = Path(
            coursedir.format_path(coursedir.submitted_directory, student, coursedir.assignment_id)
        )
        lacking = [name for name in names if not (folder / f"{name}.ipynb").exists()]
        if not any(folder.glob("*.ipynb")):
            nothing.append(student)
        elif lacking:
            some.append(f"{student}: without {', '.join(lacking)}")
    lines = []
    if nothing:
        lines += [f"Not handed in: {len(nothing)} of {len(students)}"]
        lines += few([", ".join(nothing[at : at + 8]) for at in range(0, len(nothing), 8)])
    if some and some_of_it:
        lines += [f"Handed in without some notebooks: {len(some)}", *few(some)]
    return lines


def few(lines: list[str]) -> list[str]:
    """The first of many lines, indented, and that there are more."""
    more = len(lines) - MOST
    return [f"  {line}" for line in lines[:MOST]] + ([f"  and {more} more"] if more > 0 else [])
