"""A sample of the hostile submissions, in each run, behind the second wall: an ordinary user's."""

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403

AS_USER = ("--no-namespaces",)
WALL = Wall.LANDLOCK
SAMPLE = True
