"""Several graders, each with an account of their own, in one course folder: groupshared."""

import errno
import fcntl
import logging
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grading.batch.autograde import sole_run
from tests import commands
from tests.test_term import CHECKED
from tools import sample_course
from tools.sample_course import ASSIGNMENT

GRADERS, ANN, BOB = 54400, 54401, 54402
rooted = pytest.mark.skipif(os.geteuid() != 0, reason="becomes two other users")


@pytest.fixture
def course():
    """A course whose folder a group may write, as docs/term.md sets one up."""
    folder = Path(tempfile.mkdtemp())  # pytest's own are root's alone
    folder.chmod(0o755)
    course = folder / "course"
    sample_course.make(course, 2)
    with open(course / "nbgrader_config.py", "a") as config:
        config.write(f"\n{CHECKED['groupshared']}")
    for path in (course, *course.rglob("*")):
        os.chown(path, ANN, ANN)
    set_up = CHECKED["group"].replace("graders", str(GRADERS))
    subprocess.run(["bash", "-euc", set_up], cwd=course, check=True)
    (course / "gradebook.db").chmod(0o644)  # as SQLite makes it
    yield course
    shutil.rmtree(folder)


def run(course, user, *arguments):
    """A command of one of the graders, whose umask is 022."""
    who = ["--user", str(user), "--group", str(GRADERS)]
    how = "--forked" if arguments[0] == "-m" else sys.executable
    done = commands.python(course, "-m", "tests.as_user", *who, how, *arguments)
    done.stdout += done.stderr
    return done


@rooted
def test_two_graders_take_turns_in_one_course_folder(course):
    done = run(course, BOB, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--force")
    assert done.returncode == 1
    assert "may not write the gradebook" in done.stdout
    assert "chmod g+w gradebook.db" in done.stdout
    archive = course / "downloaded" / ASSIGNMENT / "archive"
    turns = [
        (ANN, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--force"),
        (ANN, "-m", "grading", "autograde", ASSIGNMENT),
        (ANN, "-m", "grading", "feedback", ASSIGNMENT),
        (ANN, "-c", f"import os; os.makedirs({str(archive)!r})"),
        (ANN, "-m", "nbgrader", "zip_collect", ASSIGNMENT),
        (BOB, "-m", "nbgrader", "zip_collect", ASSIGNMENT, "--force"),
        (BOB, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--force"),
        (BOB, "-m", "grading", "autograde", ASSIGNMENT, "--force"),
        (BOB, "-m", "grading", "feedback", ASSIGNMENT, "--force"),
        (BOB, "-m", "nbgrader", "export", "--CsvExporter.ungraded=True"),
        (ANN, "-m", "grading", "autograde", ASSIGNMENT, "--force"),
    ]  # fmt: skip
    for user, *arguments in turns:
        done = run(course, user, *arguments)
        nothing = "Nothing was collected" in done.stdout  # the archive has nothing of the class
        assert done.returncode == nothing == ("zip_collect" in arguments), (user, done.stdout)
    closed = [
        str(path.relative_to(course))
        for path in course.rglob("*")
        if path.stat().st_gid != GRADERS or not path.stat().st_mode & stat.S_IWGRP
    ]
    assert closed == []
    owners = {path.stat().st_uid for path in (course / "logs").iterdir()}
    assert owners == {ANN, BOB}


@rooted
def test_what_one_has_not_shared_is_named_to_the_other(course):
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text().replace("groupshared = True", "groupshared = False"))
    assert run(course, ANN, "-m", "grading", "autograde", ASSIGNMENT).returncode == 0
    done = run(course, BOB, "-m", "grading", "autograde", ASSIGNMENT)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert ".grading.lock" in done.stdout
    assert "docs/term.md" in done.stdout


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK, errno.EINVAL])
def test_a_file_system_without_locks_is_no_other_run(tmp_path, monkeypatch, caplog, number):
    def flock(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with sole_run(tmp_path, logging.getLogger("a run")):
        assert "process" in (tmp_path / ".grading.lock").read_text()
    assert "cannot be locked" in caplog.text
    assert os.strerror(number) in caplog.text
