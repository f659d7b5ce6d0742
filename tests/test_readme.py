"""The README's commands work, in its order, in a copy of the course with a class of one."""

import os
import re
import shutil
import subprocess
import zipfile

import nbformat

from answers.answer_runner import ROOT
from tests import commands
from tests.contract import EXERCISES, POINTS
from tests.test_term import SERVED
from tools.demo import CLASS, environment, fill_in

README = (ROOT / "README.md").read_text()
CHECKED = dict(re.findall(r"<!-- checked: ([\w ]+) -->\n```bash\n(.*?)```", README, re.S))
# Notebooks, without models and with. test_parity_notebooks.py checks all, and the demo grades all.
FEW = ("2_make_steps", "4_rnn")


def test_every_block_of_commands_is_one_that_is_checked_here_or_by_ci_itself():
    blocks = re.findall(r"```bash\n(.*?)```", README, re.S)
    assert [b for b in blocks if b not in CHECKED.values()] == ["make demo\n", "make test\n"]
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_target_it_names_is_in_the_makefile():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    named = re.findall(r"make ([a-z]+(?: (?:release|lint|test))*)`", README)
    assert {target for words in named for target in words.split()} <= targets


def test_the_way_from_roster_to_grades(tmp_path, request):
    course, home = tmp_path / "course", tmp_path / "home"
    shutil.copytree(
        ROOT, course,
        ignore=shutil.ignore_patterns(
            ".git", ".venv", ".demo", "gradebook.db*", "submitted", "autograded", "feedback",
            ".*cache", ".places", "node_modules",
            *(f"{name}.ipynb" for name in EXERCISES if name not in FEW),
        ),
    )  # fmt: skip
    home.mkdir()
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    jupyter = tmp_path / "config"
    jupyter.mkdir()
    (jupyter / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
        f"c.CourseDirectory.course_id = 'rnn'\nc.Exchange.assignment_dir = '.'\n"
    )
    env = environment() | {
        "HOME": str(home), "JUPYTER_CONFIG_DIR": str(jupyter),
        "JUPYTER_DATA_DIR": str(home / "data"),
    }  # fmt: skip
    server = commands.Server(course, SERVED)
    request.addfinalizer(server.close)
    server.typed(tmp_path / "bin", [course, home])
    env["PATH"] = f"{tmp_path / 'bin'}{os.pathsep}{env['PATH']}"

    def do(block, folder):
        # `make` would install an environment of its own first: say that this one is there.
        text = CHECKED[block].replace("make ", "make INSTALLED= ")
        done = subprocess.run(
            ["bash", "-euxc", text], cwd=folder, env=env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, f"{block}:\n{done.stdout}"
        return done.stdout

    (course / "students.csv").write_text(
        "id,first_name,last_name,email\nada,Ada,Lovelace,ada@example.org\n"
    )
    do("roster", course)
    (course / "canvas.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Module 7 (99)\n"
        f"    Points Possible,,,,,{sum(POINTS[name] for name in FEW)}\n"
        '"Lovelace, Ada",12345,u1,ada@example.org,A,\n'
    )
    assert "1 changed" in do("lms roster", course)
    do("release", course)
    said = do("check", course)
    assert re.search(
        rf"module7: (\d+) tests in {len(FEW)} notebooks\..* points in \1\.$", said, re.M
    )
    do("hub release", course)

    # The student: fetches, does one notebook, submits.
    fetch, validate, submit = CHECKED["student"].splitlines()
    CHECKED["fetch"], CHECKED["rest"] = fetch, f"{validate}\n{submit}"
    do("fetch", home)
    book = home / "module7" / "2_make_steps.ipynb"
    nbformat.write(fill_in(nbformat.read(book, 4), book.stem, CLASS[0]), book)
    for other in (home / "module7").glob("*.ipynb"):
        if other != book:
            other.unlink()  # one notebook is enough here
    assert "Success" in do("rest", home)

    do("collect", course)
    (collected,) = (course / "submitted").glob("*/module7/2_make_steps.ipynb")
    student = collected.parts[-3]  # whoever runs this test, as the system knows them

    # Other students' notebooks come from an LMS: no exchange, so no feedback through it.
    archive = course / "downloaded" / "module7" / "archive"
    archive.mkdir(parents=True)
    shutil.copy(book, archive / "ben_2_make_steps.ipynb")
    attachment = "lovelaceada_12345_900_2_make_steps-1"
    with zipfile.ZipFile(archive / "submissions.zip", "w") as download:
        download.write(book, f"{attachment}.ipynb")
    do("zip", course)
    assert (course / "submitted" / "ben" / "module7" / "2_make_steps.ipynb").exists()
    assert (course / "submitted" / "ada" / "module7" / "2_make_steps.ipynb").exists()
    shutil.rmtree(course / "submitted" / "ben")

    assert "Graded 2 notebooks of 2 submissions" in do("autograde", course)
    do("autograde one", course)
    do("feedback", course)
    do("hub feedback", course)
    assert (course / "feedback" / student / "module7" / "2_make_steps.html").exists()
    assert re.search(rf"module7,.*,{student},.*,14\.0,", (course / "grades.csv").read_text())
    do("report", course)
    page = (course / "report-module7.html").read_text()
    assert f"feedback/{student}/module7/2_make_steps.html" in page
    do("lms out", course)
    grades = (course / "uploads" / "canvas-module7.csv").read_text()
    assert grades.endswith('"Lovelace, Ada",12345,u1,ada@example.org,A,14\n')
    with zipfile.ZipFile(course / "uploads" / "canvas-module7-feedback.zip") as upload:
        assert [name for name in upload.namelist() if "start_here" not in name] == [
            f"{attachment}.html"
        ]
    do("student feedback", home)
    assert list(home.glob("module7/feedback/*/2_make_steps.html"))
