"""What is recorded of a class: what nbgrader would, by other means, and nothing of a person's."""

import datetime
import logging

import pytest
from nbgrader.api import Comment, Grade, Gradebook, MissingEntry
from nbgrader.plugins import BasePlugin

from grading.batch.recording import GradedSubmission, Recorder
from grading.execution import Scores

LOG = logging.getLogger(__name__)
DUE, LATER = datetime.datetime(2026, 1, 1), datetime.datetime(2026, 1, 2)


class Half(BasePlugin):
    """A late policy, which does not know everybody."""

    def late_submission_penalty(self, student, points, late):
        return {"ada": points / 2, "ben": points / 2}[student]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A gradebook with an assignment of two notebooks: a test, a written answer, a task."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}") as gradebook:
        gradebook.add_assignment("ps", duedate="2026-01-01")
        for book in ("one", "two"):
            gradebook.add_notebook(book, "ps")
            gradebook.add_grade_cell("test", book, "ps", max_score=4, cell_type="code")
            gradebook.add_grade_cell("written", book, "ps", max_score=3, cell_type="markdown")
            gradebook.add_solution_cell("written", book, "ps")
            gradebook.add_task_cell("task", book, "ps", max_score=2, cell_type="markdown")
    return path


@pytest.fixture
def gradebook(made, tmp_path):
    """A copy of it."""
    path = tmp_path / "gradebook.db"
    path.write_bytes(made.read_bytes())
    with Gradebook(f"sqlite:///{path}") as gradebook:
        yield gradebook


def graded(student, points=4.0, **more):
    """A submission of one notebook, whose test gave so many points."""
    scores = Scores(
        {"test": points, "written": None}, {"test": "a", "written": "b"}, {"written": None}
    )
    given = {"timestamp": None, "missing": ["two"], "scores": {"one": scores}} | more
    return GradedSubmission(student, **given)


def rows(gradebook, student):
    """All that there is of a student's submission."""
    gradebook.db.expire_all()
    submission = gradebook.find_submission("ps", student)
    return {
        f"{book.name} {kind} {row.cell.name}": told(row)
        for book in submission.notebooks
        for kind, all_of_kind, told in (
            ("grade", book.grades, lambda g: (g.auto_score, g.manual_score, g.needs_manual_grade)),
            ("comment", book.comments, lambda c: (c.auto_comment, c.manual_comment)),
        )
        for row in all_of_kind
    } | {book.name: book.late_submission_penalty for book in submission.notebooks}


def test_a_new_submission_has_the_rows_that_nbgrader_makes(gradebook):
    gradebook.add_student("stock")
    gradebook.add_submission("ps", "stock")
    assert Recorder(gradebook, "ps", LOG).record([graded("ada")]) == {}
    assert rows(gradebook, "ada").keys() == rows(gradebook, "stock").keys()
    assert rows(gradebook, "ada") == rows(gradebook, "stock") | {
        "one grade test": (4, None, False),
        "one grade written": (None, None, True),
        **{f"two grade {cell}": (0, None, False) for cell in ("test", "written", "task")},
    }


def test_what_a_person_gave_stays_and_is_to_be_looked_at_unless_nothing_changed(gradebook):
    recorder = Recorder(gradebook, "ps", LOG)
    recorder.record([graded("ada")])
    grade = gradebook.find_grade("written", "one", "ps", "ada")
    grade.manual_score, grade.needs_manual_grade = 2.5, False
    gradebook.find_comment("written", "one", "ps", "ada").manual_comment = "Why so?"
    gradebook.db.commit()
    for before, waits in (({"one": {"written": "b"}}, False), ({"one": {"written": "c"}}, True)):
        recorder.record([graded("ada", points=1.0, before=before)])
        there = rows(gradebook, "ada")
        assert there["one grade test"] == (1, None, False)
        assert there["one grade written"] == (None, 2.5, waits)
        assert there["one comment written"] == (None, "Why so?")


def test_late_points_are_taken_off_of_what_is_there_then(gradebook):
    recorder = Recorder(gradebook, "ps", LOG, late=Half())
    recorder.record([graded("ada", timestamp=LATER), graded("ben", timestamp=DUE)])
    assert rows(gradebook, "ada")["one"] == 2
    assert rows(gradebook, "ben")["one"] is None
    gradebook.find_grade("test", "one", "ps", "ada").extra_credit = 1
    gradebook.db.commit()
    recorder.record([graded("ada")])  # whose time is known
    assert rows(gradebook, "ada")["one"] == 2.5
    recorder.record([graded("ada", timestamp=DUE)])
    assert rows(gradebook, "ada")["one"] is None


def test_a_rule_that_fails_for_one_student_costs_nobody_else(gradebook):
    recorder = Recorder(gradebook, "ps", LOG, late=Half())
    failed = recorder.record([graded("cyd", timestamp=LATER), graded("ben", timestamp=LATER)])
    assert failed == {"cyd": "'cyd'"}
    assert rows(gradebook, "ben")["one"] == 2
    assert rows(gradebook, "cyd")["one grade test"][0] is None


def test_who_lacks_a_row_is_named_and_keeps_what_was_and_costs_nobody_else(gradebook):
    recorder = Recorder(gradebook, "ps", LOG)
    recorder.record([graded("ada"), graded("ben")])
    gradebook.db.delete(gradebook.find_comment("written", "one", "ps", "ada"))
    gradebook.db.commit()
    failed = recorder.record([graded("ada", points=1.0), graded("ben", points=1.0)])
    assert failed == {"ada": "No such comment: ps/one/written for ada"}
    assert rows(gradebook, "ada")["one grade test"] == (4, None, False)
    assert rows(gradebook, "ben")["one grade test"] == (1, None, False)


def test_students_are_added_only_where_they_may_be(gradebook):
    gradebook.add_student("ada")
    recorder = Recorder(gradebook, "ps", LOG, create_student=False)
    failed = recorder.record([graded("ada"), graded("ben")])
    assert failed == {"ben": "No student with ID 'ben' exists in the database"}
    assert [student.id for student in gradebook.students] == ["ada"]
    with pytest.raises(MissingEntry, match="No such assignment: other"):
        Recorder(gradebook, "other", LOG)


def test_a_transaction_that_fails_records_nobody(gradebook):
    recorder = Recorder(gradebook, "ps", LOG)
    broken = graded("ben", timestamp="no time")
    with pytest.raises(Exception, match="DateTime"):
        recorder.record([graded("ada"), broken])
    assert gradebook.students == []
    assert gradebook.db.query(Grade).count() == gradebook.db.query(Comment).count() == 0
    assert recorder.record([graded("ada")]) == {}
