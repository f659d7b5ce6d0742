"""The instructor's report: how a class did, and what needs a person."""

from grading.report.findings import Findings
from grading.report.forms import code_forms, words_form, written_form
from grading.report.page import environment
from grading.report.page import report as render
from grading.report.results import CourseFiles, Exercise, Logs, read_gradebook, read_logs

__all__ = [
    "CourseFiles",
    "Exercise",
    "Findings",
    "Logs",
    "code_forms",
    "environment",
    "read_gradebook",
    "read_logs",
    "render",
    "words_form",
    "written_form",
]
