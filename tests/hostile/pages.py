"""What must be true of the feedback pages of a graded class."""

import re

from tests.hostile.case import SECRET
from tests.hostile.checks import each


@each(lambda case: case.says or case.says_not)
def test_its_feedback_says_what_it_must(graded, case, name):
    page = graded.feedback(name)
    assert re.search(case.says, page), graded.entry(name)
    assert not (case.says_not and re.search(case.says_not, page))


@each(bool)
def test_its_feedback_shows_no_secret(graded, case, name):
    assert SECRET not in graded.feedback(name)
