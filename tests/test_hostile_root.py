"""The hostile submissions, graded by the user who runs the tests: root, where CI runs.

Their feedback pages are made of what was graded, whoever graded it: here, and of the sample.
"""

from grading.walls import Wall
from tests.hostile.pages import *  # noqa: F403
from tests.hostile.whole import *  # noqa: F403
from tests.hostile.whole import DEPENDS

AS_USER = None
WALL = Wall.NAMESPACES
pytestmark = DEPENDS
