"""The instructor's report: how a class did, and what needs a person."""

from grading.report.page import report as render
from grading.report.results import read_gradebook, read_logs

__all__ = ["read_gradebook", "read_logs", "render"]
