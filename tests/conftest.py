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
