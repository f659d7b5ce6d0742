"""What a student handed in: collected, read, and mended from the instructor's notebook."""

from grading.submission.absent import not_handed_in
from grading.submission.exchange import Collect
from grading.submission.instructor import STUDENT_PROCESS, is_test, parts_of, runs_among_students
from grading.submission.older import graded_by_older_tests, note_of
from grading.submission.parsing import A_LINE, wide
from grading.submission.reading import (
    MAX_BYTES,
    HandedIn,
    SubmissionExporter,
    UnreadableNotebook,
    fingerprint,
    read_submission,
    set_aside,
)
from grading.submission.regions import hidden_regions, without_regions
from grading.submission.releases import remember
from grading.submission.repair import Instructors, Repair, repair

__all__ = [
    "A_LINE",
    "MAX_BYTES",
    "STUDENT_PROCESS",
    "Collect",
    "HandedIn",
    "Instructors",
    "Repair",
    "SubmissionExporter",
    "UnreadableNotebook",
    "fingerprint",
    "graded_by_older_tests",
    "hidden_regions",
    "is_test",
    "not_handed_in",
    "note_of",
    "parts_of",
    "read_submission",
    "remember",
    "repair",
    "runs_among_students",
    "set_aside",
    "wide",
    "without_regions",
]
