"""Late policies: two points off, and some that fail."""

from typing import Any

from nbgrader.plugins import BasePlugin


class TwoOff(BasePlugin):
    """nbgrader's plug-in for late submissions."""

    def late_submission_penalty(self, student_id: str, score: float, seconds_late: float) -> float:
        """The points to take off."""
        return 2


class NotANumber(BasePlugin):
    """Points that are no number."""

    def late_submission_penalty(self, student_id: str, score: float, seconds_late: float) -> float:
        """The points to take off."""
        return float("nan")


class Words(NotANumber):
    """Words in place of points."""

    def late_submission_penalty(self, student_id: str, score: float, seconds_late: float) -> Any:
        """The points to take off."""
        return "a lot"


class Raises(NotANumber):
    """A slip of the instructor's."""

    def late_submission_penalty(self, student_id: str, score: float, seconds_late: float) -> float:
        """The points to take off."""
        return score / 0
