"""The hostile submissions, graded by an ordinary user."""

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403

AS_USER = ()
WALL = Wall.NAMESPACES
