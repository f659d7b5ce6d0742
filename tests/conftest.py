"""What the tests share: one process with TensorFlow that runs notebooks, a browser."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import gc
import sys
import tempfile

import pytest
from absl import logging
from hypothesis import settings

from answers.answer_runner import Runner
from answers.engine_runner import EngineRunner
from grading.process import resident
from tests import chromium, commands
from tests.containers import podman  # noqa: F401  (a fixture of all)
from tools import sample_course

pytest_plugins = ("tests.unchanged", "pytester")
gc.disable()  # until all is imported and collected, which stays
pytest.register_assert_rewrite(*(f"tests.hostile.{name}" for name in ("checks", "pages", "whole")))

# How long an example takes says something about the machine, not about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# TensorFlow's logging closes the stream that it began with when a Jupyter application sets up its
# own logging: it must not be one of pytest's.
logging.get_absl_handler().python_handler.stream = sys.__stderr__


def pytest_collection_finish():
    """Garbage is not looked for in what stays."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def no_server_stays():
    """Fork servers that stay are those of this run, and end with it."""
    with tempfile.TemporaryDirectory(prefix="run") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        yield
        resident.dismiss()


@pytest.fixture(scope="session", autouse=True)
def nothing_is_imported_twice():
    """The sample course's commands are forked from a process that has imported nbgrader, and of new
    gradebooks only the first asks alembic's command for their version."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample_course, "run", commands.python)
        commands.ask_alembic_once()
        yield


@pytest.fixture(scope="session")
def runner():
    """Runs notebooks in processes forked from one that has imported TensorFlow."""
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture(scope="module")
def engine():
    """The engine, with its fork server running."""
    return EngineRunner()


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    with chromium.launched() as browser:
        yield browser


# Files, those first that take longest, but hostile classes, which want all processors, apart.
LONGEST = (
    "hostile_root", "hub", "places", "image", "hostile_user", "nbgrader_own", "many", "engine",
    "term", "hostile_second", "round_trip", "answers", "kinds", "readme", "demo", "check",
    "hostile_second_root", "second_course", "regrading", "parity", "lab", "graders",
    "grading_sandbox", "hostile_sample", "hostile_sample_second",
)  # fmt: skip


def pytest_collection_modifyitems(config, items):
    """Spread over several workers, the longest files first, so that all end at about one time."""
    if hasattr(config, "workerinput"):
        order = {f"test_{name}": place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: order.get(item.path.stem, len(order)))
