"""The hostile submissions, graded by an ordinary user."""

from tests.hostile.checks import *  # noqa: F403

AS_USER = ()
