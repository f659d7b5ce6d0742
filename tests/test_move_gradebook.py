"""tools.move_gradebook: all of a gradebook, or nothing of it, comes to another database."""

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine, select

from tests import test_term
from tools import move_gradebook


@pytest.fixture
def book(tmp_path):
    """A gradebook in which each kind of line is there; its address."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(url, "rnn") as gradebook:
        gradebook.add_assignment("quick", duedate="2027-03-01 23:59:00 UTC")
        gradebook.add_notebook("one", "quick")
        gradebook.add_solution_cell("written", "one", "quick")
        gradebook.add_source_cell("written", "one", "quick", cell_type="markdown")
        gradebook.add_grade_cell("written", "one", "quick", max_score=3, cell_type="markdown")
        gradebook.add_task_cell("task", "one", "quick", max_score=2, cell_type="markdown")
        for student in ("ada", "ben"):
            gradebook.add_student(student, first_name="Zo\u00eb", lms_user_id="7")
            gradebook.add_submission(
                "quick", student, timestamp="2027-03-02 UTC", extension=timedelta(days=2)
            )
        grade = gradebook.find_grade("written", "one", "quick", "ada")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 2.5, 0.5, False
        gradebook.find_comment("written", "one", "quick", "ada").manual_comment = "Fine."
        gradebook.db.commit()
    return url


def lines(url):
    """Every line of each table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        made = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return made


def moved(monkeypatch, *addresses):
    monkeypatch.setattr(sys, "argv", ["move_gradebook", *addresses])
    move_gradebook.main()


def test_every_line_comes_over_and_nothing_is_written_over(book, tmp_path, monkeypatch):
    before, new = lines(book), f"sqlite:///{tmp_path / 'new.db'}"
    assert all(before.values()), before
    moved(monkeypatch, book, new)
    assert lines(new) == before == lines(book)
    with Gradebook(new, "rnn") as gradebook:
        assert gradebook.find_submission("quick", "ada").score == 3
    with pytest.raises(SystemExit, match="something in it"):
        moved(monkeypatch, book, new)
    assert lines(new) == before


def test_with_postgresql(book, monkeypatch):
    with test_term.postgresql() as url:
        moved(monkeypatch, book, url)
        assert lines(url) == lines(book)


@pytest.mark.parametrize(("source", "said"), [
    ("sqlite:///{0}/none.db", "there is no gradebook at"), ("gradebook.db", "Could not parse"),
    ("sqlite:////nowhere/gradebook.db", "there is no folder"),
])  # fmt: skip
def test_what_cannot_be_moved_is_named(tmp_path, monkeypatch, source, said):
    with pytest.raises(SystemExit, match=f"Nothing was done: .*{said}"):
        moved(monkeypatch, source.format(tmp_path), f"sqlite:///{tmp_path / 'new.db'}")


@pytest.mark.parametrize(
    ("what", "table"),
    [
        ("source_cell SET cell_type = 'odd'", "source_cell"),
        ("assignment SET duedate = 7", "assignment"),
        ("submitted_assignment SET timestamp = 'soon'", "submitted_assignment"),
    ],
)
def test_what_no_gradebook_has_is_named_and_nothing_moved(book, tmp_path, monkeypatch, what, table):
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as opened, opened:
        opened.execute(f"UPDATE {what}")
    new = f"sqlite:///{tmp_path / 'new.db'}"
    with pytest.raises(SystemExit, match=f"Nothing was done: the table {table} of .* cannot have"):
        moved(monkeypatch, book, new)
    assert not any(made for name, made in lines(new).items() if name != "course")
