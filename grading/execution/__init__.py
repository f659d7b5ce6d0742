"""A submission is run: nbgrader's Execute, and a job that can be run anywhere."""

from grading.execution.course import notebooks_of, suited
from grading.execution.course_imports import imports_of
from grading.execution.execute import (
    Execute,
    GradingExporter,
    ProcessesLost,
)
from grading.execution.files import NO_FILES, AccompanyingFiles, files_in, pack
from grading.execution.graded_by import graded_by, versions, what_changed
from grading.execution.handed_in import (
    CourseNotebook,
    Graded,
    Scores,
    Submission,
    answer_of,
    grade,
)
from grading.execution.job import (
    Job,
    JobRefused,
    Result,
    check_versions,
    execute,
    servers,
    settings_of,
)

__all__ = [
    "NO_FILES",
    "AccompanyingFiles",
    "CourseNotebook",
    "Execute",
    "Graded",
    "GradingExporter",
    "Job",
    "JobRefused",
    "ProcessesLost",
    "Result",
    "Scores",
    "Submission",
    "answer_of",
    "check_versions",
    "execute",
    "files_in",
    "grade",
    "graded_by",
    "imports_of",
    "notebooks_of",
    "pack",
    "servers",
    "settings_of",
    "suited",
    "versions",
    "what_changed",
]
