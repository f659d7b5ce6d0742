"""Who has not handed in: by the gradebook, and in lines for a terminal."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Grade, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.api import SubmittedNotebook as Paper
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from grading import log

MOST = 20  # lines about one thing
OTHERS = 3  # files in a line


def only_extended(coursedir: CourseDirectory, gradebook: Gradebook, assignment: str) -> set[str]:
    """Whose submission in the gradebook is none: an extension makes one, too.

    Raises MissingEntry if there is no such assignment.
    """
    id_of, submission = gradebook.find_assignment(assignment).id, SubmittedAssignment
    # Each score is looked at once: asked whose submission is not among those with one, some
    # databases would look through all for each student.
    unscored = gradebook.db.execute(
        select(submission.student_id)
        .outerjoin(Paper, Paper.assignment_id == submission.id)
        .outerjoin(Grade, Grade.notebook_id == Paper.id)
        .where(submission.assignment_id == id_of, submission.timestamp.is_(None))
        .group_by(submission.student_id)
        .having(func.count(Grade.auto_score) + func.count(Grade.manual_score) == 0)
    ).scalars()
    return {
        who for who in unscored if not folder_of(coursedir, "autograded", who, assignment).is_dir()
    }


def handed_in(coursedir: CourseDirectory, assignment: str, student: str) -> list[str]:
    """The names of the notebooks in a student's folder of submitted/."""
    folder = folder_of(coursedir, "submitted", student, assignment)
    return sorted(path.stem for path in folder.glob("*.ipynb"))


def folder_of(coursedir: CourseDirectory, step: str, student: str, assignment: str) -> Path:
    """Where a step of the course has a student's assignment."""
    return Path(coursedir.format_path(getattr(coursedir, f"{step}_directory"), student, assignment))


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
    nothing, some, renamed = [], [], False
    for student in students:
        there = handed_in(coursedir, coursedir.assignment_id, student)
        folder = folder_of(coursedir, "submitted", student, coursedir.assignment_id)
        lacking = [name for name in names if name not in there]
        if not there:
            nothing.append(student)
        elif lacking:
            others = _others(folder, names)
            some.append(f"{student}: without {', '.join(lacking)}{others}")
            renamed |= bool(others)
    lines = []
    if nothing:
        lines += [f"Not handed in: {len(nothing)} of {len(students)}"]
        lines += few([", ".join(nothing[at : at + 8]) for at in range(0, len(nothing), 8)])
    if some and some_of_it:
        lines += [f"Handed in without some notebooks: {len(some)}", *few(some)]
        if renamed:
            lines += ["  What has another name than a notebook counts for nothing until renamed."]
    return [log.plain(line) for line in lines]


def _others(folder: Path, names: list[str]) -> str:
    """What was handed in beside the notebooks: perhaps what is lacking, by another name."""
    known = {"timestamp.txt", *(f"{name}.ipynb" for name in names)}
    others = sorted(
        shown(path.name)
        for path in folder.iterdir()
        if path.is_file() and path.name not in known and not path.name.startswith(".")
    )
    more = f" and {len(others) - OTHERS} more" if len(others) > OTHERS else ""
    return f"; has {', '.join(others[:OTHERS])}{more}" if others else ""


def few(lines: list[str]) -> list[str]:
    """The first of many lines, indented, and that there are more."""
    more = len(lines) - MOST
    return [f"  {line}" for line in lines[:MOST]] + ([f"  and {more} more"] if more > 0 else [])


def shown(name: str, most: int = 60) -> str:
    """A name that a submission gives, as a terminal and a line of a log can take it."""
    return log.shown(name[:most], "?")
