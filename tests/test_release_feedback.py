"""To the exchange go the pages of the grades that there are, and no others."""

import shutil

import pytest
from nbgrader.api import Gradebook

from tools import sample_course
from tools.sample_course import ASSIGNMENT

HELD = "graded, or given points or comments, since: s001"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class with feedback pages, and an exchange."""
    course = tmp_path_factory.mktemp("released") / "course"
    sample_course.make(course, 4)
    exchange = course.parent / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.Exchange.root = {str(exchange)!r}\n")
    for number, folder in enumerate(sorted(course.glob(f"submitted/*/{ASSIGNMENT}"))):
        (folder / "submission_secret.txt").write_text(f"{number:0128x}")
    assert sample_course.grade(course).returncode == 0
    assert sample_course.run(course, "-m", "grading", "feedback", ASSIGNMENT).returncode == 0
    return course


def release(course, assignment=ASSIGNMENT):
    """Release feedback. Returns the exit status, what was said, and the pages that are out."""
    done = sample_course.run(course, "-m", "nbgrader", "release_feedback", assignment)
    pages = {page.name: page.read_bytes() for page in course.parent.glob("exchange/*/feedback/*")}
    return done.returncode, done.stderr, pages


def test_pages_go_out_are_replaced_and_are_taken_back(course):
    status, said, pages = release(course)
    assert status == 0, said
    assert len(pages) == 4 * 3
    assert "released with pages that say what waits for a person: s001, s003\n" in said
    assert release(course)[::2] == (0, pages)

    # Points given since: the page that is out stays until there is a new one.
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("written", "one", ASSIGNMENT, "s001")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    status, said, after = release(course)
    assert (status, HELD in said, after) == (1, True, pages)
    assert sample_course.run(course, "-m", "grading", "feedback", ASSIGNMENT).returncode == 0
    status, said, after = release(course)
    assert (status, HELD in said, after.keys()) == (0, False, pages.keys())
    assert sum(after[name] != pages[name] for name in pages) == 2  # the first page, and one

    # One who left, one whose pages are withdrawn, one who did not hand in through the exchange.
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.remove_student("s000")
    shutil.rmtree(course / "feedback" / "s002")
    (course / "feedback" / "s003" / ASSIGNMENT / "timestamp.txt").unlink()
    status, said, after = release(course)
    assert status == 0, said
    assert "not in the gradebook any more: s000\n" in said
    assert "taken back, as the page is not in feedback/ any more: s002\n" in said
    assert "submitted without timestamp.txt and submission_secret.txt: s003\n" in said
    assert len(after) == 3 * 3


def test_where_there_are_no_pages_the_command_says_so(course):
    status, said, _ = release(course, "quik")
    assert (status, "there are no pages of quik" in said) == (1, True)
