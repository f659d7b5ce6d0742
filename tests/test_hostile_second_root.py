"""Hostile submissions behind the second wall: that of root in a container."""

from grading.walls import Wall
from tests.hostile.checks import *  # noqa: F403

AS_USER = ("--root",)
WALL = Wall.LANDLOCK
