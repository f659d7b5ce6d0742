"""What the tests share: one process with TensorFlow that runs notebooks."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import pytest

from tests.matrix import Runner

pytest.register_assert_rewrite("tests.hostile.checks")


@pytest.fixture(scope="session")
def runner():
    """Runs notebooks in processes forked from one that has imported TensorFlow."""
    runner = Runner()
    yield runner
    runner.close()


LONGEST = ("whole", "hostile_root", "hostile_user", "nbgrader_own", "demo", "engine", "answers")


def pytest_collection_modifyitems(config, items):
    """Spread over several workers, the longest files first, so that all end at about one time."""
    if hasattr(config, "workerinput"):
        order = {f"test_{name}": place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: order.get(item.path.stem, len(order)))
