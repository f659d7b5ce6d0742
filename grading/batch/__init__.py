"""A whole class: many notebooks at a time, recorded by one process, safe to interrupt."""

from grading.batch.autograde import ClassAutograde
from grading.batch.feedback import ClassFeedback
from grading.batch.save_grades import SaveGrades

__all__ = ["ClassAutograde", "ClassFeedback", "SaveGrades"]
