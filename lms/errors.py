"""What an instructor is told, in lines that a terminal can show."""

from __future__ import annotations

from grading.log import is_seen


class LmsError(Exception):
    """Something that the instructor has to know or do; says what, in one or more lines."""

    def __str__(self) -> str:
        return "\n".join(shown(str(line)) for line in self.args)


def shown(text: str) -> str:
    """A text of unknown origin for a terminal or a table: what cannot be shown is replaced."""
    return "".join(char if is_seen(char) else "\N{REPLACEMENT CHARACTER}" for char in text)
