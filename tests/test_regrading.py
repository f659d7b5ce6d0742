"""What was graded by older tests, points or settings is known, named and graded again."""

import csv
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grading.submission import handed_in_since
from grading.submission.reading import fingerprint
from tools import sample_course
from tools.sample_course import ASSIGNMENT

STUDENTS = 3
MENDED = "### BEGIN HIDDEN TESTS\nassert double(5) == 10, 'not five'\n### END HIDDEN TESTS"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course with a class, graded; a person has read one of the written answers."""
    course = tmp_path_factory.mktemp("graded") / "course"
    sample_course.make(course, STUDENTS, more=sample_course.STAYS)
    assert sample_course.grade(course).returncode == 0
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("written", "one", ASSIGNMENT, "s001")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.find_comment("written", "one", ASSIGNMENT, "s001").manual_comment = "Why so?"
        gradebook.db.commit()
    return course


@pytest.fixture
def course(graded, tmp_path):
    """A copy of that course."""
    return shutil.copytree(graded, tmp_path / "course")


def change(course, notebook="one", release=True, **cells):
    """Give cells of the instructor's notebook other texts or points."""
    path = course / "source" / ASSIGNMENT / f"{notebook}.ipynb"
    book = nbformat.read(path, 4)
    for cell in book.cells:
        new = cells.get(cell.id)
        if isinstance(new, str):
            cell.source = new
        elif new is not None:
            cell.metadata.nbgrader.points = new
    nbformat.write(book, path)
    if release:
        done = sample_course.run(
            course, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--force"
        )
        assert done.returncode == 0, done.stderr


def test_a_mended_test_grades_again_whom_the_old_one_graded_and_nothing_else(course):
    change(course, test_double_hidden=MENDED)
    shutil.copytree(course / "submitted" / "s001", course / "submitted" / "twin")
    done = sample_course.grade(course)
    assert done.returncode == 0, done.stderr
    assert f"Graded {STUDENTS + 2} notebooks of {STUDENTS + 1} submissions" in done.stdout
    assert f"Graded again, by what grades now: {STUDENTS}\n  s000, one (tests or points)\n" in (
        done.stdout
    )
    snapshot = sample_course.snapshot(course)
    for test in ("test_double", "test_double_hidden"):
        assert snapshot[f"twin one {test}"] == snapshot[f"s001 one {test}"]
    assert snapshot["s002 one test_double_hidden"] == (2, None, False)  # which took no text before
    assert snapshot["s001 one written"] == (None, 2.5, False)  # no second look is needed
    assert snapshot["s001 one # written"] == (None, "Why so?")
    done = sample_course.grade(course)
    assert f"Up to date already: {STUDENTS + 1} submissions" in done.stdout
    assert "Graded again" not in done.stdout


def test_a_change_that_was_not_released_is_said_not_to_grade(course):
    words = f"source/{ASSIGNMENT} has changed since it was released"
    assert words not in sample_course.grade(course).stdout
    change(course, test_double_hidden=MENDED, release=False)
    assert words in sample_course.grade(course).stdout
    change(course)
    assert words not in sample_course.grade(course).stdout
    (course / "source" / ASSIGNMENT).rename(course / "source" / "renamed")
    assert words in sample_course.grade(course).stdout


def test_whom_the_gradebook_does_not_know_is_named_once(course):
    shutil.copytree(course / "submitted" / "s001", course / "submitted" / "s01")
    said = "nbgrader db student remove: 1\n  s01\n"
    assert [said in sample_course.grade(course).stdout for _ in range(2)] == [True, False]


def test_other_points_for_a_written_answer_need_a_second_look(course):
    change(course, written=2)
    done = sample_course.grade(course)
    assert f"Graded {STUDENTS} notebooks" in done.stdout
    snapshot = sample_course.snapshot(course)
    assert snapshot["s001 one written"] == (None, 2.5, True)
    assert snapshot["s001 one # written"] == (None, "Why so?")


def test_a_weight_alone_counts_for_all_at_once(course):
    change(course, test_double=5)
    sample_course.grade(course)
    snapshot = sample_course.snapshot(course)
    assert [snapshot[f"s00{n} one test_double"][0] for n in range(STUDENTS)] == [5, 0, 5]


def test_settings_that_count_do_and_text_does_not(course):
    path = course / "source" / ASSIGNMENT / "one.ipynb"
    book = nbformat.read(path, 4)
    book.cells.insert(0, nbformat.v4.new_markdown_cell("Read this first."))
    nbformat.write(book, path)
    change(course)
    assert f"Up to date already: {STUDENTS}" in sample_course.grade(course, "--jobs", "1").stdout
    (course / "source" / ASSIGNMENT / "data.csv").write_text("1,2\n")
    done = sample_course.grade(course, "--Sandbox.memory=1000", "--ForkServer.stay=0")
    assert f"Graded {2 * STUDENTS} notebooks" in done.stdout
    assert "s000, one, two (files beside the notebooks, settings)" in done.stdout


def test_until_they_are_graded_again_they_are_named_and_no_points_go_out(course):
    change(course, test_double_hidden=MENDED)
    before = sample_course.snapshot(course)
    done = sample_course.grade(course, "--ClassAutograde.regrade=False")
    assert f"Graded by older than what grades now: {STUDENTS}\n  s000, one" in done.stdout
    assert sample_course.snapshot(course) == before
    done = sample_course.run(course, "-m", "nbgrader", "export", "--CsvExporter.ungraded=True")
    assert done.returncode == 3
    assert f"without points: {STUDENTS} graded by other tests or points than those of now: " in (
        done.stderr
    )
    table = [row.split(",") for row in (course / "grades.csv").read_text().splitlines()]
    assert [row[table[0].index("score")] for row in table[1:]] == [""] * STUDENTS
    assert "graded by older tests: one" in table[1][-1]
    for command in ("report", "feedback"):
        done = sample_course.run(course, "-m", "grading", command, ASSIGNMENT)
        assert done.returncode == 0, done.stderr
        assert f"{STUDENTS} submissions were graded by other tests or points" in done.stderr
    page = (course / f"report-{ASSIGNMENT}-class.html").read_text()
    assert page.count("graded by older tests") == STUDENTS
    rows = csv.DictReader((course / f"report-{ASSIGNMENT}-class.csv").open(encoding="utf-8-sig"))
    assert [row["score"] for row in rows] == [""] * STUDENTS


def test_a_late_penalty_follows_points_and_due_dates_that_come_later(course):
    with open(course / "nbgrader_config.py", "a") as file:
        file.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")

    def due(date):
        sample_course.run(
            course, "-m", "nbgrader", "db", "assignment", "add", ASSIGNMENT, f"--duedate={date}"
        )

    def exported(*students):
        done = sample_course.run(course, "-m", "nbgrader", "export", "--CsvExporter.ungraded=True")
        assert "Traceback" not in done.stderr
        rows = [row.split(",") for row in (course / "grades.csv").read_text().splitlines()]
        scores = {row[rows[0].index("student_id")]: row[rows[0].index("score")] for row in rows}
        return [float(scores[student]) if scores[student] else None for student in students]

    before = exported("s001", "s002")
    assert min(before) > 0
    due("2026-01-01")  # all are late now, and their penalty is older than that
    assert exported("s001", "s002") == [0, 0]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("written", "one", ASSIGNMENT, "s001").manual_score = 3
        gradebook.add_student("zoe")  # who has handed in nothing, and may do it later
        gradebook.db.commit()
    for student in ("zoe", "s002"):
        done = sample_course.run(course, "-m", "grading", "extend", ASSIGNMENT, student, "--days=3")
        assert done.stdout == f"{student} has until 2026-01-04 00:00:00 UTC\n", done.stderr
    assert sample_course.run(
        course, "-m", "grading", "extend", ASSIGNMENT, "nobody", "--days=3"
    ).returncode
    assert exported("s001", "s002", "zoe") == [0, before[1], None]
    due("2026-02-01")
    done = sample_course.grade(course)
    assert "Late penalty changed: 2\n  s000\n  s001\n" in done.stdout
    assert exported("s001", "s002", "zoe") == [before[0] + 0.5, before[1], None]


def test_what_the_instructor_changed_is_not_said_to_be_the_students(course):
    path = course / "source" / ASSIGNMENT / "one.ipynb"
    book = nbformat.read(path, 4)
    book.cells.insert(0, nbformat.v4.new_code_cell("import math", id="later"))  # not released yet
    nbformat.write(book, path)
    change(course, test_double="for n in range(9):\n    assert double(n) == n + n", release=False)
    change(course, test_double_hidden=4)
    change(course, test_double="import random\nassert double(random.random()) < 2, 'too large'")
    folder = course / "submitted"
    book = nbformat.read(folder / "s001" / ASSIGNMENT / "one.ipynb", 4)
    cell = next(cell for cell in book.cells if cell.id == "test_double")
    cell.source = cell.source.replace("6", "7")
    nbformat.write(book, folder / "s001" / ASSIGNMENT / "one.ipynb")
    done = sample_course.grade(course, "--force")
    assert done.returncode == 0, done.stderr
    assert "Repaired: 1\n  s001, one: test_double was " in done.stdout  # who did change something


def files(folder):
    """What is in the files of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("alter", "words"),
    [
        (lambda folder: shutil.copy(folder / "one.ipynb", folder / "three.ipynb"),
         ["  three: a new notebook", "0 points", "db assignment remove quick"]),
        (lambda folder: (folder / "two.ipynb").unlink(), ["  two: a notebook that is gone"]),
        (lambda folder: without(folder / "two.ipynb", "test_double"),
         ["  two: gone: test_double (graded), test_double (marked)\n", "extra credit"]),
        (lambda folder: (folder / "two.ipynb").write_text("{"), ["two.ipynb: NotJSONError"]),
    ],
    ids=["a new notebook", "a notebook gone", "a test gone", "not a notebook"],
)  # fmt: skip
def test_a_release_that_cannot_be_leaves_the_old_one_whole(course, alter, words):
    before = files(course / "release" / ASSIGNMENT)
    alter(course / "source" / ASSIGNMENT)
    done = sample_course.run(course, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--force")
    assert done.returncode == 1
    assert "Nothing was released, and an older release stays as it was" in done.stderr
    assert [part for part in words if part not in done.stderr] == []
    assert "Traceback" not in done.stderr
    assert files(course / "release" / ASSIGNMENT) == before


def without(path, name):
    """Take a cell out of an instructor's notebook."""
    book = nbformat.read(path, 4)
    book.cells = [cell for cell in book.cells if cell.id != name]
    nbformat.write(book, path)


def test_nbgraders_own_command_notes_the_same(course):
    done = sample_course.run(course, "-m", "nbgrader", "autograde", ASSIGNMENT, "--force")
    assert done.returncode == 0, done.stderr
    assert f"Up to date already: {STUDENTS}" in sample_course.grade(course).stdout


def test_who_was_taken_out_of_the_gradebook_stays_out_and_stops_nobody(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.remove_student("s001")
    for command in (["autograde"], ["feedback"], ["autograde", "--force"], ["feedback", "--force"]):
        done = sample_course.run(course, "-m", "grading", command[0], ASSIGNMENT, *command[1:])
        assert done.returncode == 0, done.stderr
        said = done.stdout + done.stderr
        assert "Traceback" not in said
        assert re.search(r"[Nn]ot in the gradebook any more.*(: |\n  )s001\n", said)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            assert {student.id for student in gradebook.students} == {"s000", "s002"}
    assert not (course / "feedback" / "s001").exists()
    assert (course / "feedback" / "s002" / ASSIGNMENT / "one.html").exists()
    sample_course.run(course, "-m", "nbgrader", "db", "student", "add", "s001")
    assert "Graded 2 notebooks of 1 submissions" in sample_course.grade(course, "--force",
                                                    "--student=s001").stdout  # fmt: skip


def test_an_extension_without_a_due_date_is_refused_and_one_that_is_there_stops_nothing(course):
    extend = ["-m", "grading", "extend", ASSIGNMENT, "s001"]
    done = sample_course.run(course, *extend, "--days=3")
    assert done.returncode == 1
    assert "has no due date" in done.stderr
    assert sample_course.run(course, *extend, "--days=1e9").returncode
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:  # a date that was removed
        gradebook.update_or_create_submission(ASSIGNMENT, "s001", extension=timedelta(days=3))
    for command in (
        ["grading", "autograde", ASSIGNMENT, "--force"], ["grading", "feedback", ASSIGNMENT],
        ["nbgrader", "export", "--CsvExporter.ungraded=True"], ["grading", "report", ASSIGNMENT],
    ):  # fmt: skip
        done = sample_course.run(course, "-m", *command)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert "Using late submission penalty method" not in done.stderr
        if command[1] == "autograde":
            assert "the extensions of s001 are taken away" in done.stderr


def test_what_is_worth_nothing_waits_for_nobody_unless_it_was_given_points(course):
    change(course, written=0)
    done = sample_course.grade(course)
    assert done.returncode == 0, done.stderr
    assert "written answers to grade by hand: 1" in done.stdout  # s001, one
    grades = sample_course.snapshot(course)
    assert grades["s001 one written"] == (None, 2.5, True)
    change(course, "two", written=0)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("written", "one", ASSIGNMENT, "s001").manual_score = 0
        gradebook.db.commit()
    done = sample_course.grade(course, "--force")
    assert "grade by hand" not in done.stdout


def test_a_locked_gradebook_is_said_in_a_line_and_the_old_release_stays(course):
    before = files(course / "release" / ASSIGNMENT)
    sample_course.hurry(course)
    with closing(sqlite3.connect(course / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        for command in (
            ["grading", "extend", ASSIGNMENT, "s001", "--days=3"],
            ["nbgrader", "generate_assignment", ASSIGNMENT, "--force"],
        ):
            done = sample_course.run(course, "-m", *command)
            assert done.returncode == 1
            assert "is locked: another program holds it" in done.stderr
            assert "Traceback" not in done.stderr
    assert files(course / "release" / ASSIGNMENT) == before


@pytest.mark.parametrize("lost", ["the gradebook", "the submissions", "a later submission"])
def test_what_a_backup_of_the_gradebook_lacks_is_graded_again(course, lost):
    before = sample_course.snapshot(course)
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        if lost == "a later submission":
            book.execute("UPDATE submitted_assignment SET timestamp = '2025-01-01 00:00:00'")
        else:
            for table in ("comment", "grade", "submitted_notebook", "submitted_assignment"):
                book.execute(f"DELETE FROM {table}")
        if lost == "the gradebook":
            book.execute("DELETE FROM student")
        book.commit()
    done = sample_course.grade(course)
    assert done.returncode == 0
    assert f"Graded {2 * STUDENTS} notebooks" in done.stdout
    assert "s000: graded, and not in the gradebook" in done.stderr
    after = sample_course.snapshot(course)
    by_hand = {name for name in before if "written" in name and "s001 one" in name}
    assert {n: after[n] for n in before if n not in by_hand} == {
        n: before[n] for n in before if n not in by_hand
    }
    assert "Up to date already" in sample_course.grade(course).stdout


def test_what_was_handed_in_since_is_read_as_far_as_autograde_reads(tmp_path):
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.GradingExporter.max_bytes = 100
    submitted, graded = (tmp_path / step / "ann" / "w" / "a.ipynb"
                         for step in ("submitted", "autograded"))  # fmt: skip
    for path in (submitted, graded):
        path.parent.mkdir(parents=True)
    submitted.write_text("{}" + " " * 1000)
    note = {"submitted": fingerprint(submitted, 100)}
    graded.write_text(json.dumps({"metadata": {"grading": note}}))
    os.utime(graded, (0, 0))
    assert handed_in_since(CourseDirectory(config=config), "w", "ann", ["a"]) == []
    config.GradingExporter.max_bytes = 10_000
    assert handed_in_since(CourseDirectory(config=config), "w", "ann", ["a"]) == ["a"]
