"""The hostile submissions, graded by an ordinary user."""

from grading.walls import Wall
from tests.hostile.whole import *  # noqa: F403
from tests.hostile.whole import DEPENDS

AS_USER = ()
WALL = Wall.NAMESPACES
pytestmark = DEPENDS
