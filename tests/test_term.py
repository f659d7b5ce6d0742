"""docs/term.md's commands work, in its order, with a second assignment and a small class."""

import csv
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import closing, contextmanager
from importlib import util
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from deploy.jupyterhub import prepare
from tests import commands
from tests.lms.course import export
from tools import sample_course
from tools.demo import environment
from tools.jupyter_server import free_port

PAGE = (ROOT / "docs" / "term.md").read_text()
BLOCKS = re.findall(r"<!-- checked: ([\w. ]+) -->\n```\w+\n(.*?)```", PAGE, re.S)
CHECKED = dict(BLOCKS)
ELSEWHERE = {"group", "groupshared"}  # tests/test_graders.py
COPIED = (
    "Makefile", "nbgrader_config.py", "nbgrader_config.json", ".gitignore", "pyproject.toml",
    "grading", "lms", "tools", "answers", "source/module7/4_rnn.ipynb",
    "source/module7/5_lstm.ipynb",
)  # fmt: skip
SERVED = ("tools.notebooks", "tools.publish", "lms.__main__")  # beside what most commands import
RIGHT, FOR_NUMBERS = sample_course.ANSWERS[0], sample_course.ANSWERS[2]
STUDENTS = "id,first_name,last_name,email\n" + "".join(
    f"{name},{name.title()},Example,{name}@example.org\n" for name in ("ada", "ben", "cleo", "dan")
)


class Term:
    """A course folder in which the page's blocks are run; did: which of them were.

    Commands are forked from a process that has imported the folder's own packages.
    """

    def __init__(self, folder):
        self.course, self.home = folder / "course", folder / "home"
        self.did = set()
        for name in COPIED:
            source, target = ROOT / name, self.course / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        exchange = folder / "exchange"
        exchange.mkdir()
        exchange.chmod(0o777)
        jupyter = folder / "config"
        for place in (self.home, jupyter, folder / "public"):
            place.mkdir()
        (jupyter / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
            "c.CourseDirectory.course_id = 'rnn'\nc.Exchange.assignment_dir = '.'\n"
        )
        self.configure(sample_course.CONFIG + sample_course.STAYS)
        quiz = self.course / "source" / "quiz1"
        quiz.mkdir()
        nbformat.write(sample_course.source(), quiz / "warm up.ipynb")
        self.env = environment() | {
            "HOME": str(self.home), "JUPYTER_CONFIG_DIR": str(jupyter),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
        }  # fmt: skip
        self.server = commands.Server(self.course, SERVED)
        self.server.typed(folder / "bin", [self.course, self.home])
        self.env["PATH"] = f"{folder / 'bin'}{os.pathsep}{self.env['PATH']}"
        self.run("git init --quiet ../public && git init --quiet .", self.course)
        (self.course / "students.csv").write_text(STUDENTS)
        self.run("nbgrader db student import students.csv", self.course)

    def configure(self, lines):
        """Add lines to the course's configuration."""
        with open(self.course / "nbgrader_config.py", "a") as config:
            config.write(f"\n{lines}\n")

    def run(self, text, folder):
        """Run commands. Returns what they say."""
        # `make` would install an environment of its own first: say that this one is there.
        text = text.replace("make release", "make INSTALLED= release")
        done = subprocess.run(
            ["bash", "-euxc", text], cwd=folder, env=self.env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, f"{text}:\n{done.stdout}"
        return done.stdout

    def do(self, block, folder=None):
        """Run a block of the page, in the course folder if no other is named."""
        self.did.add(block)
        return self.run(CHECKED[block], folder or self.course)

    @property
    def gradebook(self):
        """The course's gradebook."""
        config = (self.course / "nbgrader_config.py").read_text()
        urls = re.findall(r"^c\.CourseDirectory\.db_url = '(.*)'", config, re.M)
        return Gradebook(urls[0] if urls else f"sqlite:///{self.course / 'gradebook.db'}")

    def points(self):
        """The points of each student in Canvas's table."""
        export(self.course, "--exporter=lms.export.CanvasExporter", "--assignment=quiz1")
        rows = list(csv.reader((self.course / "uploads" / "canvas-quiz1.csv").open()))
        return {row[3].split("@")[0]: float(row[-1]) for row in rows[2:]}

    def mark(self, **points):
        """Give points by hand, as formgrader does; extra: beyond the sum."""
        with self.gradebook as gradebook:
            for student, (score, extra) in points.items():
                grade = gradebook.find_grade("written", "warm up", "quiz1", student)
                grade.manual_score, grade.needs_manual_grade = score, False
                grade.extra_credit = extra
            gradebook.db.commit()


def answered(path, code):
    """A released notebook with answers."""
    book = nbformat.read(path, 4)
    for cell in book.cells:
        cell.source = {"double": code, "written": "Because."}.get(cell.id, cell.source)
    return nbformat.writes(book)


@contextmanager
def postgresql():
    """A server of PostgreSQL on loopback with an empty database. Yields its address."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    programs = shutil.which("initdb") or (installed and str(installed[-1]))
    if not programs or not util.find_spec("psycopg2"):
        pytest.skip("there is no initdb, or no psycopg2")
    bin = Path(programs).resolve().parent
    place = Path(tempfile.mkdtemp())
    user = {}
    if os.geteuid() == 0:  # for whom it does not run
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    port = free_port()
    run = lambda *command: subprocess.run(
        command, cwd=place, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user
    )
    run(bin / "initdb", "-D", place / "data", "-U", "grader", "-A", "trust")
    options = f"-c listen_addresses=127.0.0.1 -c fsync=off -p {port} -k {place}"
    run(bin / "pg_ctl", "-D", place / "data", "-w", "-l", place / "log", "-o", options, "start")
    try:
        run(bin / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "grader", "rnn")
        yield f"postgresql+psycopg2://grader@127.0.0.1:{port}/rnn"
    finally:
        run(bin / "pg_ctl", "-D", place / "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(place)


@pytest.fixture(params=["sqlite", "postgresql"])
def term(request, tmp_path):
    """A course before the term, with its gradebook in that database."""
    if request.param == "sqlite":
        term = Term(tmp_path)
        with closing(term.server):
            yield term
        return
    with postgresql() as url, closing((term := Term(tmp_path)).server):
        term.configure(f"c.CourseDirectory.db_url = {url!r}")
        term.run("rm gradebook.db; nbgrader db student import students.csv", term.course)
        yield term
        assert not (term.course / "gradebook.db").exists()


def test_the_term(term):
    course, home = term.course, term.home

    # Two of the seven notebooks, which say how to hand in what they are now.
    term.do("two of seven")
    released = sorted(path.name for path in (course / "release" / "week4").iterdir())
    assert released == ["4_rnn.ipynb", "5_lstm.ipynb"]
    text = (course / "release" / "week4" / "4_rnn.ipynb").read_text()
    assert "Submit beside week4" in text
    assert "module7" not in text
    assert not (course / "release" / "module7").exists()

    # The second assignment, handed out on both ways and collected on both.
    term.configure('c.OpenInColab.github_path = "school/rnn/blob/main/{assignment}"')
    assert "quiz1: 2 tests in 1 notebooks." in term.do("release")
    term.do("hand out")
    assert (course.parent / "public" / "quiz1" / "warm up.ipynb").exists()
    term.run("nbgrader fetch_assignment quiz1", home)
    book = home / "quiz1" / "warm up.ipynb"
    book.write_text(answered(book, RIGHT))
    term.run("nbgrader submit quiz1", home)
    term.do("collect")
    (collected,) = (course / "submitted").glob("*/quiz1/warm up.ipynb")
    shutil.rmtree(collected.parents[1])  # whoever runs this test is no student
    archive = course / "downloaded" / "quiz1" / "archive"
    archive.mkdir(parents=True)
    blank = course / "release" / "quiz1" / "warm up.ipynb"
    with zipfile.ZipFile(archive / "submissions.zip", "w") as download:
        for number, (name, code) in enumerate({"ada": RIGHT, "ben": FOR_NUMBERS}.items(), 1):
            download.writestr(f"example{name}_{number}_{90 + number}_warm up.ipynb",
                              answered(blank, code))  # fmt: skip
    (archive / "cleo_warm_up.ipynb").write_text(answered(blank, RIGHT))
    (course / "canvas.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Quiz1 (7),week4 (8)\n"
        "    Points Possible,,,,,6,42\n"
        + "".join(
            f'"Example, {name.title()}",{number},u{number},{name}@example.org,A,,\n'
            for number, name in enumerate(("ada", "ben", "cleo", "dan"), 1)
        )
    )
    term.run("python -m lms roster canvas canvas.csv", course)
    said = term.do("zip")
    assert "quiz1: 3 students" in said
    assert "dan" in said  # who has not handed in
    assert "Graded 3 notebooks of 3 submissions" in term.do("grade")
    page = (course / "report-quiz1.html").read_text()
    assert "dan" in page
    term.mark(ada=(3, None), ben=(2, None), cleo=(3, None))
    assert term.points() == {"ada": 6, "ben": 3, "cleo": 6}

    # Late: all are, by days that the LMS does not tell.
    stamps = {"ada": "2027-03-18 12:00:00", "ben": "2027-03-17 00:30:00", "cleo": "2027-03-14"}
    with term.gradebook as gradebook:
        for student, stamp in stamps.items():
            gradebook.update_or_create_submission("quiz1", student, timestamp=stamp)
    (course / "late_policy.py").write_text(CHECKED["late_policy.py"])
    term.configure(CHECKED["nbgrader_config.py"])
    term.did |= {"late_policy.py", "nbgrader_config.py"}
    assert term.points() == {"ada": 4.2, "ben": 2.7, "cleo": 6}  # 3 days, and one but for an hour
    assert "ada has until 2027-03-18 23:59:00 UTC" in term.do("extend")
    assert term.points() == {"ada": 6, "ben": 2.7, "cleo": 6}
    term.do("due")
    assert term.points() == {"ada": 6, "ben": 3, "cleo": 6}

    # Points: the code counts more, what was written not at all.
    term.mark(cleo=(3, 1.5))
    assert term.points()["cleo"] == 7.5
    term.mark(ada=(0, 0), ben=(0, 0), cleo=(0, 1.5))
    source = course / "source" / "quiz1" / "warm up.ipynb"
    notebook = nbformat.read(source, 4)
    for cell in notebook.cells:
        if cell.id in ("test_double", "written"):
            cell.metadata.nbgrader.points = {"test_double": 4, "written": 0}[cell.id]
    nbformat.write(notebook, source)
    said = term.do("again")
    assert "Graded again, by what grades now: 3" in said
    assert "to grade by hand" not in said
    assert term.points() == {"ada": 6, "ben": 4, "cleo": 7.5}

    # An exercise that is extra for all: the written one, which counts for nothing now.
    term.mark(ben=(0, 2))
    assert term.points()["ben"] == 6

    # One student twice: the other answer and its time are the newer ones.
    shutil.copytree(course / "submitted" / "cleo" / "quiz1", course / "submitted/ada-2/quiz1")
    (course / "submitted/ada-2/quiz1/warm up.ipynb").write_text(answered(blank, FOR_NUMBERS))
    term.run("nbgrader db student add ada-2 && python -m grading autograde quiz1", course)
    term.do("twice")
    with term.gradebook as gradebook:
        assert [student.id for student in gradebook.students] == ["ada", "ben", "cleo", "dan"]
    assert term.points() == {"ada": 4, "ben": 6, "cleo": 7.5}

    # Out: both assignments, the pages, the key.
    term.do("export")
    assert (course / "uploads" / "canvas-week4.csv").exists()
    term.run("python -m grading feedback quiz1", course)
    term.do("mail")
    with zipfile.ZipFile(course / "uploads" / "mail-quiz1-feedback.zip") as mail:
        assert {"ada@example.org.html", "ben@example.org.html", "addresses.csv"} <= {
            *mail.namelist()
        }
    term.do("key")
    key = (course / "answer_key" / "warm up.html").read_text()
    assert "not text" in key  # a hidden test

    # Next year's course has all that is the course's, and nothing of this class.
    module = course / "source" / "module7"
    for path in module.glob("*"):
        path.unlink()
    nbformat.write(sample_course.source(), module / "one.ipynb")
    term.run(
        "git add . && git -c user.name=x -c user.email=x@example.org commit --quiet -m Course",
        course,
    )
    term.do("next year")
    there = course.parent / "rnn-2028"
    left = {"gradebook.db", "submitted", "feedback", "downloaded", "uploads", "answer_key", "logs"}
    assert {path.name for path in there.iterdir()} & {*left, "students.csv", "grades.csv"} == set()
    (there / "students.csv").write_text(STUDENTS)
    term.do("its first steps", folder=there)
    term.run("nbgrader fetch_assignment module7 --course=rnn-2028", home)
    assert (home / "module7" / "one.ipynb").exists()
    assert {name for name, _ in BLOCKS} - term.did == ELSEWHERE


def test_every_block_of_commands_is_one_that_is_checked():
    blocks = re.findall(r"```bash\n(.*?)```", PAGE, re.S)
    assert [block for block in blocks if block not in CHECKED.values()] == []
    assert len(CHECKED) == len(BLOCKS)


def test_a_hub_is_named_by_the_courses_id(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "COURSE", "rnn-2028")
    monkeypatch.setattr(prepare, "CONFIG", tmp_path / "jupyterhub")
    monkeypatch.setattr(prepare, "STATE", tmp_path)
    prepare.config()
    text = (tmp_path / "jupyterhub" / "jupyterhub_config.py").read_text()
    assert re.findall(r"^COURSE = .*?(?=  )", text, re.M) == ['COURSE = "rnn-2028"']
    text = (tmp_path / "jupyterhub" / "jupyter" / "all" / "nbgrader_config.py").read_text()
    assert 'c.CourseDirectory.course_id = "rnn-2028"' in text


@pytest.mark.parametrize("course", ["RNN 2028", "", "r" * 23, "../rnn", "rnn+1"])
def test_an_id_that_can_name_no_group_is_named(monkeypatch, course):
    monkeypatch.setattr(prepare, "COURSE", course)
    with pytest.raises(SystemExit, match=re.escape(repr(course))):
        prepare.main()


ENVIRONMENTS = {  # of the shell: where `make` installs, and what it calls
    "none": ({}, False),
    "conda with nbgrader": ({"CONDA_PREFIX": "{conda}"}, True),
    "conda's base, without": ({"CONDA_PREFIX": "{empty}"}, False),
    "conda under a virtual environment": (
        {"CONDA_PREFIX": "{conda}", "VIRTUAL_ENV": "{empty}"}, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("shell", "used"), ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_make_uses_the_conda_environment_that_is_active(tmp_path, shell, used):
    conda = tmp_path / "conda" / "bin"
    conda.mkdir(parents=True)
    (conda / "nbgrader").write_text("#!/bin/sh\necho conda: nbgrader $*\n")
    (conda / "python").write_text("#!/bin/sh\necho conda: python $*\n")
    for program in conda.iterdir():
        program.chmod(0o755)
    (tmp_path / "empty").mkdir()
    env = {key: value.format(conda=conda.parent, empty=tmp_path / "empty")
           for key, value in shell.items()}  # fmt: skip
    (tmp_path / "source" / "quiz1").mkdir(parents=True)
    (tmp_path / "source" / "quiz1" / "one.ipynb").touch()
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    command = ["make", "release", "ASSIGNMENT=quiz1", *([] if used else ["--dry-run"])]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PATH": "/usr/bin:/bin"} | env, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    if used:
        assert "conda: python -m tools.notebooks --check source/quiz1/one.ipynb" in done.stdout
        assert "conda: nbgrader generate_assignment quiz1 --create --force" in done.stdout
        assert not (tmp_path / ".venv").exists()
    else:
        assert f"-m venv --clear {tmp_path}/.venv" in done.stdout


def test_make_says_which_assignment_has_no_notebooks(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    command = ["make", "INSTALLED=", "release", "ASSIGNMENT=quiz2"]
    done = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True)
    assert done.returncode != 0
    assert "No notebooks in source/quiz2" in done.stdout


@pytest.mark.parametrize(("words", "said"), [
    ("release ASSIGMENT=quiz1", "There is no variable ASSIGMENT"),
    ("release assignment=quiz1", "There is no variable assignment"),
    ("release quiz1", "There is no target quiz1"),
    ("test PYTHN=/usr/bin/python3.12", "There is no variable PYTHN"),
    ("clean ASSIGMENT=", "There is no variable ASSIGMENT"),
    ("help VERBOSE=1 TESTS=some", "There is no variable"),
    ("relaese", "There is no target relaese"),
])  # fmt: skip
def test_make_refuses_what_it_does_not_know(tmp_path, words, said):
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    alone = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    done = subprocess.run(
        ["make", *words.split()], cwd=tmp_path, env=alone, text=True, capture_output=True
    )  # not below another make, which would have it say more
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"Makefile", "requirements.lock"}


def test_make_minds_no_variable_of_the_environment(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    env = os.environ | {"ASSIGMENT": "quiz1", "PYTHN": "x"}
    for options in ((), ("-e",)):
        command = ["make", *options, "INSTALLED=", "help"]
        assert subprocess.run(command, cwd=tmp_path, env=env).returncode == 0
