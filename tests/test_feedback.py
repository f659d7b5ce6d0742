"""The feedback of a class: nbgrader's pages, and never those of grades that have changed."""

import shutil

import pytest
from nbgrader.api import Gradebook

from tools import sample_course
from tools.sample_course import ASSIGNMENT

STUDENTS = 3


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A graded course without feedback."""
    course = tmp_path_factory.mktemp("feedback") / "course"
    sample_course.make(course, STUDENTS)
    sample_course.grade(course)
    return course


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it."""
    return shutil.copytree(graded, tmp_path / "course")


def feedback(course, *arguments):
    """Run the command, which must end well. Returns what it said."""
    done = sample_course.run(course, "-m", "grading", "feedback", ASSIGNMENT, *arguments)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return done.stdout


def pages(course):
    """The pages, by path."""
    return {
        str(path.relative_to(course)): path.read_text()
        for path in course.glob("feedback/*/*/*.html")
    }


def comment(course, student, text):
    """Have an instructor comment on a written answer."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        found = gradebook.find_comment("written", "one", ASSIGNMENT, student)
        found.manual_comment = text
        gradebook.db.commit()


def test_its_pages_are_nbgraders(course, tmp_path):
    other = shutil.copytree(course, tmp_path / "other")
    assert "Feedback written for 3 submissions" in feedback(course, "--jobs", "2")
    done = sample_course.run(other, "-m", "nbgrader", "generate_feedback", ASSIGNMENT)
    assert done.returncode == 0
    assert len(pages(course)) == 2 * STUDENTS
    assert pages(course) == pages(other)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_who_has_a_new_comment_gets_new_pages_and_nobody_else(course, jobs):
    feedback(course)
    before = pages(course)
    comment(course, "s001", "Why so, and not otherwise?")
    said = feedback(course, "--jobs", jobs)
    assert "Feedback written for 1 submissions\nUp to date already: 2 submissions" in said
    after = pages(course)
    assert {path for path in after if after[path] != before[path]} == {
        "feedback/s001/quick/one.html"
    }
    assert "Why so, and not otherwise?" in after["feedback/s001/quick/one.html"]
    assert "Feedback written for 0 submissions" in feedback(course)
    assert "Feedback written for 3 submissions" in feedback(course, "--force")


def test_pages_that_nbgraders_command_made_are_known(course):
    sample_course.run(course, "-m", "nbgrader", "generate_feedback", ASSIGNMENT)
    comment(course, "s000", "Late news.")
    assert "Feedback written for 1 submissions\nUp to date already: 2" in feedback(course)
    assert "Late news." in pages(course)["feedback/s000/quick/one.html"]


def test_who_cannot_get_any_is_named_and_costs_nobody_else(course):
    path = course / "autograded" / "s001" / ASSIGNMENT / "two.ipynb"
    path.chmod(0o644)
    path.write_text("{")
    done = sample_course.run(course, "-m", "grading", "feedback", ASSIGNMENT)
    assert done.returncode == 1
    assert "no feedback for s001" in done.stderr
    assert {name.split("/")[1] for name in pages(course)} == {"s000", "s002"}


def test_an_answer_that_nobody_has_read_waits_and_is_no_zero(course):
    feedback(course)
    path = "feedback/s001/quick/one.html"  # who has written something
    page = pages(course)[path]
    assert "points so far; 3 wait for a person" in page
    assert "waits for a person (3 points)" in page
    assert "Waits for a person (3.0 points)" in page
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("written", "one", ASSIGNMENT, "s001")
        grade.manual_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()
    assert "Feedback written for 1 submissions" in feedback(course)
    page = pages(course)[path]
    assert "wait" not in page.lower().partition("<body>")[2]
    assert "Score: 0.0 / 3.0" in page


def test_what_was_left_blank_is_zero_and_waits_for_nobody(course):
    feedback(course)
    page = pages(course)["feedback/s000/quick/one.html"]
    assert "wait for a person" not in page
    assert "<span>0 / 3, with a comment</span>" in page
