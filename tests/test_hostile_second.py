"""The hostile submissions behind the second wall, where there are no namespaces: graded by an
ordinary user, and by root as in a container.
"""

import pytest

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403
from tests.hostile.checks import graded_by


@pytest.fixture(scope="module", params=["--no-namespaces", "--root"], ids=["user", "root"])
def graded(request):
    """The graded class."""
    yield from graded_by((request.param,), Wall.LANDLOCK)
