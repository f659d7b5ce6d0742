"""The answers of a class to one exercise, those that are equal together."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Comment,
    Gradebook,
    GradeCell,
    MissingEntry,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import Grade as GradeRow
from nbgrader.coursedir import CourseDirectory

from grading.pages import shown
from grading.report import (
    CourseFiles,
    Exercise,
    Findings,
    Logs,
    code_forms,
    mistakes,
    read_gradebook,
    read_logs,
    words_form,
    written_form,
)

NO_ANSWER = "No answer"
PASSED = "All tests passed"
OPEN, GRADED = "To be graded", "Graded"


@dataclass(frozen=True)
class Test:
    """A cell that gives points: a test, or a written answer itself."""

    name: str
    points: float


@dataclass(frozen=True)
class Points:
    """What the gradebook has for a student in a Test."""

    id: str
    auto: float | None
    manual: float | None
    extra: float | None  # beyond the cell's points, by a person
    waits: bool


@dataclass(frozen=True)
class Member:
    """A student's answer."""

    student: str
    name: str
    submission: str  # formgrader's id of the submitted notebook
    text: str
    pictures: dict[str, Any]
    points: tuple[Points | None, ...]  # in the order of the exercise's tests
    comment: tuple[str, str] | None  # its id and what a person wrote

    @property
    def waits(self) -> bool:
        """Whether a person has to grade it."""
        return any(points.waits for points in self.points if points)

    @property
    def score(self) -> float:
        """The points so far, without what waits."""
        return sum(
            ((points.auto or 0.0) if points.manual is None else points.manual)
            + (points.extra or 0.0)
            for points in self.points
            if points and not points.waits
        )

    @property
    def html(self) -> str:
        """The text of a written answer as harmless HTML."""
        return shown(self.text, self.pictures)


@dataclass
class Group:
    """Answers of one form of which the same was said."""

    title: str
    form: str
    members: list[Member] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """What the group is called in a form."""
        said = f"{self.title}\0{self.form}".encode(errors="backslashreplace")
        return sha256(said).hexdigest()[:32]

    @cached_property
    def seen(self) -> str:
        """What the page shows of it: what is sent back for another state is not written."""
        state = [(m.student, m.text, m.points, m.comment) for m in self.members]
        return sha256(repr(sorted(state, key=lambda row: row[0])).encode()).hexdigest()

    @cached_property
    def variants(self) -> list[list[Member]]:
        """The members by their very words, those that most of them have first."""
        by_words: dict[str, list[Member]] = {}
        for member in self.members:
            by_words.setdefault(words_form(member.text), []).append(member)
        return sorted(by_words.values(), key=len, reverse=True)

    @property
    def example(self) -> Member:
        """One with the text that most of them have."""
        texts = Counter(member.text for member in self.members)
        return max(self.members, key=lambda member: texts[member.text])

    @property
    def waiting(self) -> int:
        """How many wait for a person."""
        return sum(member.waits for member in self.members)

    @property
    def scores(self) -> list[float]:
        """The scores of those that do not wait, each once."""
        return sorted({round(member.score, 9) for member in self.members if not member.waits})

    @property
    def comment(self) -> str:
        """What a person wrote under all of them; nothing if that differs."""
        texts = {member.comment[1] for member in self.members if member.comment}
        return texts.pop() if len(texts) == 1 else ""

    def manual(self, number: int) -> float | None:
        """The points that a person gave all of them for a test; None if these differ or wait."""
        scores = {
            None if points is None or points.waits else points.manual
            for points in (member.points[number] for member in self.members)
        }
        return scores.pop() if len(scores) == 1 else None

    def extra(self, number: int) -> float | None:
        """The extra credit that a person gave all of them for a test; None if it differs."""
        extras = {points.extra for member in self.members if (points := member.points[number])}
        return extras.pop() if len(extras) == 1 else None

    def auto(self, number: int) -> str:
        """What the test itself gave, as text."""
        given = {points.auto for member in self.members if (points := member.points[number])}
        return "/".join(
            f"{score:g}" for score in sorted(score for score in given if score is not None)
        )


@dataclass
class Answers:
    """All answers to an exercise."""

    assignment: str
    exercise: Exercise
    tests: list[Test]
    groups: list[Group]
    missing: list[str]  # names of students without this notebook
    question: str = ""  # HTML
    solution: str = ""  # the instructor's code

    @property
    def sections(self) -> list[tuple[str, list[Group]]]:
        """The groups by what is said of them: what is wrong first, no answers last."""
        last = {OPEN: 0, GRADED: 2, PASSED: 2, NO_ANSWER: 3}
        by_title: dict[str, list[Group]] = {}
        for group in self.groups:
            by_title.setdefault(group.title, []).append(group)
        for groups in by_title.values():
            groups.sort(key=lambda group: (-len(group.members), group.form))
        return sorted(
            by_title.items(),
            key=lambda item: (last.get(item[0], 1), -count(item[1]), item[0]),
        )

    @property
    def waiting(self) -> int:
        """How many answers wait for a person."""
        return sum(group.waiting for group in self.groups)


def count(groups: Iterable[Group]) -> int:
    """How many answers there are in groups."""
    return sum(len(group.members) for group in groups)


def find(
    gradebook: Gradebook, coursedir: CourseDirectory, logs: Path | None, assignment: str
) -> Findings:
    """What is known of an assignment. Raises MissingEntry where it is in no gradebook."""
    grades = read_gradebook(gradebook, coursedir, assignment)
    files = CourseFiles(coursedir, assignment, grades.submitted)
    told = read_logs(logs, assignment) if logs else Logs()
    return Findings(grades, told, files, Path(coursedir.root))


def read(
    coursedir: CourseDirectory, logs: Path | None, assignment: str, notebook: str, name: str
) -> Answers:
    """All answers to the exercise of that name. Raises MissingEntry where there is none."""
    with Gradebook(coursedir.db_url, course_id="") as gradebook:
        findings = find(gradebook, coursedir, logs, assignment)
        exercise = next(
            (
                candidate
                for candidate in findings.grades.exercises
                if (candidate.notebook, candidate.name) == (notebook, name)
            ),
            None,
        )
        if exercise is None:
            raise MissingEntry(f"no exercise {name} in {notebook} of {assignment}")
        tests, members = _members(gradebook, findings, assignment, exercise)
    made = Answers(assignment, exercise, tests, list(_grouped(findings, exercise, members)), [])
    mine = {member.student for member in members}
    made.missing = sorted(
        shown_name for id_, shown_name in findings.grades.roster.items() if id_ not in mine
    )
    path = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
    made.question, made.solution = _instructors(path / f"{notebook}.ipynb", exercise)
    return made


def _members(
    gradebook: Gradebook, findings: Findings, assignment: str, exercise: Exercise
) -> tuple[list[Test], list[Member]]:
    """The cells of an exercise that give points, and everybody's answer."""
    book = gradebook.find_notebook(exercise.notebook, assignment)
    db = gradebook.db
    cells = {
        name: (id_, points)
        for kind in (GradeCell, TaskCell)
        for id_, name, points in db.query(kind.id, kind.name, kind.max_score).filter(
            kind.notebook_id == book.id, kind.name.in_(exercise.tests)
        )
    }
    names = [name for name in exercise.tests if name in cells]
    points: dict[str, dict[str, Points]] = {}
    for id_, paper, cell, auto, manual, extra, waits in db.query(
        GradeRow.id, GradeRow.notebook_id, GradeRow.cell_id, GradeRow.auto_score,
        GradeRow.manual_score, GradeRow.extra_credit, GradeRow.needs_manual_grade,
    ).filter(GradeRow.cell_id.in_([cells[name][0] for name in names])):  # fmt: skip
        points.setdefault(paper, {})[cell] = Points(id_, auto, manual, extra, bool(waits))
    commented = [
        id_
        for kind in (SolutionCell, TaskCell)
        for (id_,) in db.query(kind.id).filter(
            kind.notebook_id == book.id, kind.name == exercise.name
        )
    ]
    comments = {
        paper: (id_, text or "")
        for id_, paper, text in db.query(
            Comment.id, Comment.notebook_id, Comment.manual_comment
        ).filter(Comment.cell_id.in_(commented))
    }
    members = []
    for paper, student in (
        db.query(SubmittedNotebook.id, Student.id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .filter(SubmittedNotebook.notebook_id == book.id)
        .order_by(Student.id)
    ):
        if (student, exercise.notebook) not in findings.handed_in:
            continue
        answers = findings.answers_of(student, exercise.notebook)
        mine = points.get(paper, {})
        members.append(
            Member(
                student, findings.grades.roster[student], paper,
                answers.texts.get(exercise.name, ""), answers.pictures.get(exercise.name, {}),
                tuple(mine.get(cells[name][0]) for name in names), comments.get(paper),
            )
        )  # fmt: skip
    return [Test(name, cells[name][1]) for name in names], members


def _grouped(findings: Findings, exercise: Exercise, members: list[Member]) -> Iterator[Group]:
    """The members in groups of equal answers of which the same is said."""
    silent = findings.silent(exercise)
    texts = {member.text for member in members}
    forms = {text: written_form(text) for text in texts} if exercise.written else code_forms(texts)
    groups: dict[tuple[str, str], Group] = {}
    for member in members:
        title, form = _title(findings, exercise, member, member.student in silent), ""
        if title != NO_ANSWER:
            form = forms[member.text]
        if exercise.written and member.pictures:  # what is in a picture cannot be compared
            form += json.dumps(member.pictures, sort_keys=True)
        groups.setdefault((title, form), Group(title, form)).members.append(member)
    yield from groups.values()


def _title(findings: Findings, exercise: Exercise, member: Member, silent: bool) -> str:
    """What is said of an answer."""
    if exercise.written:
        return OPEN if member.waits else NO_ANSWER if silent else GRADED
    if silent:
        return NO_ANSWER
    said = findings.said(exercise, member.student)
    if said is None:
        return "No log tells of these"
    told = mistakes.mistakes(said)
    return " ".join(mistake.text for mistake in told) or PASSED


def _instructors(path: Path, exercise: Exercise) -> tuple[str, str]:
    """The question with its scheme, as HTML, and the solution's code, of the source notebook.

    Both are empty where there is none. The question is the text above the answer's cell, up to
    the code before it.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return "", ""
    above: list[str] = []
    for cell in cells:
        source = "".join(cell["source"])
        flags = cell.get("metadata", {}).get("nbgrader", {})
        if flags.get("grade_id") == exercise.name:
            question = re.sub(
                r"^.*(BEGIN|END) MARK SCHEME.*$", "---", "\n\n".join(above), flags=re.M
            )
            return shown(question), "" if exercise.written else source
        starts = cell["cell_type"] != "markdown" or source.startswith("#")
        above = ([] if starts else above) + ([source] if cell["cell_type"] == "markdown" else [])
    return "", ""
