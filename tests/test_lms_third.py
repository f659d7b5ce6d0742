"""A further LMS is one class: all that knows of LMS's knows of it, once it is registered."""

import re
import zipfile

import pytest

from answers.answer_runner import ROOT
from lms import systems
from lms.__main__ import main
from lms.base import LMS, Owner
from tests.lms import build, course
from tests.lms.cases import RNN, STEPS, A, B

NAME = re.compile(r"(?P<title>.+)_(?P<user>[a-z0-9]+)_attempt_(?P<time>[-\d]{19})_(?P<file>.+)")


class Blackboard(LMS):
    """Blackboard, whose archives have ASSIGNMENT_USER_attempt_TIME_FILE."""

    name, title = "blackboard", "Blackboard"
    lasting, certain = True, True
    needs = ("login",)
    expected = "the grade centre: a header with First Name, Last Name and Username"

    def owners(self, part):
        """See LMS."""
        named = NAME.fullmatch(part)
        if not named:
            return []
        prefix = part.removesuffix(named["file"])
        return [Owner(self, named["user"], "", named["file"], prefix=prefix)]

    def match(self, owner, roster, listed):
        """See LMS."""
        return [roster.find(own=[owner.id])]

    def pages(self, whence, pages):
        """See LMS."""
        return {f"{whence['prefix']}{page.name}": page for page in pages}


@pytest.fixture(autouse=True)
def blackboard(monkeypatch):
    monkeypatch.setattr(systems, "SYSTEMS", dict(systems.SYSTEMS))
    systems.register(Blackboard())


ADA, EVE = (f"RNN_{user}_attempt_2025-06-01-12-00-00_" for user in ("ada", "eve"))


def test_it_is_collected_beside_the_others(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {
        "gradebook.zip": {f"{ADA}{RNN}.ipynb": A, f"{EVE}{RNN}.ipynb": B, f"{ADA}.txt": b"x"},
        "submissions.zip": {f"oneilben_12346_900_{STEPS}.ipynb": B},
    })  # fmt: skip
    course.collect(tmp_path)
    assert course.submitted(tmp_path) == {("ada", RNN): A, ("ben", STEPS): B}
    table = {(row["lms"], row["status"]): row for row in course.table(tmp_path)}
    assert table["blackboard", "taken"]["lms_id"] == "ada"
    left = {row["why"] for row in course.table(tmp_path) if row["status"] == "left out"}
    assert left == {"no student of the gradebook is that", "not a notebook"}


def test_its_roster_is_imported(tmp_path, monkeypatch, capsys):
    course.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = "First Name,Last Name,Username\nEve,Poe,eve\nAda,Lovelace,ada\n"
    (tmp_path / "list.csv").write_text(text)
    assert main(["roster", "blackboard", "list.csv"]) == 0
    assert "1 added, 0 changed, 1 left alone" in capsys.readouterr().out
    assert (tmp_path / "downloaded" / "blackboard.csv").read_text() == text
    (tmp_path / "list.csv").write_text("First Name,Last Name\nEve,Poe\n")
    assert main(["roster", "blackboard", "list.csv"]) == 1
    assert "not a table of Blackboard's. Expected is the grade centre" in capsys.readouterr().err


def test_grades_that_it_does_not_take_are_refused(tmp_path, monkeypatch, capsys):
    course.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["export", "blackboard", course.ASSIGNMENT]) == 1
    assert "blackboard takes no grades from here" in capsys.readouterr().err


def test_its_feedback_is_packed(tmp_path, monkeypatch):
    archive = course.make(tmp_path)
    with course.gradebook(tmp_path) as book:
        book.add_notebook(RNN, course.ASSIGNMENT)
    build.write(archive, {"g.zip": {f"{ADA}{RNN}.ipynb": A}})
    course.collect(tmp_path)
    with course.gradebook(tmp_path) as book:
        book.add_submission(course.ASSIGNMENT, "ada", timestamp=course.DUE)
    page = tmp_path / "feedback" / "ada" / course.ASSIGNMENT / f"{RNN}.html"
    page.parent.mkdir(parents=True)
    page.write_text("page")
    monkeypatch.setattr("lms.feedback.outdated", lambda *_: {})
    monkeypatch.chdir(tmp_path)
    assert main(["feedback", "blackboard", course.ASSIGNMENT]) == 0
    with zipfile.ZipFile(tmp_path / "uploads" / "blackboard-module7-feedback.zip") as packed:
        assert packed.namelist() == [f"{ADA}{RNN}.html"]


def test_no_lms_is_told_by_its_name_anywhere():
    """What differs between LMS's is in their classes."""
    for path in sorted((ROOT / "lms").glob("*.py")):
        text = path.read_text()
        assert not re.search(r"""[=!]= *["'](canvas|moodle)|["'](canvas|moodle)["'] *[=!]=""", text)
        if path.stem not in ("canvas", "moodle", "systems", "export"):
            assert "import Canvas" not in text, path
            assert "import Moodle" not in text, path
