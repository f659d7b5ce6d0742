"""A course folder of two notebooks and a few students, and nbgrader's own commands in it."""

from __future__ import annotations

import csv
import functools
import io
import logging
import os
import tempfile
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp, GenerateFeedbackApp, ZipCollectApp
from nbgrader.apps.baseapp import NbGrader

from answers.answer_runner import ROOT

ASSIGNMENT = "module7"
NOTEBOOKS = ["2_make_steps", "4_rnn"]
DUE = datetime(2025, 6, 2)
STUDENTS = {
    "ada": ("Ada", "Lovelace", "12345"),
    "ben": ("Ben", "O'Neil", "12346"),
    "zoe": ("Zoë", "Müller-Lüdenscheidt", "12347"),
    "wei1": ("Wei", "Zhang", "12348"),
    "wei2": ("Wei", "Zhang", "12349"),
    "jose": ("José", "Núñez", ""),
    "mei": ("美", "陳", "12350"),
}
CONFIG = (
    f"exec(open({str(ROOT / 'nbgrader_config.py')!r}).read(), "
    f"globals() | {{'__file__': {str(ROOT / 'nbgrader_config.py')!r}}})\n"
)


def make(root: Path, students: dict | None = None, due: datetime | None = None) -> Path:
    """Make the course. Returns the folder for archives."""
    release = root / "release" / ASSIGNMENT
    release.mkdir(parents=True)
    for name in NOTEBOOKS:
        (release / f"{name}.ipynb").write_text("{}")
    (root / "nbgrader_config.py").write_text(CONFIG)
    people = STUDENTS if students is None else students
    (root / "gradebook.db").write_bytes(_made(tuple(people.items()), due))
    archive = root / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    return archive


@functools.cache
def _made(students: tuple, due: datetime | None) -> bytes:
    """A gradebook with an assignment and these students, which takes nbgrader seconds to make."""
    with tempfile.TemporaryDirectory() as folder:
        with gradebook(Path(folder)) as book:
            book.add_assignment(ASSIGNMENT, duedate=due)
            for student, (first, last, lms_id) in students:
                address = f"{student}@example.org"
                book.add_student(
                    student, first_name=first, last_name=last, lms_user_id=lms_id, email=address
                )
        return (Path(folder) / "gradebook.db").read_bytes()


def gradebook(root: Path) -> Gradebook:
    """The course's gradebook."""
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}")


def _run(kind: type[NbGrader], root: Path, *arguments: str) -> str:
    kind.clear_instance()
    app = kind(log_level=logging.INFO)
    log = io.StringIO()
    before = os.getcwd()
    os.chdir(root)
    try:
        app.initialize(list(arguments))
        app.log.addHandler(logging.StreamHandler(log))
        app.start()
    except SystemExit as end:
        raise SystemExit(log.getvalue()) from end
    finally:
        os.chdir(before)
        for handler in list(app.log.handlers):
            app.log.removeHandler(handler)
    return log.getvalue()


def collect(root: Path, *options: str) -> str:
    """nbgrader zip_collect, of ASSIGNMENT unless the first option is another. Returns its log.

    Raises SystemExit if it fails, but not where it says that it has found nothing to take.
    """
    other = options and not options[0].startswith("-")
    try:
        return _run(ZipCollectApp, root, *([] if other else [ASSIGNMENT]), *options)
    except SystemExit as end:
        if "Nothing was collected" not in str(end):
            raise
        return str(end)


def export(root: Path, *options: str) -> str:
    """nbgrader export. Returns its log."""
    return _run(ExportApp, root, *options)


def make_feedback(root: Path, *options: str) -> str:
    """nbgrader generate_feedback. Returns its log."""
    return _run(GenerateFeedbackApp, root, ASSIGNMENT, *options)


def table(root: Path) -> list[dict[str, str]]:
    """The table of what became of each member."""
    with (root / "downloaded" / ASSIGNMENT / "collected.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def submitted(root: Path) -> dict[tuple[str, str], bytes]:
    """The notebooks in submitted/, by student and name."""
    return {
        (path.parts[-3], path.stem): path.read_bytes()
        for path in (root / "submitted").glob(f"*/{ASSIGNMENT}/*.ipynb")
    }
