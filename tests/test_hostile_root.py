"""The hostile submissions, graded by the user who runs the tests: root, where CI runs.

Their feedback pages are made of what was graded, whoever graded it: here alone.
"""

import re

from grading.walls import Wall
from tests.hostile.case import SECRET
from tests.hostile.checks import *  # noqa: F403
from tests.hostile.checks import each

AS_USER = None
WALL = Wall.NAMESPACES


@each(lambda case: case.says or case.says_not)
def test_its_feedback_says_what_it_must(graded, case, name):
    page = graded.feedback(name)
    assert re.search(case.says, page), graded.entry(name)
    assert not (case.says_not and re.search(case.says_not, page))


@each(bool)
def test_its_feedback_shows_no_secret(graded, case, name):
    assert SECRET not in graded.feedback(name)
