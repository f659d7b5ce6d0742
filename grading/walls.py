"""The walls that can stand around a submission; docs/grading.md says what each keeps."""

from __future__ import annotations

from enum import StrEnum


class Wall(StrEnum):
    """What a submission was walled in by. As text it is what the log has."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    NONE = "none"

    @property
    def about(self) -> str:
        """In words."""
        return {
            Wall.NAMESPACES: "the first wall (namespaces)",
            Wall.LANDLOCK: "the second wall (Landlock)",
            Wall.NONE: "no wall",
        }[self]
