"""The pages that students and instructors open: safe, told by exercise, never outdated."""

from grading.pages.contents import ClearHiddenTests, ClearMarkScheme, Contents, FoldedCells
from grading.pages.feedback_page import FeedbackPage
from grading.pages.freshness import outdated, pages_of
from grading.pages.html import Folding, markdown, safe, shown, with_formulas, without_mathjax

__all__ = [
    "ClearHiddenTests",
    "ClearMarkScheme",
    "Contents",
    "FeedbackPage",
    "FoldedCells",
    "Folding",
    "markdown",
    "outdated",
    "pages_of",
    "safe",
    "shown",
    "with_formulas",
    "without_mathjax",
]
