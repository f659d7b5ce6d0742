"""The LMS's that there are, by name."""

from __future__ import annotations

from lms.base import LMS
from lms.canvas import Canvas
from lms.moodle import Moodle
from lms.tables import LmsError

# A name that may be of several is of the first.
SYSTEMS: dict[str, LMS] = {}


def register(system: LMS) -> None:
    """Add an LMS, or put another in the place of the one with its name."""
    SYSTEMS[system.name] = system


def find(name: str) -> LMS:
    """The LMS of a name. Raises LmsError."""
    if name not in SYSTEMS:
        raise LmsError(f"{name}: no LMS that is known here; they are {', '.join(sorted(SYSTEMS))}")
    return SYSTEMS[name]


for _system in (Moodle(), Canvas()):
    register(_system)
