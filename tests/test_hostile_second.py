"""Hostile submissions behind the second wall: an ordinary user's, who has no namespaces."""

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403

AS_USER = ("--no-namespaces",)
WALL = Wall.LANDLOCK
