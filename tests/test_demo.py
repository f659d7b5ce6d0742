"""The demo: a class through nbgrader's own commands, compared with the matrix cell by cell."""

import csv
import re
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT, points_of_tests
from tests import commands
from tests.contract import EXERCISES
from tools.demo import BROKEN, CLASS

each_student = pytest.mark.parametrize("student", CLASS, ids=lambda student: student.name)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The course folder of the demo after it ran, and what it printed."""
    course = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "tools.demo", str(course)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return course, done.stdout


def grades(course, student, notebook):
    """The automatic score of each test cell, from the gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        book = gradebook.find_submission_notebook(notebook, "module7", student)
        return {
            grade.cell.name: (grade.auto_score, grade.needs_manual_grade) for grade in book.grades
        }


@pytest.mark.parametrize("notebook", list(EXERCISES))
def test_nbgrader_scores_each_cell_as_the_matrix_does(demo, runner, notebook):
    """Of those who have some of it wrong; what the others score is known, and said below."""
    students = [student for student in CLASS if "wrong" in student.about]
    assert len(students) == 2
    answers = [
        {name: student.code(notebook, name) for name in EXERCISES[notebook]} for student in students
    ]
    outcomes = runner.run_all(notebook, answers)
    for student, outcome in zip(students, outcomes, strict=True):
        scores = grades(demo[0], student.name, notebook)
        for name, points in points_of_tests(notebook).items():
            wanted = 0 if name in outcome.failed else points
            assert scores[name][0] == wanted, (student.name, name)


@each_student
def test_written_answers_wait_for_a_person_unless_left_blank(demo, student):
    for notebook in EXERCISES:
        written = [
            waiting for name, (_, waiting) in grades(demo[0], student.name, notebook).items()
            if name.startswith("written_")
        ]  # fmt: skip
        assert all(waiting == student.writes for waiting in written)


def test_all_right_scores_every_automatic_point_and_nothing_done_none(demo):
    for student, share in (("ada", 1), ("eun", 1), ("ben", 0)):
        for notebook in EXERCISES:
            scores = grades(demo[0], student, notebook)
            for name, points in points_of_tests(notebook).items():
                assert scores[name][0] == share * points, (student, name)


def test_an_endless_loop_costs_its_own_exercise_only(demo):
    for notebook in EXERCISES:
        scores = grades(demo[0], "farid", notebook)
        for name, points in points_of_tests(notebook).items():
            looped = name.startswith("test_count_steps")
            assert scores[name][0] == (0 if looped else points), (notebook, name)


def test_grades_csv_has_a_line_for_each_student(demo):
    with (demo[0] / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == {student.name for student in CLASS} | {BROKEN}
    assert float(rows["ada"]["score"]) == 91
    assert float(rows["ada"]["max_score"]) == 100
    assert float(rows[BROKEN]["score"]) == 0


def test_feedback_names_the_mistake_and_shows_no_hidden_test(demo):
    for notebook in EXERCISES:
        page = (demo[0] / "feedback" / "chloe" / "module7" / f"{notebook}.html").read_text()
        assert "Likely cause" in page or "should raise" in page or "is not right" in page
        assert "hidden_" not in page.replace("test_hidden", "")
        assert "MARK SCHEME" not in page


def test_it_prints_the_scores_and_where_to_look(demo):
    course, printed = demo
    for name in [*(student.name for student in CLASS), BROKEN]:
        assert f"\n  {name} " in printed
    assert f"Could not be read: 1\n  {BROKEN}, 2_make_steps: it is not JSON" in printed
    slow = "farid, 2_make_steps: test_count_steps test_count_steps_other"
    assert f"Timed out: 1\n  {slow}" in printed
    assert "written answers to grade by hand: 5" in printed
    assert str(course / "grades.csv") in printed


def test_the_report_names_those_who_need_a_person_and_links_to_their_feedback(demo):
    course, printed = demo
    path = course / "report-module7.html"
    assert f"  {path}: " in printed
    page = path.read_text()
    assert "20 answers of 5 students" in page  # ben and gita have written none
    for title in ("Could not be read", "Timed out", "Repaired before grading"):
        assert f"<h3>{title}: 1 student</h3>" in page
    links = set(re.findall(r'href="(feedback/[^"]+)"', page))
    assert "feedback/farid/module7/2_make_steps.html" in links
    assert [link for link in links if not (course / link).exists()] == []
    assert all(f'id="row-{book}-{name}"' in page for book in EXERCISES for name in EXERCISES[book])


def test_it_empties_no_folder_that_it_did_not_make(tmp_path):
    (tmp_path / "gradebook.db").write_text("years of work")
    done = commands.python(ROOT, "-m", "tools.demo", str(tmp_path))
    assert done.returncode != 0
    assert "name another folder" in done.stderr
    assert (tmp_path / "gradebook.db").read_text() == "years of work"
