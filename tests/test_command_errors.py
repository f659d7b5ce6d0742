"""nbgrader's own commands end in words, and with 1, where the gradebook or a file fails."""

import errno
import io
import json
import logging
import shlex
import shutil
import sqlite3
import traceback
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import nbformat
import nbgrader
import pytest
from nbgrader.api import Base, Gradebook
from nbgrader.apps.nbgraderapp import NbGraderApp
from traitlets.config import PyFileConfigLoader
from traitlets.utils.importstring import import_item

from answers.answer_runner import ROOT
from grading.applications import GradingApp
from grading.command_errors import Words, end_in_words, in_short
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


def altered(*statements):
    """What alters a course's gradebook by SQL."""

    def alter(course):
        with closing(sqlite3.connect(course / "gradebook.db")) as book:
            book.executescript(";".join(statements))

    return alter


def foreign(course):
    (course / "gradebook.db").unlink()
    altered("CREATE TABLE bookmarks (id)")(course)


def first_release(course):
    """The gradebook that nbgrader's own tests upgrade, of a release before 0.5, and a grade."""
    shutil.copy(Path(nbgrader.__file__).parent / "tests/apps/files/gradebook.db", course)
    altered(
        "INSERT INTO student VALUES ('ada', 'Ada', 'L', 'ada@x.example')",
        "INSERT INTO assignment VALUES ('a', 'quick', NULL)",
        "INSERT INTO notebook VALUES ('n', 'one', 'a')",
        "INSERT INTO grade_cell VALUES ('g', 'written', 3, 'markdown', 'n')",
        "INSERT INTO solution_cell VALUES ('s', 'written', 'n')",
        "INSERT INTO submitted_assignment VALUES ('sa', 'a', 'ada', NULL, NULL)",
        "INSERT INTO submitted_notebook VALUES ('sn', 'sa', 'n', 0, NULL)",
        "INSERT INTO grade VALUES ('gr', 'sn', 'g', NULL, 2.5, 0)",
    )(course)


def half_upgraded(course):
    first_release(course)
    altered("ALTER TABLE notebook ADD kernelspec TEXT")(course)


def nowhere(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.CourseDirectory.db_url = 'sqlite:////nowhere/gradebook.db'\n")


def folder(course):
    (course / "gradebook.db").unlink()
    (course / "gradebook.db").mkdir()


def collected(course):
    for name in ("quik", "bare"):
        (course / "downloaded" / name / "archive").mkdir(parents=True)
    shutil.copy(course / "source/quick/one.ipynb", course / "downloaded/quik/archive/ada_one.ipynb")


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
    (course / "source/bare").mkdir()
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
    (corrupt, ALL, "is damaged (file is not a database): put a backup of it in its place."),
    (altered("ALTER TABLE student DROP COLUMN lms_user_id"), ["db student list"],
     "has no lms_user_id in its table student. If it is of an older nbgrader, run"),
    (altered("DROP TABLE grade"), [
        "export", "autograde quick --force", "generate_feedback quick --force", "db upgrade",
    ], "has no table grade"),
    (foreign, [*READING, "autograde quick --force", "db upgrade"], "is another program's"),
    (first_release, ["db student list", "autograde quick --force"], "run `nbgrader db upgrade`"),
    (as_it_is, ["autograd quick", "db students list", "db student lst"], "did you mean"),
    (collected, ["zip_collect quik"], "quik: 0 students; 1 left out"),
    (collected, ["zip_collect bare"], "bare: 0 students; nothing there"),
    (as_it_is, ["validate source/quik/one.ipynb"], "There is no notebook source/quik/one.ipynb"),
    (as_it_is, ["zip_collect quik"], "Put what the LMS gives for download into it"),
    (corrupt, ["db upgrade"], "is damaged (file is not a database): put a backup"),
    (nowhere, ALL, "cannot be made: there is no folder /nowhere"),
    (folder, READING, "cannot be used (unable to open database file)"),
    (as_it_is, ["db student import students.csv"], "a file is not in UTF-8"),
    (as_it_is, [f"db assignment add quick --duedate='{date}'" for date in (
        "tomorrow", "2027-02-29 12:00 UTC", "2027-03-01 24:00 UTC", " ",
        "01/02/2027", "1.2.27 23:59", "March 2027", "23:59", "2027-03-01 23:59 PST")], "no date: "),
])  # fmt: skip
def test_the_command_ends_with_1_and_words(run, alter, lines, words):
    for command, (status, said) in zip(lines, run(alter, lines), strict=True):
        assert status == 1, (command, said)
        assert words in said, (command, said)
        assert "traceback" not in said.lower(), (command, said)
        assert "There was an error accessing the nbgrader database" not in said


def test_an_upgrade_is_whole_or_none(run, tmp_path):
    """Alembic says what it did; what failed has changed nothing, and no mode is another one."""
    book = tmp_path / "course/gradebook.db"
    ((status, said),) = run(half_upgraded, ["db upgrade"])
    assert "as it was (sqlite3.OperationalError: duplicate column" in said
    assert "traceback" not in said.lower()
    (copy,) = book.parent.glob("gradebook.db.*")  # which nbgrader made before
    assert (status, book.read_bytes()) == (1, copy.read_bytes())
    first_release(book.parent)
    book.chmod(0o664)
    upgraded, again, exported = run(as_it_is, ["db upgrade", "db upgrade", "export"])
    assert (upgraded[0], "added task cells" in upgraded[1]) == (0, True)
    assert (again[0], "has all that this version of nbgrader needs" in again[1]) == (0, True)
    assert book.stat().st_mode & 0o777 == 0o664
    assert exported[0] == 0, exported
    assert ",2.5,3.0,final" in (book.parent / "grades.csv").read_text()


def test_a_due_date_and_a_time_of_handing_in_have_the_zone_that_they_name(run, tmp_path):
    """nbgrader alone takes +0800 for 800 seconds."""
    book, time = tmp_path / "course/gradebook.db", "2027-03-01 23:59:00 +0800"
    place = tmp_path / "course/submitted/ada/quick"
    (done,) = run(lambda _: (place / "timestamp.txt").write_text(time),
                  [f"db assignment add quick --duedate='{time}'"])  # fmt: skip
    assert done[0] == 0, done
    with Gradebook(f"sqlite:///{book}") as gradebook:
        assert str(gradebook.find_assignment("quick").duedate) == "2027-03-01 15:59:00"
    graded = commands.python(tmp_path / "course", "-m", "nbgrader", "autograde", "quick", "--force")
    assert graded.returncode == 0, graded.stderr
    with Gradebook(f"sqlite:///{book}") as gradebook:
        assert str(gradebook.find_submission("quick", "ada").timestamp) == "2027-03-01 15:59:00"


def leaves(app, *names):
    """The command lines of all commands of an application."""
    app = import_item(app) if isinstance(app, str) else app
    below = [(name, kind) for name, (kind, _) in vars(app).get("subcommands", {}).items()]
    lines = [line for name, kind in below for line in leaves(kind, *names, name)]
    return lines or [" ".join(names)]


OF_NO_COURSE = {"-m grading certificates", "-m grading stop"}
COMMANDS = [
    *leaves(NbGraderApp, "-m nbgrader"), "-m nbgrader db",
    *(line for line in leaves(GradingApp, "-m grading") if line not in OF_NO_COURSE),
    "-m lms roster csv students.csv", "-m lms export canvas quick",
    "-m lms feedback canvas quick", "-m lms export moodle quick",
]  # fmt: skip
MISTAKES = ("c.Foo =", "c.Foo.bar = undefined", "import nothing_of_this_name", "")


@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=["syntax", "name", "import", "none"])
def test_where_the_settings_cannot_be_read_no_command_does_anything(template, tmp_path, number):
    """nbgrader would go on by its own: no sandbox, and 0 points for nothing handed in."""
    course = tmp_path / "course"
    shutil.copytree(template, course)
    shutil.copy(ROOT / "nbgrader_config.json", course)
    # None: the call of configure(c) is what is lacking.
    settings = (course / "nbgrader_config.py").read_text() if MISTAKES[number] else "c.Foo.bar = 1"
    (course / "nbgrader_config.py").write_text(f"{MISTAKES[number]}\n{settings}")
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    for line in COMMANDS[number :: len(MISTAKES)]:
        done = commands.python(course, *line.split(), "quick")
        words = "nbgrader_config.py was not read up to configure(c)"
        assert (done.returncode, words in done.stderr) == (1, True), (line, done)
        assert bool(MISTAKES[number]) == ("Error: " in done.stderr), (line, done)
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before


def test_what_the_settings_are_read_for_is_told_without_them(template, tmp_path):
    """Help needs no settings; nor does a folder that has none, such as a student's."""
    home = tmp_path / "home"
    home.mkdir()
    listed = commands.python(home, "-m", "nbgrader", "db", "student", "list")
    assert (listed.returncode, "0 students" in listed.stdout) == (0, True), listed
    shutil.copy(ROOT / "nbgrader_config.json", home)
    assert commands.python(home, "-m", "nbgrader", "autograde", "--help").returncode == 0


def test_what_a_command_does_not_name_stays(run, tmp_path):
    """nbgrader takes what is left out for deleted: a due date, names, an address, an LMS's id."""
    course = tmp_path / "course"

    def written(course):
        (course / "people.csv").write_text("id,first_name,email\nzoe,,\nben,Ben,\n")
        (course / "assignments.csv").write_text("name,duedate\nquick,\n")

    steps = [
        "db student add zoe --first-name=Zoe --last-name=Z --email=z@x.example --lms-user-id=7",
        "db assignment add quick --duedate='2027-03-01 23:59 +0800'",
        "db student add zoe --last-name=Zed", "db student add zoe", "db student import people.csv",
        "db assignment add quick", "db assignment import assignments.csv",
    ]  # fmt: skip
    ended = run(written, steps)
    assert [status for status, _ in ended] == [0] * len(steps), ended
    for _, said in (ended[1], *ended[5:]):
        assert "quick is due 2027-03-01 15:59:00 UTC" in said
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        zoe = book.find_student("zoe")
        told = (zoe.first_name, zoe.last_name, zoe.email, zoe.lms_user_id)
        assert told == ("Zoe", "Zed", "z@x.example", "7")
        assert book.find_student("ben").first_name == "Ben"
    emptied = run(
        as_it_is, ["db assignment add quick --duedate=none", "db student add zoe --email="]
    )
    assert "quick has no due date" in emptied[0][1]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert book.find_assignment("quick").duedate is None
        assert not book.find_student("zoe").email


def test_an_extension_of_no_length_is_refused(run, tmp_path):
    """It would take back the one that there is."""
    course = tmp_path / "course"
    run(as_it_is, ["db assignment add quick --duedate='2027-03-01 23:59 UTC'"])
    extend = ("-m", "grading", "extend", "quick", "ada")
    assert commands.python(course, *extend, "--days=3").returncode == 0
    done = commands.python(course, *extend)
    assert (done.returncode, "Say how long" in done.stderr) == (1, True)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert book.find_submission("quick", "ada").extension.days == 3


def test_what_asks_for_the_settings_is_what_the_settings_name():
    told = json.loads((ROOT / "nbgrader_config.json").read_text())
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    assert told.pop("CourseConfiguration") == {"is_in": "nbgrader_config.py"}
    del told["Application"]
    for section, traits in told.items():
        assert {name: settings[section][name] for name in traits} == traits


def test_what_nbgrader_logs_and_raises_is_told_once(template):
    for line in (
        "grading autograde quik", "grading feedback quik", "nbgrader autograde quik",
        "nbgrader generate_assignment bare", "nbgrader autograde quick --notebook=three",
    ):  # fmt: skip
        done = commands.python(template, "-m", *line.split())
        assert (done.returncode, done.stderr.count("No notebooks were matched")) == (1, 1), line


def test_a_gradebook_that_was_not_made_to_the_end_is_made(run):
    alter = altered(*(f"DELETE FROM {table}" for table in Base.metadata.tables), "DROP TABLE grade")
    assert [status for status, _ in run(alter, ["db student add zoe", "db student list"])] == [0, 0]


def test_a_locked_gradebook_is_said_to_be(run, tmp_path):
    with closing(sqlite3.connect(tmp_path / "course/gradebook.db", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        ended = run(sample_course.hurry, ["db student list", "db upgrade"])
    for status, said in ended:
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


def test_no_line_of_a_command_has_orders_for_a_terminal(caplog):
    logger = logging.getLogger("nbgraders.names")
    logger.addFilter(Words(SimpleNamespace(log_level=logging.INFO), print))
    logger.warning("Copying %s: %d%%", "\x1b]0;a title\x07\u202e\x1b[2Ja file", 5)
    assert caplog.messages == ["Copying a file: 5%"]


def test_a_name_that_the_terminal_cannot_write_ends_no_command(monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), "latin-1")
    monkeypatch.setattr("sys.stdout", terminal)
    end_in_words()
    print("Jos\u00e9, \u5f20, \udcff", flush=True)
    assert terminal.buffer.getvalue() == b"Jos\xe9, \\u5f20, \\udcff\n"


def test_a_name_that_no_gradebook_takes_is_named():
    with pytest.raises(UnicodeEncodeError) as caught:
        "b\udcff".encode()
    said = in_short(caught.value, "sqlite:///x")
    assert said == "the name 'b\\udcff' is not in UTF-8: rename what is called so"


def test_who_asks_for_it_has_the_traceback(run):
    ((status, said),) = run(corrupt, ["db student list --log-level=DEBUG"])
    assert (status, "Traceback" in said) == (1, True)
