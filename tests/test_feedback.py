"""The feedback of a class: nbgrader's pages, and never those of grades that have changed."""

import html
import re
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
def bare(graded, tmp_path):
    """A copy of it."""
    return shutil.copytree(graded, tmp_path / "course")


@pytest.fixture(scope="module")
def with_feedback(graded, tmp_path_factory):
    """A copy with feedback."""
    course = shutil.copytree(graded, tmp_path_factory.mktemp("with") / "course")
    feedback(course)
    return course


@pytest.fixture
def course(with_feedback, tmp_path):
    """A copy of that."""
    return shutil.copytree(with_feedback, tmp_path / "course")


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
        record = gradebook.find_comment("written", "one", ASSIGNMENT, student)
        record.manual_comment = text
        gradebook.db.commit()


def test_its_pages_are_nbgraders(bare, tmp_path):
    other = shutil.copytree(bare, tmp_path / "other")
    assert "Feedback written for 3 submissions" in feedback(bare, "--jobs", "2")
    done = sample_course.run(other, "-m", "nbgrader", "generate_feedback", ASSIGNMENT)
    assert done.returncode == 0
    assert len(pages(bare)) == 3 * STUDENTS  # of each two notebooks, and the first page
    assert pages(bare) == pages(other)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_who_has_a_new_comment_gets_new_pages_and_nobody_else(course, jobs):
    before = pages(course)
    comment(course, "s001", "Why so, and not otherwise?")
    said = feedback(course, "--jobs", jobs)
    assert "Feedback written for 1 submissions\nUp to date already: 2 submissions" in said
    after = pages(course)
    assert {path for path in after if after[path] != before[path]} == {
        "feedback/s001/quick/one.html", "feedback/s001/quick/start_here.html"
    }  # fmt: skip
    assert "Why so, and not otherwise?" in after["feedback/s001/quick/one.html"]
    assert "Feedback written for 0 submissions" in feedback(course)
    assert "Feedback written for 3 submissions" in feedback(course, "--force")


def test_pages_that_nbgraders_command_made_are_known(bare):
    sample_course.run(bare, "-m", "nbgrader", "generate_feedback", ASSIGNMENT)
    comment(bare, "s000", "Late news.")
    assert "Feedback written for 1 submissions\nUp to date already: 2" in feedback(bare)
    assert "Late news." in pages(bare)["feedback/s000/quick/one.html"]


def test_who_cannot_get_any_is_named_and_costs_nobody_else(bare):
    path = bare / "autograded" / "s001" / ASSIGNMENT / "two.ipynb"
    path.chmod(0o644)
    path.write_text("{")
    done = sample_course.run(bare, "-m", "grading", "feedback", ASSIGNMENT)
    assert done.returncode == 1
    assert "no feedback for s001" in done.stderr
    assert {name.split("/")[1] for name in pages(bare)} == {"s000", "s002"}


def test_an_answer_that_nobody_has_read_waits_and_is_no_zero(course):
    path = "feedback/s001/quick/one.html"  # who has written something
    page = pages(course)[path]
    assert "points so far; 3 wait for a person" in page
    assert "waits for a person (3 points)" in page
    assert "Waits for a person (3 points)" in page
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("written", "one", ASSIGNMENT, "s001")
        grade.manual_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()
    assert "Feedback written for 1 submissions" in feedback(course)
    page = pages(course)[path]
    assert "wait" not in page.lower().partition("<body>")[2]
    assert ">0 / 3</span>" in page


def test_what_was_left_blank_is_zero_and_waits_for_nobody(course):
    page = pages(course)["feedback/s000/quick/one.html"]
    assert "wait for a person" not in page
    assert '<span class="points lost">0 / 3</span>, with a comment' in page


def first(course, student="s001"):
    """The text of a student's first page, its links as [text](address)."""
    page = (course / "feedback" / student / ASSIGNMENT / "start_here.html").read_text()
    page = re.sub(r'<a href="([^"]+)">(.*?)</a>', r"[\2](\1)", page.partition("<body>")[2])
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def test_a_students_first_page_has_the_sum_what_waits_and_what_each_failed_test_said(course):
    assert first(course).startswith(
        "quick: 1 of 12 points so far; 6 wait for a person"
        " [one](one.html) 3 wait for a person 0 / 6 [two](two.html) 3 wait for a person 1 / 6 "
    )
    assert (
        "[one](one.html) 0 of 6 points so far; 3 wait for a person"
        " [ double ](one.html#comment-double) 0 / 3 not a number "
    ) in first(course)
    assert "[ written ](one.html#comment-written) waits for a person (3 points)" in first(course)


def test_the_first_page_tells_of_the_notebooks_that_are_not_there(bare):
    (bare / "autograded" / "s001" / ASSIGNMENT / "two.ipynb").unlink()
    feedback(bare)
    assert "two not handed in 1 / 6" in first(bare)
    assert "](two.html" not in first(bare)


def test_a_first_page_that_is_missing_is_written(course):
    page = course / "feedback" / "s001" / ASSIGNMENT / "start_here.html"
    page.unlink()
    assert "Feedback written for 1 submissions" in feedback(course)
    assert page.exists()


def test_pages_say_how_to_ask_for_another_look_if_that_is_set(course):
    assert "another look" not in first(course)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(
            "\nc.FeedbackPage.another_look = 'Ask for another look <here>:'"
            "\nc.FeedbackPage.another_look_address = 'mailto:rnn@example.org'\n"
        )
    feedback(course, "--force")
    line = "Ask for another look <here>: [rnn@example.org](mailto:rnn@example.org)"
    assert line in first(course)
    assert "look &lt;here&gt;: <a href" in pages(course)["feedback/s001/quick/one.html"]
    done = sample_course.run(course, "-m", "grading", "feedback", ASSIGNMENT,
                             "--FeedbackPage.another_look_address=javascript:hit()")  # fmt: skip
    assert done.returncode == 1
    assert "it must begin with mailto: or https:" in done.stderr
