"""What stands between two delimiters in the instructor's cells, and is not for students."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

Delimiters = tuple[str, str]  # of a region's beginning and of its end
HIDDEN = (("BEGIN HIDDEN TESTS", "END HIDDEN TESTS"), ("BEGIN MARK SCHEME", "END MARK SCHEME"))


def hidden_regions(parent: Any) -> tuple[Delimiters, Delimiters]:
    """The delimiters of hidden tests and of marking schemes, as parent's configuration has them."""
    tests, scheme = ClearHiddenTests(parent=parent), ClearMarkScheme(parent=parent)
    return (
        (tests.begin_test_delimeter, tests.end_test_delimeter),
        (scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter),
    )


def without_regions(text: str, regions: Iterable[Delimiters]) -> str:
    """text without the regions between delimiters; one without an end reaches to the last line."""
    for begin, end in regions:
        kept, inside = [], False
        for line in text.split("\n"):
            if begin in line or end in line:
                inside = begin in line
            elif not inside:
                kept.append(line)
        text = "\n".join(kept)
    return text
