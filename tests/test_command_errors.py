"""nbgrader's own commands end in words, and with 1, where the gradebook or a file fails."""

import errno
import logging
import shlex
import shutil
import sqlite3
import traceback
from contextlib import closing
from types import SimpleNamespace

import nbformat
import pytest
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from grading.command_errors import Words
from tests import commands
from tools import sample_course

READING = ["db student list", "db assignment list", "export"]
ALL = [
    *READING, "db student add zoe", "db assignment add quick --duedate='2027-01-01 UTC'",
    "generate_assignment quick --force", "generate_solution quick --force",
    "autograde quick --force", "generate_feedback quick --force",
]  # fmt: skip


def corrupt(course):
    (course / "gradebook.db").write_bytes(b"no gradebook " * 400)


def older(course):
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.execute("ALTER TABLE student DROP COLUMN lms_user_id")
        book.execute("ALTER TABLE assignment DROP COLUMN duedate")
        book.commit()


def nowhere(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.CourseDirectory.db_url = 'sqlite:////nowhere/gradebook.db'\n")


def folder(course):
    (course / "gradebook.db").unlink()
    (course / "gradebook.db").mkdir()


def as_it_is(course):
    """Nothing is wrong with the gradebook."""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A course with a gradebook and a submission."""
    course = tmp_path_factory.mktemp("course") / "course"
    for place in ("source/quick", "submitted/ada/quick", "autograded/ada/quick"):
        (course / place).mkdir(parents=True)
        nbformat.write(sample_course.source(), course / place / "one.ipynb")
    config = str(ROOT / "nbgrader_config.py")
    (course / "nbgrader_config.py").write_text(
        f"exec(open({config!r}).read(), globals() | {{'__file__': {config!r}}})\n"
        f"{sample_course.CONFIG}"
    )
    (course / "students.csv").write_bytes("id,first_name\nzoe,Zo\u00eb\n".encode("latin-1"))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.add_assignment("quick")
        book.add_notebook("one", "quick")
        book.add_student("ada")
        book.add_submission("quick", "ada")
    return course


@pytest.fixture
def run(template, tmp_path):
    """Runs commands in a copy of the course that something is done to; one after the other."""
    course = tmp_path / "course"
    shutil.copytree(template, course)

    def told(alter, lines):
        alter(course)
        ended = (commands.python(course, "-m", "nbgrader", *shlex.split(line)) for line in lines)
        return [(done.returncode, done.stdout + done.stderr) for done in ended]

    return told


@pytest.mark.parametrize(("alter", "lines", "words"), [
    (corrupt, ALL, "is damaged (file is not a database). Put a backup of it in its place."),
    (older, ["db student list", "export", "autograde quick --force"], "run `nbgrader db upgrade`"),
    (nowhere, ALL, "cannot be made: there is no folder /nowhere"),
    (folder, READING, "cannot be used (unable to open database file)"),
    (as_it_is, ["db student import students.csv"], "a file is not in UTF-8"),
    (as_it_is, [f"db assignment add quick --duedate='{date}'" for date in (
        "tomorrow", "2027-02-29 12:00 UTC", "2027-03-01 24:00 UTC", " ")], "no date: "),
])  # fmt: skip
def test_the_command_ends_with_1_and_words(run, alter, lines, words):
    for command, (status, said) in zip(lines, run(alter, lines), strict=True):
        assert status == 1, (command, said)
        assert words in said, (command, said)
        assert "traceback" not in said.lower(), (command, said)
        assert "There was an error accessing the nbgrader database" not in said


def test_a_locked_gradebook_is_said_to_be(run, tmp_path):
    with closing(sqlite3.connect(tmp_path / "course/gradebook.db", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        ((status, said),) = run(as_it_is, ["db student list"])
    assert (status, "is locked: another program holds it" in said) == (1, True)
    assert "Traceback" not in said


def test_tracebacks_that_a_command_logs_on_its_way_are_words_and_no_others(caplog):
    app = SimpleNamespace(log_level=logging.INFO, coursedir=SimpleNamespace(db_url="sqlite:///x"))
    logger = logging.getLogger("nbgraders")
    logger.addFilter(Words(app, print))
    for error in (OSError(errno.ENOSPC, "No space left", "one.html"), ValueError("a bug")):
        try:
            raise error
        except Exception:
            # What came before it may have no traceback.
            logger.error("OSError: [Errno 28]\n\n%s", traceback.format_exc())
    logger.error("Please see the the above traceback for details on the specific errors.")
    full, other = (record.getMessage() for record in caplog.records)
    assert full == "one.html: the disk is full: make room, and run the same command again"
    assert "ValueError: a bug" in other


def test_who_asks_for_it_has_the_traceback(run):
    ((status, said),) = run(corrupt, ["db student list --log-level=DEBUG"])
    assert (status, "Traceback" in said) == (1, True)
