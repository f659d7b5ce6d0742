"""What can become of a test, and what each outcome asks of a person."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a test. As text it is what the log has."""

    PASSED = "passed"
    FAILED = "failed"
    NO_ANSWER = "no answer"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    PROCESS_ENDED = "process ended"
    CANNOT_TRAVEL = "cannot travel"
    NO_RESULT = "no result"

    @classmethod
    def of(cls, text: object) -> Outcome:
        """The outcome that text names; NO_RESULT if it names none."""
        try:
            return cls(str(text))
        except ValueError:
            return cls.NO_RESULT

    @property
    def advice(self) -> str:
        """What a person is to do about it; empty if it needs nobody."""
        return ADVICE.get(self, "")

    @property
    def needs_person(self) -> bool:
        """Whether the points may be not what the answer is worth."""
        return self in ADVICE


# In the order in which a person should look at them.
ADVICE = {
    Outcome.NO_RESULT: "The test gave no result, by no fault of the submission. Grade it again.",
    Outcome.CANNOT_TRAVEL: "The answer is something that the tests, which run elsewhere, cannot "
    "see. A right answer may be among these.",
    Outcome.PROCESS_ENDED: "The submission's process ended while a test ran it. Run its notebook "
    "by hand if that looks like a fault of the machine.",
    Outcome.OUT_OF_MEMORY: "The submission needed more memory than it may have.",
    Outcome.TIMED_OUT: "The submission did not come back in time: an endless loop, or slow code.",
}
