"""Hostile submissions behind the second wall: an ordinary user's, who has no namespaces."""

from grading.walls import Wall
from tests.hostile.whole import *  # noqa: F403
from tests.hostile.whole import DEPENDS

AS_USER = ("--no-namespaces",)
WALL = Wall.LANDLOCK
pytestmark = DEPENDS
