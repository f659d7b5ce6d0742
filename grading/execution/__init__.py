"""A submission is run: nbgrader's Execute, and a job that can be run anywhere."""

from grading.execution.course import notebooks_of, suited
from grading.execution.course_imports import imports_of
from grading.execution.execute import (
    Execute,
    GradingExporter,
    ProcessesLost,
)
from grading.execution.files import AccompanyingFiles, files_in, pack
from grading.execution.graded_by import graded_by, versions, what_changed
from grading.execution.job import Job, JobRefused, Result, execute, servers, settings_of

__all__ = [
    "AccompanyingFiles",
    "Execute",
    "GradingExporter",
    "Job",
    "JobRefused",
    "ProcessesLost",
    "Result",
    "execute",
    "files_in",
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
