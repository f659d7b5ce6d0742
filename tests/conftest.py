"""What the tests share: one process with TensorFlow that runs notebooks."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import pytest

from tests.matrix import Runner


@pytest.fixture(scope="session")
def runner():
    """Runs notebooks in processes forked from one that has imported TensorFlow."""
    runner = Runner()
    yield runner
    runner.close()


def pytest_collection_modifyitems(items):
    """The longest groups first, so that two workers end at about the same time."""
    order = {"hub": 0, "demo": 1, "whole": 2}

    def rank(item):
        group = item.get_closest_marker("xdist_group")
        return order.get(group.args[0], 3) if group else 3

    items.sort(key=rank)
