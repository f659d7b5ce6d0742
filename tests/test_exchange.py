"""Collecting from the exchange takes a student's own plain files, and lets nobody stop it."""

import os
import pwd
from types import SimpleNamespace

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.utils import notebook_hash
from traitlets.config import Config

from answers.answer_runner import ROOT

ME = pwd.getpwuid(os.getuid()).pw_name
HUB = ROOT / "deploy" / "jupyterhub" / "jupyter" / "all" / "nbgrader_config.py"
TIME = "2026-03-01 10:00:0{} UTC"


@pytest.fixture
def course(tmp_path):
    """A course with an exchange; `collect()` returns what was collected, file by file."""
    inbound = tmp_path / "exchange" / "rnn" / "inbound"
    inbound.mkdir(parents=True)
    (tmp_path / "exchange").chmod(0o777)
    config = Config()
    config.CourseDirectory.root = str(tmp_path / "course")
    config.CourseDirectory.course_id = "rnn"
    config.CourseDirectory.max_file_size = 1
    config.Exchange.root = str(tmp_path / "exchange")
    config.ExchangeFactory.collect = "grading.submission.Collect"
    (tmp_path / "course").mkdir()

    def hand_in(student, second=1, **files):
        folder = inbound / f"{student}+module7+{TIME.format(second)}+x"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        return folder

    def collect():
        result = NbGraderAPI(config=config).collect("module7")
        assert result["success"], result
        submitted = tmp_path / "course" / "submitted"
        files = [path for path in submitted.rglob("*") if path.is_file()]
        return {str(path.relative_to(submitted)): path.read_text() for path in files}, result["log"]

    return SimpleNamespace(path=tmp_path, inbound=inbound, hand_in=hand_in, collect=collect)


def test_an_honest_submission_is_collected_whole(course):
    secret = "0f" * 64
    folder = course.hand_in(ME, **{"a.ipynb": "{}", "submission_secret.txt": secret})
    (folder / "data").mkdir()
    (folder / "data" / "b.csv").write_text("1,2")
    files, _ = course.collect()
    assert files == {
        f"{ME}/module7/a.ipynb": "{}",
        f"{ME}/module7/data/b.csv": "1,2",
        f"{ME}/module7/submission_secret.txt": secret,
        f"{ME}/module7/timestamp.txt": TIME.format(1),
    }


def test_of_a_submission_with_more_files_than_anybody_makes_the_rest_is_left(course, monkeypatch):
    monkeypatch.setattr("grading.submission.exchange.MOST", 20)
    many = course.hand_in(
        ME, **{f"{number:02}.txt": "x" for number in range(30)}, **{"z.ipynb": "{}"}
    )
    (many / "more").mkdir()
    (many / "more" / "a.txt").write_text("x")
    files, log = course.collect()
    assert f"{ME}/module7/z.ipynb" in files
    assert len([name for name in files if name.endswith(".txt")]) < 22
    assert "there are more than 20" in log


def test_no_link_is_followed(course):
    solution = course.path / "solution.ipynb"
    solution.write_text("the solution")
    (course.path / "other").mkdir()
    (course.path / "other" / "c.ipynb").write_text("a classmate's")
    folder = course.hand_in(ME, **{"a.ipynb": "{}"})
    (folder / "b.ipynb").symlink_to(solution)
    (folder / "other").symlink_to(course.path / "other")
    files, log = course.collect()
    assert not {"the solution", "a classmate's"} & set(files.values())
    assert "b.ipynb: it is a link" in log
    assert f"{ME}/module7/a.ipynb" in files


def test_a_whole_submission_that_is_a_link_is_refused(course):
    (course.path / "other").mkdir()
    (course.path / "other" / "c.ipynb").write_text("a classmate's")
    (course.inbound / f"{ME}+module7+{TIME.format(1)}+x").symlink_to(course.path / "other")
    files, log = course.collect()
    assert files == {}
    assert "it is not a folder" in log


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a file another user's")
def test_what_others_hand_in_in_a_students_name_does_not_replace_the_students(course):
    mine = course.hand_in(ME, 1, **{"a.ipynb": "mine", "b.ipynb": "planted"})
    os.chown(mine / "b.ipynb", 54321, 54321)
    os.chown(course.hand_in(ME, 2, **{"a.ipynb": "forged"}), 54321, 54321)
    files, log = course.collect()
    assert files[f"{ME}/module7/a.ipynb"] == "mine"
    assert f"{ME}/module7/b.ipynb" not in files
    assert "b.ipynb: it is another user's" in log


def test_what_is_in_nobodys_name_is_refused_and_named(course):
    course.hand_in("nobody-of-that-name", **{"a.ipynb": "{}"})
    files, log = course.collect()
    assert files == {}
    assert "not nobody-of-that-name's" in log


def test_oddities_do_not_stop_it(course):
    folder = course.hand_in(
        ME, **{"a.ipynb": "{}", "big.bin": "x" * 1001, "submission_secret.txt": "../../etc"}
    )
    os.mkfifo(folder / "pipe")
    (folder / ("d/" * 20)).mkdir(parents=True)
    (course.inbound / f"{ME}+module7+no time+x").mkdir()
    (course.inbound / "ann+module7+").mkdir()
    files, log = course.collect()
    assert files[f"{ME}/module7/a.ipynb"] == "{}"
    assert len(files[f"{ME}/module7/submission_secret.txt"]) == 128
    assert not {name for name in files if "big" in name or "pipe" in name}
    assert "big.bin: it is too large" in log
    assert "pipe: it is not a plain file" in log


def test_a_students_first_page_is_fetched_with_the_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    secret = "0f" * 64
    sent = tmp_path / "cache" / "rnn" / f"{ME}+module7+{TIME.format(1)}"
    sent.mkdir(parents=True)
    (sent / "a.ipynb").write_text("{}")
    (sent / "submission_secret.txt").write_text(secret)
    pages = tmp_path / "exchange" / "rnn" / "feedback"
    pages.mkdir(parents=True)
    for name in ("a", "start_here"):
        page = pages / f"{notebook_hash(secret=secret, notebook_id=name)}.html"
        page.write_text(f"page {name}")
    config = Config()
    config.CourseDirectory.course_id = "rnn"
    config.Exchange.root, config.Exchange.cache = (
        str(tmp_path / "exchange"),
        str(tmp_path / "cache"),
    )
    of_the_hub = Config()
    exec(HUB.read_text(), {"get_config": lambda: of_the_hub, "__name__": "nbgrader_config"})
    config.ExchangeFactory = of_the_hub.ExchangeFactory
    result = NbGraderAPI(config=config).fetch_feedback("module7", ME)
    assert result["success"], result
    fetched = {path.name: path.read_text() for path in (tmp_path / "module7").rglob("*.html")}
    assert fetched == {"a.html": "page a", "start_here.html": "page start_here"}
