"""A submission is run: nbgrader's Execute, and a job that can be run anywhere."""

from grading.execution.execute import Execute, GradingExporter, ProcessesLost
from grading.execution.files import Files, pack
from grading.execution.job import Job, Refused, Result, execute, servers, settings_of, versions

__all__ = [
    "Execute",
    "Files",
    "GradingExporter",
    "Job",
    "ProcessesLost",
    "Refused",
    "Result",
    "execute",
    "pack",
    "servers",
    "settings_of",
    "versions",
]
