"""What an instructor is told, in lines that a terminal can show."""

from __future__ import annotations

from grading.log import shown

__all__ = ["LmsError", "shown"]


class LmsError(Exception):
    """Something that the instructor has to know or do; says what, in one or more lines."""

    def __str__(self) -> str:
        return "\n".join(shown(str(line)) for line in self.args)
