"""A late policy: two points off."""

from nbgrader.plugins import BasePlugin


class TwoOff(BasePlugin):
    """nbgrader's plug-in for late submissions."""

    def late_submission_penalty(self, student_id: str, score: float, seconds_late: float) -> float:
        """The points to take off."""
        return 2
