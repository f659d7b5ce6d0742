"""Hostile submissions behind the second wall: that of root in a container."""

from grading.walls import Wall
from tests.hostile.whole import *  # noqa: F403
from tests.hostile.whole import DEPENDS

AS_USER = ("--root",)
WALL = Wall.LANDLOCK
pytestmark = DEPENDS
