"""The hostile submissions, graded by the user who runs the tests: root, where CI runs."""

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403

AS_USER = None
WALL = Wall.NAMESPACES
