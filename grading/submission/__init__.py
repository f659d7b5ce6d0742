"""What a student handed in: collected, read, and mended from the instructor's notebook."""

from grading.submission.absent import handed_in, not_handed_in, only_extended
from grading.submission.exchange import Collect
from grading.submission.instructor import STUDENT_PROCESS, is_test, parts_of, runs_among_students
from grading.submission.older import (
    graded_by_older_tests,
    handed_in_since,
    is_changed,
    note_of,
)
from grading.submission.parsing import A_LINE, wide
from grading.submission.reading import (
    FIRST,
    MAX_BYTES,
    HandedIn,
    SubmissionExporter,
    UnreadableNotebook,
    read_submission,
    set_aside,
)
from grading.submission.regions import hidden_regions, without_regions
from grading.submission.releases import remember
from grading.submission.repair import Instructors, Repair, repair

__all__ = [
    "A_LINE",
    "FIRST",
    "MAX_BYTES",
    "STUDENT_PROCESS",
    "Collect",
    "HandedIn",
    "Instructors",
    "Repair",
    "SubmissionExporter",
    "UnreadableNotebook",
    "graded_by_older_tests",
    "handed_in",
    "handed_in_since",
    "hidden_regions",
    "is_changed",
    "is_test",
    "not_handed_in",
    "note_of",
    "only_extended",
    "parts_of",
    "read_submission",
    "remember",
    "repair",
    "runs_among_students",
    "set_aside",
    "wide",
    "without_regions",
]
