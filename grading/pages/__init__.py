"""The pages that students and instructors open: safe, told by exercise, never outdated."""

from grading.pages.contents import ClearHiddenTests, ClearMarkScheme, Contents, FoldedCells, Grades
from grading.pages.feedback_page import FeedbackPage
from grading.pages.freshness import FIRST, outdated, pages_of, recorded
from grading.pages.html import (
    Folding,
    cleaned,
    coloured,
    markdown,
    safe,
    shown,
    with_formulas,
    without_mathjax,
)
from grading.pages.release_feedback import ReleaseFeedback

__all__ = [
    "FIRST",
    "ClearHiddenTests",
    "ClearMarkScheme",
    "Contents",
    "FeedbackPage",
    "FoldedCells",
    "Folding",
    "Grades",
    "ReleaseFeedback",
    "cleaned",
    "coloured",
    "markdown",
    "outdated",
    "pages_of",
    "recorded",
    "safe",
    "shown",
    "with_formulas",
    "without_mathjax",
]
