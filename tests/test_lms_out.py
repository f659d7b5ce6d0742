"""Rosters from an LMS's table, grades for its import, feedback for its upload."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook, Student
from nbgrader.coursedir import CourseDirectory

from grading import spreadsheet
from grading.pages import freshness as pages
from lms import names
from lms.__main__ import main
from lms.feedback import bundle
from lms.mail import Mail
from lms.roster import import_roster
from lms.tables import LmsError, harmless, parse_csv
from tests import commands
from tests.lms import build, course
from tests.lms.cases import TEAMS, team

BOOKS = ("2_make_steps", "4_rnn")
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,Module 7 (991),Essay (992),Current Score
,,,,,,Manual Posting,,
    Points Possible,,,,,,10,20,(read only)
"Lovelace, Ada",12345,u1,ada@example.org,"RNN, group 1",,,3,
"O'Neil, Ben",12346,u2,ben@example.org,RNN,,,,
"Müller-Lüdenscheidt, Zoë",12347,u3,zoe@example.org,RNN,,,,
"=cmd|' /C calc'!A0, Eve",12399,u4,eve@example.org,RNN,,,,
"Nobody, Nick",,u5,nick@example.org,RNN,,,,
"Student, Test",777,,5f1b2c,RNN,,,,
"""
MOODLE = """\
First name,Last name,ID number,Email address
Ada,Lovelace,s1,ada@example.org
Wei,Zhang,s4,wei1@example.org
Wei,Zhang,s5,wei2@example.org
Grace,Hopper,s9,Grace.Hopper@Example.org
"""


def policy(root, name):
    """Have a course take a late policy of tests/lms/late.py."""
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.AssignLatePenalties.plugin_class = 'tests.lms.late.{name}'\n")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course whose assignment is graded: 8 of 10 points for most, in several states."""
    root = tmp_path_factory.mktemp("graded")
    course.make(root, due=course.DUE)
    policy(root, "TwoOff")
    with course.gradebook(root) as book:
        for name in BOOKS:
            book.add_notebook(name, course.ASSIGNMENT)
        book.add_grade_cell("test", "4_rnn", course.ASSIGNMENT, max_score=10, cell_type="code")
        book.add_solution_cell("answer", "4_rnn", course.ASSIGNMENT)
        for student, score in {"ada": 8, "ben": 8, "zoe": 7.5, "wei1": 3, "jose": 1}.items():
            late = student == "ben"
            time = course.DUE + timedelta(hours=1) if late else course.DUE
            book.add_submission(course.ASSIGNMENT, student, timestamp=time)
            submission = book.find_submission_notebook("4_rnn", course.ASSIGNMENT, student)
            submission.late_submission_penalty = 2 if late else 0
            grade = book.find_grade("test", "4_rnn", course.ASSIGNMENT, student)
            grade.auto_score, grade.needs_manual_grade = score, student == "zoe"
        book.db.commit()
    (root / "canvas.csv").write_text(CANVAS)
    return root


@pytest.fixture
def root(graded, tmp_path):
    """A copy of it."""
    return shutil.copytree(graded, tmp_path, dirs_exist_ok=True)


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def keep(root, name, text):
    (root / "downloaded").mkdir(exist_ok=True)
    (root / "downloaded" / name).write_text(text)


# Rosters


def roster(root, lms, text, by="user"):
    (root / "list.csv").write_text(text)
    with course.gradebook(root) as book:
        said = import_roster(book, root / "list.csv", lms, by)
        return "\n".join(said), {student.id: student.to_dict() for student in book.students}


def test_canvas_roster_says_what_was_added_changed_left_alone_and_odd(root):
    said, people = roster(root, "canvas", CANVAS)
    assert said.startswith("1 added, 0 changed, 3 left alone, 2 odd")
    assert people["eve"]["lms_user_id"] == "12399"
    assert "Nobody, Nick: no id of Canvas's" in said
    assert "Canvas's test student" in said
    assert "in the gradebook and not in list.csv: jose, mei, wei1, wei2" in said
    assert roster(root, "canvas", CANVAS)[0].startswith("0 added, 0 changed, 4 left alone, 2 odd")


def test_a_roster_completes_and_changes_people_but_empties_nothing(root):
    text = 'Student,ID,SIS Login ID,Section\n"Núñez, José",60,jose,\n"Byron, Ada",12345,,\n'
    said, people = roster(root, "canvas", text)
    assert people["jose"]["lms_user_id"] == "60"
    assert people["ada"]["last_name"] == "Byron"
    assert people["ada"]["email"] == "ada@example.org"
    assert "ada: last_name Lovelace -> Byron" in said


def test_a_namesake_is_another_person(root):
    text = 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",66,lovelace2,\n"X, Y",67,ada,\n'
    said, people = roster(root, "canvas", text)
    assert people["lovelace2"]["lms_user_id"] == "66"
    assert people["ada"]["lms_user_id"] == "12345"
    assert "the gradebook's ada is another, whose id is 12345" in said


def test_moodles_participants_and_worksheet(root):
    said, people = roster(root, "moodle", "\ufeff" + MOODLE.replace(",", ";"))
    assert said.startswith("1 added, 0 changed, 3 left alone")
    assert people["Grace.Hopper"]["email"] == "Grace.Hopper@Example.org"
    text = (
        "Identifier,Full name,Email address,Status\nParticipant 77,Wei Zhang,wei2@example.org,-\n"
    )
    said, people = roster(root, "moodle", text)
    assert people["wei2"]["lms_user_id"] == "77"
    assert people["wei1"]["lms_user_id"] == "12348"


@pytest.mark.parametrize(("by", "wanted"), [
    ("user", "eve"), ("login", "eve@example.org"), ("email", "eve@example.org"),
    ("number", "u4"), ("lms-id", "12399"),
])  # fmt: skip
def test_what_becomes_the_id_of_a_new_student(root, by, wanted):
    assert wanted in roster(root, "canvas", CANVAS, by)[1]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Student,Section\nx,y\n", "\0\0", '"a'])
def test_a_table_that_is_none_is_named(root, text):
    with pytest.raises(LmsError, match=r"list\.csv"):
        roster(root, "canvas", text)


def test_an_id_that_cannot_be_a_folder_is_odd(root):
    text = 'Student,ID,SIS Login ID,Section\n"A, B",1,../x,\n"C, D",2,d,\n'
    said, people = roster(root, "canvas", text)
    assert "cannot be the name of a folder" in said
    assert "../x" not in people


# Grades


def test_canvas_grades_to_the_letter(root):
    keep(root, "canvas.csv", CANVAS)
    log = course.export(root, "--exporter=lms.export.CanvasExporter")
    text = (root / "uploads" / "canvas-module7.csv").read_text()
    assert text == (
        "Student,ID,SIS User ID,SIS Login ID,Section,Module 7 (991)\n"
        "    Points Possible,,,,,10\n"
        '"Lovelace, Ada",12345,u1,ada@example.org,"RNN, group 1",8\n'
        '"O\'Neil, Ben",12346,u2,ben@example.org,RNN,6\n'
    )
    assert said_of_the_left_out(log) == [
        "1 waiting for a person to grade: zoe (4_rnn);"
        " to export what there is: --CanvasExporter.ungraded=True",
        "2 without a submission of module7: mei, wei2",
        "1 without lms_user_id in the gradebook, by which Canvas knows people: jose",
        "1 whose id is not in downloaded/canvas.csv: wei1 (12348)",
    ]


def said_of_the_left_out(log):
    start = "not exported: "
    return [line.removeprefix(start) for line in log.splitlines() if line.startswith(start)]


def test_of_many_who_are_left_out_for_one_reason_ten_are_named(root):
    with course.gradebook(root) as book:
        book.db.add_all(Student(id=f"e{number:03}") for number in range(490))
        book.db.commit()
    said = said_of_the_left_out(course.export(root, "--exporter=lms.export.CanvasExporter"))
    assert "zoe" in said[0]
    assert said[1].startswith("492 without a submission of module7: e000, e001, ")
    assert said[1].endswith("e009, and 482 more; --log-level=DEBUG names all")
    log = course.export(root, "--exporter=lms.export.CanvasExporter", "--log-level=DEBUG")
    assert ", e489, mei, wei2\n" in log


def unread(root, student, why="it is not JSON"):
    """What the engine leaves of a file that it could not read: a notebook that says so."""
    folder = root / "autograded" / student / course.ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "4_rnn.ipynb").write_text(
        json.dumps({"cells": [], "metadata": {"grading": {"unreadable": why, "repaired": []}}})
    )
    with course.gradebook(root) as book:
        book.find_grade("test", "4_rnn", course.ASSIGNMENT, student).auto_score = 0
        book.db.commit()


@pytest.mark.parametrize("kind", ["Canvas", "Moodle"])
def test_a_file_that_could_not_be_read_is_no_final_0(root, kind):
    keep(root, "canvas.csv", CANVAS)
    unread(root, "ben")
    unread(root, "zoe")  # whose answer waits, too
    unread(root, "ada")
    with course.gradebook(root) as book:  # somebody looked at ada's, and gave points
        book.find_grade("test", "4_rnn", course.ASSIGNMENT, "ada").manual_score = 4
        book.db.commit()
    log = course.export(root, f"--exporter=lms.export.{kind}Exporter")
    said = said_of_the_left_out(log)
    assert said[0].startswith("1 waiting for a person to grade: zoe (4_rnn);")
    assert said[1] == (
        "2 with a file that could not be read: ben (4_rnn), zoe (4_rnn); ask for the file again,"
        f" or export its 0: --{kind}Exporter.unreadable_is_zero=True"
    )
    grades = grades_of(root, kind)
    assert grades["ada"] == "4"
    assert not grades.keys() & {"ben", "zoe"}
    course.export(
        root, f"--exporter=lms.export.{kind}Exporter", f"--{kind}Exporter.unreadable_is_zero=True"
    )
    grades = grades_of(root, kind)
    assert grades["ben"] == "0"
    assert "zoe" not in grades


def grades_of(root, kind):
    """The grades in an LMS's table, by the address's first part."""
    table = rows(root / "uploads" / f"{kind.lower()}-module7.csv")
    return {row[3].split("@")[0]: row[{"Canvas": -1, "Moodle": -2}[kind]] for row in table[1:]}


def test_people_who_wait_and_people_without_a_submission_if_asked(root):
    keep(root, "canvas.csv", CANVAS)
    log = course.export(
        root, "--exporter=lms.export.CanvasExporter", "--CanvasExporter.ungraded=True",
        "--CanvasExporter.missing_is_zero=True", "--to=out.csv",
    )  # fmt: skip
    grades = {row[1]: row[-1] for row in rows(root / "out.csv")}
    assert grades["12347"] == "7.5"
    assert "exported before a person graded: 1: zoe" in log


@pytest.mark.parametrize(("text", "option", "said"), [
    (CANVAS.replace(",10,20,", ",100,20,"), "", "has 100 points in Canvas and 10 in nbgrader"),
    (CANVAS.replace("Module 7", "Week 7"), "", "no assignment is named.*Week 7 .991., Es"),
    (CANVAS.replace("Essay (992)", "module_7 (992)"), "", "several assignments are named"),
    (CANVAS.replace(",10,20,", ",(read only),20,"), "", "lets nobody change"),
    ("a,b\n", "", "not Canvas's gradebook export"),
    (CANVAS, "--assignment=nothing", "no such assignment in the gradebook: nothing"),
])  # fmt: skip
def test_what_does_not_fit_is_named_and_nothing_written(root, text, option, said):
    keep(root, "canvas.csv", text)
    with pytest.raises(SystemExit, match=said):
        course.export(root, "--exporter=lms.export.CanvasExporter", *filter(None, [option]))
    assert not (root / "uploads").exists()


def test_grades_are_scaled_if_asked(root):
    keep(root, "canvas.csv", CANVAS.replace(",10,20,", ",100,20,"))
    course.export(
        root, "--exporter=lms.export.CanvasExporter", "--CanvasExporter.points=module7=100"
    )
    assert rows(root / "uploads" / "canvas-module7.csv")[2][-1] == "80"


def test_canvas_without_its_export_goes_by_ids(root):
    course.export(root, "--exporter=lms.export.CanvasExporter")
    table = rows(root / "uploads" / "canvas-module7.csv")
    assert table[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "module7"]
    assert ["Lovelace, Ada", "12345", "", "ada", "", "8"] in table


def test_moodle_grades_with_feedback(root):
    keep(root, "moodle.csv", MOODLE)
    log = course.export(root, "--exporter=lms.export.MoodleExporter")
    table = rows(root / "uploads" / "moodle-module7.csv")
    assert table[0] == [
        "First name", "Last name", "ID number", "Email address",
        "Assignment: module7 (Real)", "Assignment: module7 (Feedback)",
    ]  # fmt: skip
    ada, ben = (next(row for row in table if row[0] == name) for name in ("Ada", "Ben"))
    assert ada[1:4] == ["Lovelace", "s1", "ada@example.org"]
    assert ada[4:] == ["8", "2_make_steps 0/0; 4_rnn 8/10"]
    assert ben[2:] == ["", "ben@example.org", "6", "2_make_steps 0/0; 4_rnn 8/10; late -2"]
    assert "not exported: 1 waiting for a person to grade: zoe (4_rnn)" in log


def filled_in(root, sheet):
    """A worksheet of Moodle's with the grades, and what the export says."""
    (root / "downloaded" / course.ASSIGNMENT / "archive" / "Grades.csv").write_text(sheet)
    log = course.export(root, "--exporter=lms.export.MoodleWorksheetExporter")
    return (root / "uploads" / "moodle-worksheet-module7.csv").read_text(), log


def test_moodles_worksheet_is_filled_in(root):
    sheet = (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade)\n"
        "Participant 1,Ada Lovelace,ada@example.org,Submitted,,10.00,-\n"
        "Participant 2,Someone Else,else@example.org,Submitted,5.00,10.00,-\n"
    )
    assert filled_in(root, sheet)[0] == sheet.replace("Submitted,,", "Submitted,8,")
    with pytest.raises(SystemExit):
        filled_in(root, sheet.replace("10.00", "50.00"))


def test_a_grade_that_is_locked_or_of_a_scale_in_moodle_is_named(root):
    sheet = (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed\n"
        "Participant 1,Ada Lovelace,ada@example.org,Submitted,5.00,10.00,No\n"
        "Participant 2,Ben O'Neil,ben@example.org,Submitted,,10.00,Yes\n"
    )
    text, log = filled_in(root, sheet)
    assert text == sheet.replace("Submitted,,", "Submitted,6,")
    assert "1 whose grade is locked in Moodle: ada" in log
    with pytest.raises(SystemExit, match="is graded by a scale in Moodle"):
        filled_in(root, sheet.replace("Maximum Grade", "Scale").replace("10.00", '"Poor, Good"'))


@pytest.mark.parametrize(("cell", "wanted"), [
    ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-1-1", "'-1-1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "\ufffd=1"), (" =1", "' =1"), ("-5", "-5"), (-5.5, "-5.5"), ("-", "-"), ("Ada", "Ada"),
    ("a\x1b[2J", "a\ufffd[2J"), (None, ""), ("\uff1dcmd", "'\uff1dcmd"), ("a;=1;b", "a;'=1;b"),
    ("a; \uff201", "a;' \uff201"), ("a;b", "a;b"), ("1;-1", "1;'-1"), ('a;"=1;b', "a;'\"=1;b"),
    ('"=1"', '"=1"'), ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
    ("a\u200cb\u202ec", "a\u200cb\ufffdc"),
])  # fmt: skip
def test_no_cell_is_a_formula(cell, wanted):
    assert harmless(cell) == wanted


def as_spreadsheets_do(text, ends):
    """The cells of a CSV in which each of these characters ends one: a quotation begins a cell, and
    what follows its end is part of it."""
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"?)?([^{ends}\r\n]*)(?:[{ends}\r\n]|\Z)')
    return [(said[1] or "").replace('""', '"') + said[2] for said in cell.finditer(text)]


@settings(max_examples=1000)
@given(st.lists(st.text(';"=,\t\n1', max_size=6), min_size=1, max_size=3))
def test_no_spreadsheet_of_any_country_finds_a_formula(row):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(map(spreadsheet.harmless, row))
    for ends in (",", ";", "\t", ",;\t"):
        cells = [cell.strip() for cell in as_spreadsheets_do(text.getvalue(), ends)]
        assert not [c for c in cells if c[:1] in {*"=+@"} and not c[1:2].isdigit()], ends


def test_a_name_that_is_a_formula_is_none_in_the_export(root):
    keep(root, "canvas.csv", CANVAS)
    with course.gradebook(root) as book:
        book.update_or_create_student("ada", lms_user_id="12399")
    course.export(root, "--exporter=lms.export.CanvasExporter")
    assert rows(root / "uploads" / "canvas-module7.csv")[-1][0].startswith("'=cmd")


# Feedback


def collected(root, memory):
    """What was collected, and the pages made of it, as nbgrader makes them of the grades now."""
    path = root / "downloaded" / course.ASSIGNMENT / "collected.json"
    path.write_text(json.dumps(memory))
    for student in memory:
        for name in BOOKS:
            path = root / "autograded" / student / course.ASSIGNMENT / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{student} {name}")
        page_made(root, student, *BOOKS)


def page_made(root, student, *names):
    """Pages of these notebooks, and the first page, of what there is now."""
    with course.gradebook(root) as book:
        known = pages.recorded(book, course.ASSIGNMENT).get(student, {})
    graded = root / "autograded" / student / course.ASSIGNMENT
    folder = root / "feedback" / student / course.ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    marks = {name: pages.checksum(graded / f"{name}.ipynb", known.get(name)) for name in names}
    for name, mark in (marks | {pages.FIRST: pages.checksum_of_all(graded, known)}).items():
        (folder / f"{name}.html").write_text(f"{student} {name}{pages.MARK.format(mark)}")


def whence(prefix, file, current=True):
    return {"prefix": prefix, "file": file, "current": current}


def test_canvas_feedback_is_named_as_the_attachments(root, monkeypatch, capsys):
    first, second = "lovelaceada_12345_900_", "lovelaceada_LATE_12345_901_"
    collected(root, {
        "ada": {"lms": "canvas", "prefix": second, "notebooks": {
            "2_make_steps": whence(first, "2_make_steps-1.ipynb", False),
            "4_rnn": whence(second, "4_rnn-1.ipynb")}},
        "ben": {"lms": "canvas", "prefix": "oneilben_12346_902_", "notebooks": {
            name: whence("oneilben_12346_902_", "h.zip") for name in ("2_make_steps", "4_rnn")}},
        "zoe": {"lms": "canvas", "prefix": "z_12347_9_", "notebooks": {}},
    })  # fmt: skip
    shutil.rmtree(root / "feedback" / "zoe")
    monkeypatch.chdir(root)
    assert main(["feedback", "canvas", course.ASSIGNMENT]) == 0
    said = capsys.readouterr().out
    assert "4 files for 2 students" in said
    assert "no feedback for zoe" in said
    with zipfile.ZipFile(root / "uploads" / "canvas-module7-feedback.zip") as archive:
        assert sorted(archive.namelist()) == [
            f"{second}2_make_steps.html", f"{second}4_rnn-1.html", f"{second}start_here.html",
            "oneilben_12346_902_h.zip",
        ]  # fmt: skip
        with zipfile.ZipFile(archive.open("oneilben_12346_902_h.zip")) as inner:
            assert inner.read("start_here.html").startswith(b"ben start_here")
            assert inner.read("4_rnn.html").startswith(b"ben 4_rnn")
        # Canvas reads the first two names between underscores that are numbers.
        for name in archive.namelist():
            user, attachment, *_ = [part for part in name.split("_") if part.isdigit()]
            assert (user, attachment) in {("12345", "901"), ("12346", "902")}


def test_a_file_of_a_students_name_goes_back_by_one_that_reads_as_what_it_is(root, feedback):
    mine = "lovelaceada_12345_901_"
    collected(root, {"ada": {"lms": "canvas", "prefix": mine, "notebooks": {
        "2_make_steps": whence(mine, "a\\..\\b\x1b[2J.ipynb"),
        "4_rnn": whence(mine, "\u202egpj.\u200c\u6587.ipynb")}}})  # fmt: skip
    assert feedback()[0] == 0
    assert {f"{mine}a_.._b\ufffd[2J.html", f"{mine}\ufffdgpj.\u200c\u6587.html"} <= {*packed(root)}


def test_moodle_feedback_is_in_its_folders(root):
    prefix = "Zoë Müller-Lüdenscheidt_1234569_assignsubmission_file_"
    collected(root, {"zoe": {"lms": "moodle", "prefix": prefix, "notebooks": {}}})
    target = root / "out.zip"

    directory = CourseDirectory(root=str(root), course_id="rnn")
    directory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    bundle(directory, course.ASSIGNMENT, "moodle", target, ungraded=True)
    with zipfile.ZipFile(target) as archive:
        assert sorted(archive.namelist()) == [
            f"{prefix}/{name}.html" for name in (*BOOKS, "start_here")
        ]
        assert all(info.flag_bits & 0x800 for info in archive.infolist())
        # Moodle splits a folder's name at underscores into five: name, number, type, plugin, rest.
        for name in archive.namelist():
            parts = name.split("/")[0].split("_", 4)
            assert parts[1:] == ["1234569", "assignsubmission", "file", ""]
    before = target.read_bytes()
    bundle(directory, course.ASSIGNMENT, "moodle", target, ungraded=True)
    assert target.read_bytes() == before


CANVAS_ADA = {"ada": {"lms": "canvas", "prefix": "lovelaceada_12345_901_", "notebooks": {}}}


@pytest.fixture
def feedback(root, monkeypatch, capsys):
    """Runs the command that packs feedback. Returns its exit status and all that it said."""
    monkeypatch.chdir(root)

    def run(lms="canvas", *options):
        capsys.readouterr()
        status = main(["feedback", lms, course.ASSIGNMENT, *options])
        return status, "".join(capsys.readouterr())

    return run


def no_change(grade, comment, paper, file):
    pass


def by_hand(grade, comment, paper, file):
    grade.manual_score = 9


def graded_again(grade, comment, paper, file):
    grade.auto_score = 7


def comment_changed(grade, comment, paper, file):
    comment.manual_comment = "Well argued."


def comment_added_as_before(grade, comment, paper, file):
    comment.manual_comment = "No response."  # as the automatic comment


def late(grade, comment, paper, file):
    paper.late_submission_penalty = 1


def collected_again(grade, comment, paper, file):
    file.write_text("the same points by other means")


def gone(grade, comment, paper, file):
    file.unlink()


@pytest.mark.parametrize(("change", "old"), [
    (no_change, False), (comment_added_as_before, False),
    (by_hand, True), (graded_again, True), (comment_changed, True), (late, True),
    (collected_again, True), (gone, True),
])  # fmt: skip
def test_a_page_older_than_its_grade_is_not_packed(root, feedback, change, old):
    with course.gradebook(root) as book:
        book.find_comment("answer", "4_rnn", course.ASSIGNMENT, "ada").auto_comment = "No response."
        book.db.commit()
    collected(root, CANVAS_ADA)
    with course.gradebook(root) as book:
        key = ("4_rnn", course.ASSIGNMENT, "ada")
        file = root / "autograded" / "ada" / course.ASSIGNMENT / "4_rnn.ipynb"
        change(
            book.find_grade("test", *key), book.find_comment("answer", *key),
            book.find_submission_notebook(*key), file,
        )  # fmt: skip
        book.db.commit()
    status, said = feedback()
    assert status == old
    assert (root / "uploads" / "canvas-module7-feedback.zip").exists() != old
    if old:
        assert "nothing was packed: 2 pages" in said
        assert "\n  ada: 4_rnn, start_here\n" in said
        assert said.endswith("python -m grading feedback module7\n")


def test_a_page_that_is_missing_or_says_nothing_of_its_grade_is_named(root, feedback):
    collected(root, CANVAS_ADA)
    folder = root / "feedback" / "ada" / course.ASSIGNMENT
    (folder / "4_rnn.html").unlink()
    assert "\n  ada: 4_rnn\n" in feedback()[1]
    (folder / "4_rnn.html").write_text("made before pages had a mark")
    assert "\n  ada: 4_rnn\n" in feedback()[1]


def test_a_page_of_the_students_own_is_neither_packed_nor_in_the_way(root, feedback):
    collected(root, CANVAS_ADA)
    (root / "feedback" / "ada" / course.ASSIGNMENT / "mine.html").write_text("<script>")
    assert feedback()[0] == 0
    with zipfile.ZipFile(root / "uploads" / "canvas-module7-feedback.zip") as archive:
        assert not [name for name in archive.namelist() if "mine" in name]


def test_nbgraders_pages_say_what_they_were_made_from(root, feedback):
    collected(root, CANVAS_ADA)
    shutil.rmtree(root / "feedback")
    for name in BOOKS:
        cell = {"nbgrader": {"grade": True, "grade_id": "test", "solution": False, "points": 10,
                             "locked": True, "cell_type": "code", "schema_version": 3}}  # fmt: skip
        path = root / "autograded" / "ada" / course.ASSIGNMENT / f"{name}.ipynb"
        cells = [new_code_cell("1", metadata=cell)] if name == "4_rnn" else []
        nbformat.write(new_notebook(cells=cells), path)
    course.make_feedback(root)
    assert feedback()[0] == 0
    with course.gradebook(root) as book:
        book.find_grade("test", "4_rnn", course.ASSIGNMENT, "ada").manual_score = 9.5
        book.db.commit()
    course.make_feedback(root)  # which keeps what is there
    assert "\n  ada: 4_rnn, start_here\n" in feedback()[1]
    course.make_feedback(root, "--force")
    assert feedback()[0] == 0
    with zipfile.ZipFile(root / "uploads" / "canvas-module7-feedback.zip") as archive:
        assert b"4_rnn: 9.5 of 10 points" in archive.read("lovelaceada_12345_901_4_rnn.html")


def test_who_has_feedback_but_no_upload_is_named(root, feedback):
    collected(root, CANVAS_ADA | {"ben": {"lms": "moodle", "prefix": "x", "notebooks": {}}})
    shutil.copytree(root / "feedback" / "ada", root / "feedback" / "wei1")
    status, said = feedback()
    assert status == 0
    assert "no upload of wei1 to attach to" in said
    assert "ben" not in said


def test_without_feedback_each_line_is_whole(root, feedback):
    collected(root, CANVAS_ADA)
    shutil.rmtree(root / "feedback" / "ada")
    shutil.copytree(root / "autograded" / "ada", root / "feedback" / "wei1")
    (root / "feedback" / "wei1" / course.ASSIGNMENT / "4_rnn.html").write_text("")
    status, said = feedback()
    assert status == 1
    assert said == (
        "no feedback for ada: python -m grading feedback module7\nno upload of wei1 to attach to\n"
    )
    assert str(LmsError("a\nb", "c")) == "a\N{REPLACEMENT CHARACTER}b\nc"


def test_feedback_of_nothing_collected_is_named(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert main(["feedback", "moodle", course.ASSIGNMENT]) == 1
    assert "nothing of module7 was collected from Moodle" in capsys.readouterr().err


# What waits for a person does not go out as if it were final

FOUR = {
    student: {"lms": "canvas", "prefix": f"x_1{number}_9_", "notebooks": {}}
    for number, student in enumerate(["ada", "zoe", "jose", "ghost"])
}


def packed(root, name="canvas"):
    with zipfile.ZipFile(root / "uploads" / f"{name}-module7-feedback.zip") as archive:
        return sorted(archive.namelist())


def test_pages_that_wait_for_a_person_are_held_back_unless_asked_for(root, feedback):
    collected(root, FOUR)
    status, said = feedback()
    assert status == 0
    assert (
        "\nnot packed: 1 waiting for a person to grade: zoe (4_rnn); to pack what there is:" in said
    )
    assert said.count("--ungraded") == 1
    assert {name.split("_")[1] for name in packed(root)} == {"10", "12"}
    status, said = feedback("canvas", "--ungraded")
    assert (status, {name.split("_")[1] for name in packed(root)}) == (0, {"10", "11", "12"})
    assert "\npacked all the same: 1 waiting for a person to grade: zoe (4_rnn)\n" in said


def test_where_all_wait_nothing_is_packed(root, feedback):
    collected(root, {"zoe": FOUR["zoe"]})
    status, said = feedback()
    assert status == 1
    assert "waiting for a person to grade: zoe (4_rnn)" in said
    assert not (root / "uploads").exists()


def test_of_a_file_that_could_not_be_read_the_page_is_packed_and_named(root, feedback):
    unread(root, "ada")
    collected(root, {"ada": FOUR["ada"]})
    path = root / "autograded" / "ada" / course.ASSIGNMENT / "4_rnn.ipynb"
    path.write_text(json.dumps({"cells": [], "metadata": {"grading": {"unreadable": "no JSON"}}}))
    page_made(root, "ada", "4_rnn")
    status, said = feedback()
    assert (status, len(packed(root))) == (0, 3)
    assert "1 with a file that could not be read, as the page says: ada (4_rnn)" in said


def test_who_left_the_gradebook_gets_no_page_and_is_named(root, feedback):
    collected(root, FOUR)
    status, said = feedback()
    assert status == 0
    assert "not in the gradebook any more: ghost" in said
    assert "no feedback for" not in said
    assert not [name for name in packed(root) if "_13_" in name]


# By mail


def test_by_mail_each_has_a_file_named_by_address(root, feedback):
    collected(root, {"ada": FOUR["ada"], "ben": FOUR["zoe"], "wei1": FOUR["jose"]})
    (root / "feedback" / "wei1" / course.ASSIGNMENT / "2_make_steps.html").unlink()
    (root / "autograded" / "wei1" / course.ASSIGNMENT / "2_make_steps.ipynb").unlink()
    page_made(root, "wei1", "4_rnn")
    with course.gradebook(root) as book:
        book.update_or_create_student("ben", email="")
        book.update_or_create_student("jose", email="Mei@example.org")
    status, said = feedback("mail")
    assert status == 0
    assert packed(root, "mail") == [
        "ada@example.org.zip", "addresses.csv", "wei1@example.org.zip",
    ]  # fmt: skip
    assert "without an address in the gradebook: ben" in said
    assert "with an address that another has, too: jose (Mei@example.org), mei (mei@" in said
    with zipfile.ZipFile(root / "uploads" / "mail-module7-feedback.zip") as archive:
        table = archive.read("addresses.csv").decode().splitlines()
        with zipfile.ZipFile(archive.open("ada@example.org.zip")) as inner:
            assert sorted(inner.namelist()) == [f"{name}.html" for name in (*BOOKS, "start_here")]
    assert table == [
        "address,first_name,last_name,student,file",
        "ada@example.org,Ada,Lovelace,ada,ada@example.org.zip",
        "wei1@example.org,Wei,Zhang,wei1,wei1@example.org.zip",
    ]


def test_by_mail_an_id_with_a_space_is_nobody_elses():
    people = [SimpleNamespace(id=who, email=address, first_name="", last_name="")
              for who, address in (("ada", "ada@x.example"), ("ada b", "b@x.example"),
                                   ("ben", "B@x.example"))]  # fmt: skip
    reached, (said,) = Mail().recipients(SimpleNamespace(students=people), {})
    assert [*reached] == ["ada"]
    assert "ada b (b@x.example), ben (B@x.example)" in said


def test_by_mail_needs_no_lms_and_holds_back_what_waits(root, feedback):
    collected(root, {"ada": FOUR["ada"], "zoe": FOUR["zoe"]})
    (root / "downloaded" / course.ASSIGNMENT / "collected.json").unlink()
    status, said = feedback("mail")
    assert (status, packed(root, "mail")) == (0, ["ada@example.org.zip", "addresses.csv"])
    assert "not packed: 1 waiting for a person to grade: zoe (4_rnn)" in said


def test_by_mail_without_pages_the_command_that_makes_them_is_named(root, feedback):
    assert feedback("mail") == (
        1, "no feedback pages to pack: python -m grading feedback module7\n"
    )  # fmt: skip


@pytest.mark.parametrize("address", [
    "", "ada", "ada@", "@x.example", "../a@x.example", "a/b@x.example", "a b@x.example",
    "a@x.example\n", "a:b@x.example", "a@b@x.example", "a@x.example.",
])  # fmt: skip
def test_an_address_that_names_no_file_is_none(root, feedback, address):
    collected(root, {"ada": FOUR["ada"], "ben": FOUR["zoe"]})
    with course.gradebook(root) as book:
        book.update_or_create_student("ada", email=address)
    status, said = feedback("mail")
    if address.strip() != "a@x.example":
        assert "without an address in the gradebook: ada" in said
        assert packed(root, "mail") == ["addresses.csv", "ben@example.org.zip"]
    else:
        assert "a@x.example.zip" in packed(root, "mail")


# Teams of Moodle's


def test_each_of_a_team_has_a_folder_of_their_own(root, feedback):
    archive = root / "downloaded" / course.ASSIGNMENT / "archive"
    build.write(archive, {"w.csv": TEAMS, "m.zip": {team("The Austins_77"): b"{}"}})
    course.collect(root)
    memory = json.loads((archive.parent / "collected.json").read_text())
    assert memory["ada"]["prefix"] == "Ada Lovelace_12_assignsubmission_file_"
    assert memory["ben"]["prefix"] == "Ben O'Neil_13_assignsubmission_file_"
    collected(root, memory)
    assert feedback("moodle")[0] == 0
    assert packed(root, "moodle") == [
        f"{memory[student]['prefix']}/{name}.html"
        for student in ("ada", "ben")
        for name in (*BOOKS, "start_here")
    ]


def test_a_member_without_a_number_has_no_folder_and_is_named(root, feedback):
    collected(root, {"ada": FOUR["ada"] | {"lms": "moodle"},
                     "ben": FOUR["zoe"] | {"lms": "moodle", "prefix": ""}})  # fmt: skip
    status, said = feedback("moodle")
    assert (status, len(packed(root, "moodle"))) == (0, 3)
    assert "without a number in Moodle's worksheet, and so no folder: ben" in said


# nbgrader's own export


def plain(root, *options):
    """nbgrader export. Returns its exit status, its log and the lines by student."""
    done = commands.python(root, "-m", "nbgrader", "export", *options)
    said = done.stdout + done.stderr
    if not (root / "grades.csv").exists():
        return done.returncode, said, {}
    with (root / "grades.csv").open(newline="") as file:
        lines = {row["student_id"]: row for row in csv.DictReader(file)}
    return done.returncode, said, lines


def test_nbgraders_own_export_writes_no_0_for_what_is_not_there(root):
    unread(root, "jose")
    with course.gradebook(root) as book:  # an extension, and nothing handed in
        book.add_submission(course.ASSIGNMENT, "mei", extension=timedelta(days=2))
    status, said, lines = plain(root)
    assert status == 3
    empty = {"raw_score": "", "late_submission_penalty": "", "score": ""}
    for student, state in {
        "zoe": "waiting: 4_rnn", "jose": "unreadable: 4_rnn", "mei": "nothing handed in",
        "wei2": "nothing handed in",
    }.items():  # fmt: skip
        assert {name: lines[student][name] for name in empty} == empty, student
        assert (lines[student]["state"], lines[student]["max_score"]) == (state, "10.0")
    assert [lines["ada"][name] for name in ("score", "state")] == ["8.0", "final"]
    assert [lines["ben"][name] for name in ("raw_score", "score")] == ["8.0", "6.0"]
    assert "1 waiting for a person to grade: zoe (module7: 4_rnn);" in said
    assert "--CsvExporter.ungraded=True" in said
    assert "without points: 2 who handed in nothing: mei (module7), wei2 (module7); to" in said


def test_what_is_not_final_is_exported_if_asked_and_still_marked(root):
    unread(root, "jose")
    yes = [f"--CsvExporter.{name}=True"
           for name in ("ungraded", "unreadable_is_zero", "missing_is_zero")]  # fmt: skip
    status, _, lines = plain(root, *yes)
    assert status == 0
    scores = {student: (row["score"], row["state"]) for student, row in lines.items()}
    assert scores["zoe"] == ("7.5", "waiting: 4_rnn")
    assert scores["jose"] == ("0.0", "unreadable: 4_rnn")
    assert scores["mei"] == ("0.0", "nothing handed in")


def test_an_export_in_which_all_is_final_exits_with_0(root):
    status, said, lines = plain(root, "--student=['ada','ben']")
    assert (status, sorted(lines)) == (0, ["ada", "ben"])
    assert "without points" not in said


def test_a_table_of_nobody_is_said_to_be_one(root):
    with course.gradebook(root) as book:
        for student in list(book.students):
            book.remove_student(student.id)
    status, said, lines = plain(root)
    assert (status, lines) == (3, {})
    assert "the gradebook has no student or no assignment" in said


@pytest.mark.parametrize("kind", ["Canvas", "Moodle"])
def test_an_extension_alone_is_no_submission(root, kind):
    keep(root, "canvas.csv", CANVAS)
    with course.gradebook(root) as book:
        book.add_submission(course.ASSIGNMENT, "mei", extension=timedelta(days=2))
    log = course.export(root, f"--exporter=lms.export.{kind}Exporter")
    assert "2 without a submission of module7: mei, wei2" in log
    assert "mei" not in grades_of(root, kind)


def hand_in(root, student, text):
    folder = root / "submitted" / student / course.ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "4_rnn.ipynb").write_text(text)


def test_what_was_handed_in_and_not_graded_is_neither_nothing_nor_an_older_grade(root):
    for student in ("mei", "ada", "jose"):
        hand_in(root, student, "new")
    with course.gradebook(root) as book:
        book.add_submission(course.ASSIGNMENT, "mei", extension=timedelta(days=2))
    for student, of in {"ada": "old", "jose": "new"}.items():
        folder = root / "autograded" / student / course.ASSIGNMENT
        folder.mkdir(parents=True)
        noted = {"submitted": hashlib.sha256(of.encode()).hexdigest()}
        (folder / "4_rnn.ipynb").write_text(json.dumps({"metadata": {"grading": noted}}))
        os.utime(folder / "4_rnn.ipynb", (0, 0))
    status, said, lines = plain(root, "--CsvExporter.missing_is_zero=True")
    assert status == 3
    assert {lines[student]["state"] for student in ("mei", "ada")} == {"not graded yet: 4_rnn"}
    assert [lines[who]["score"] for who in ("mei", "ada", "jose", "wei2")] == ["", "", "1.0", "0.0"]
    assert "2 who handed in what has not been graded yet: ada (module7: 4_rnn), mei" in said
    assert "python -m grading autograde" in said


@pytest.mark.parametrize(("name", "why"), [
    ("NotANumber", "nan is no number"), ("Words", "a lot"), ("Raises", "ZeroDivisionError"),
])  # fmt: skip
def test_a_late_policy_that_fails_holds_back_whom_it_concerns_and_is_said_once(root, name, why):
    keep(root, "canvas.csv", CANVAS)
    policy(root, name)
    log = course.export(root, "--exporter=lms.export.CanvasExporter")
    assert "the late policy fails, so that the late penalty of ben stays as it was: " in log
    assert (log.count("the late policy fails"), why in log) == (1, True)
    assert "not exported: 1 whose late penalty could not be worked out: ben; mend" in log
    assert "ben" not in grades_of(root, "Canvas")
    with course.gradebook(root) as book:
        assert book.find_submission(course.ASSIGNMENT, "ben").late_submission_penalty == 2


def test_a_late_policy_that_is_not_there_ends_the_export_in_words(root):
    policy(root, "Nothing")
    status, said, _ = plain(root)
    assert status == 1
    assert "plugin_class = 'tests.lms.late.Nothing' cannot be loaded: ImportError" in said
    assert "Traceback" not in said


# Several assignments in one export


def second(root, name="quiz1"):
    with course.gradebook(root) as book:
        book.add_assignment(name)
        book.add_notebook("q", name)
        book.add_grade_cell("test", "q", name, max_score=20, cell_type="code")
        book.add_submission(name, "ada", timestamp=course.DUE)
        grade = book.find_grade("test", "q", name, "ada")
        grade.auto_score, grade.needs_manual_grade = 15, False
        book.db.commit()


def test_each_assignment_has_a_file(root):
    second(root, "essay")
    keep(root, "canvas.csv", CANVAS)
    course.export(root, "--exporter=lms.export.CanvasExporter")
    assert rows(root / "uploads" / "canvas-module7.csv")[0][-1] == "Module 7 (991)"
    assert rows(root / "uploads" / "canvas-essay.csv")[2][-2:] == ["RNN, group 1", "15"]


def test_an_assignment_that_the_lms_lacks_stops_no_other(root):
    second(root, "a-quiz")
    keep(root, "canvas.csv", CANVAS)
    with pytest.raises(SystemExit) as stopped:
        course.export(root, "--exporter=lms.export.CanvasExporter")
    said = str(stopped.value)
    assert "no assignment is named 'a-quiz'" in said
    assert "not exported: a-quiz, 1 of 2 assignments" in said
    assert rows(root / "uploads" / "canvas-module7.csv")[2][-1] == "8"
    assert not (root / "uploads" / "canvas-a-quiz.csv").exists()


# Tables of other countries and other systems


def test_canvas_with_semicolons_and_commas_in_titles(root):
    text = CANVAS.replace(",", ";").replace("Lovelace; Ada", "Lovelace, Ada")
    text = text.replace("Essay (992)", '"Essay; long, 1 (992)"').replace(";10;20;", ";10,0;20,0;")
    status = roster(root, "canvas", text)[0]
    assert status.startswith("1 added, 0 changed, 3 left alone, 2 odd")
    keep(root, "canvas.csv", text)
    course.export(root, "--exporter=lms.export.CanvasExporter")
    table = rows(root / "uploads" / "canvas-module7.csv")
    assert table[2] == ["Lovelace, Ada", "12345", "u1", "ada@example.org", "RNN; group 1", "8"]


def test_a_roster_that_is_not_utf8_is_said_to_be_none_and_kept_as_utf8(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    text = "First name,Last name,Email address\n美,陳,mei@example.org\n偉,張,wei9@example.org\n"
    (root / "list.csv").write_bytes(text.encode("big5"))
    assert main(["roster", "moodle", "list.csv"]) == 0
    said = capsys.readouterr().out
    assert "list.csv is not UTF-8: read as Big5 (Chinese), which fits the names of the" in said
    assert "1 added, 0 changed, 1 left alone" in said
    assert (root / "downloaded" / "moodle.csv").read_text("utf-8") == text


WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade)\n"
    "Participant 1,Ada Lovelace,ada@example.org,Submitted,,10.00,-\n"
)


def test_what_macos_puts_beside_the_worksheet_is_no_second_one(root):
    archive = root / "downloaded" / course.ASSIGNMENT / "archive"
    build.write(archive, {
        "Grades.CSV": WORKSHEET.encode(), "._Grades.CSV": b"\0\5\x16\7", "~$Grades.csv": b"\0",
        "Grades (1).csv": WORKSHEET.encode(), "notes.csv": b"a,b\n", "broken.csv": b'"',
    })  # fmt: skip
    course.export(root, "--exporter=lms.export.MoodleWorksheetExporter")
    text = (root / "uploads" / "moodle-worksheet-module7.csv").read_text()
    assert text == WORKSHEET.replace("Submitted,,", "Submitted,8,")
    (archive / "Grades (2).csv").write_text(WORKSHEET.replace("Submitted,,", "Submitted,5,"))
    with pytest.raises(SystemExit, match=r"there are 2: Grades \(1\)\.csv, Grades \(2\)\.csv"):
        course.export(root, "--exporter=lms.export.MoodleWorksheetExporter")


def test_no_grade_goes_to_another_by_a_participants_number(root):
    archive = root / "downloaded" / course.ASSIGNMENT / "archive"
    other = "Participant 12345,Eve Poe,eve@else.example,Submitted,,10.00,-\n"  # Ada had 12345
    build.write(archive, {"Grades.csv": (WORKSHEET.split("\n")[0] + "\n" + other).encode()})
    log = course.export(root, "--exporter=lms.export.MoodleWorksheetExporter")
    text = (root / "uploads" / "moodle-worksheet-module7.csv").read_text()
    assert text.endswith(other)
    assert "ada" in next(line for line in log.splitlines() if "not in Grades.csv" in line)


def test_a_locked_gradebook_is_said_in_a_line(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    (root / "gradebook.db").write_bytes(b"not a database" * 100)
    assert main(["roster", "moodle", "canvas.csv"]) == 1
    said = capsys.readouterr().err
    assert "is damaged (file is not a database)" in said
    assert len(said.splitlines()) == 1


def test_a_gradebook_that_cannot_be_written_is_said_in_a_line(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    (root / "list.csv").write_text(MOODLE)
    with sqlite3.connect(root / "gradebook.db") as db:
        db.execute(
            "CREATE TRIGGER closed BEFORE INSERT ON student BEGIN"
            " SELECT RAISE(ABORT, 'attempt to write a readonly database'); END"
        )
    assert main(["roster", "moodle", "list.csv"]) == 1
    assert "this account may not write the gradebook" in capsys.readouterr().err


def test_an_export_of_a_gradebook_that_is_none_is_refused_in_a_line(root):
    (root / "gradebook.db").write_bytes(b"not a database" * 100)
    status, said, _ = plain(root)
    assert (status, "Traceback" in said) == (1, False)
    assert "is damaged (file is not a database)" in said


@pytest.mark.parametrize("kind", ["Canvas", "Moodle"])
def test_the_export_command_is_nbgraders_with_the_lmss_exporter(root, monkeypatch, kind):
    keep(root, "canvas.csv", CANVAS)
    monkeypatch.chdir(root)
    course.export(root, f"--exporter=lms.export.{kind}Exporter", "--to=by-nbgrader.csv")
    options = ["--to=by-lms.csv", f"--{kind}Exporter.ungraded=True"]
    assert main(["export", kind.lower(), course.ASSIGNMENT, *options]) == 0
    stock, own = (rows(root / f"by-{name}.csv") for name in ("nbgrader", "lms"))
    assert len(own) == len(stock) + 1
    assert [row for row in own if row in stock] == stock


def test_an_lms_that_is_none_is_named(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert main(["roster", "blackboard", "canvas.csv"]) == 1
    assert (
        "blackboard: no LMS that is known here; they are canvas, moodle" in capsys.readouterr().err
    )


def test_the_roster_command_keeps_the_table_for_the_exporter(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert main(["roster", "canvas", "canvas.csv"]) == 0
    assert "1 added" in capsys.readouterr().out
    assert (root / "downloaded" / "canvas.csv").read_text() == CANVAS
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        assert book.find_student("eve").lms_user_id == "12399"
    assert main(["roster", "canvas", "missing.csv"]) == 1
    assert "missing.csv: cannot be read" in capsys.readouterr().err


# Names and tables


@pytest.mark.parametrize(("file", "wanted", "copy"), [
    ("4_rnn.ipynb", "4_rnn", 0), ("4_rnn-2.ipynb", "4_rnn", 2), ("4_RNN (3).IPYNB", "4_rnn", 3),
    ("Copy of Copy of 4_rnn-1.ipynb", "4_rnn", 3), ("4_rnn - Copy.ipynb", "4_rnn", 1),
    ("Kopie von 4_rnn.ipynb", "4_rnn", 1), ("4-rnn.ipynb.json", "4_rnn", 0),
    ("x 4_rnn y.ipynb", "4_rnn", 0), ("4_rnn.html", None, 0), ("44_rnn.ipynb", None, 0),
    ("4_rnns.ipynb", None, 0), (".ipynb", None, 0),
])  # fmt: skip
def test_which_notebook_a_name_is(file, wanted, copy):
    match = names.notebook(file, ["2_make_steps", "4_rnn"])
    assert (match.notebook, match.copy) == (wanted, copy) if match else wanted is None


@pytest.mark.parametrize("data", [
    b"a,b\n\xc3\xa9,1\n", b"\xef\xbb\xbfa,b\r\n\xc3\xa9,1\r\n", b"a;b\n\xe9;1\n",
    "a\tb\n\xe9\t1\n".encode("utf-16"),
])  # fmt: skip
def test_a_table_in_any_encoding_and_separator(data):
    assert parse_csv(data, "x.csv") == [["a", "b"], ["é", "1"]]
