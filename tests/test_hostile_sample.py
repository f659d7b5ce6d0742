"""A sample of the hostile submissions, in each run, graded by the user who runs the tests."""

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403
from tests.hostile.pages import *  # noqa: F403

AS_USER = None
WALL = Wall.NAMESPACES
SAMPLE = True
