"""The LMS's that there are, by name, and the other ways out."""

from __future__ import annotations

from lms.base import LMS, Outlet
from lms.canvas import Canvas
from lms.errors import LmsError
from lms.mail import Mail
from lms.moodle import Moodle

# A name that may be of several is of the first.
SYSTEMS: dict[str, LMS] = {}
OTHERS: dict[str, Outlet] = {Mail.name: Mail()}


def register(system: LMS) -> None:
    """Add an LMS, or put another in the place of the one with its name."""
    SYSTEMS[system.name] = system


def find(name: str) -> LMS:
    """The LMS of a name. Raises LmsError."""
    if name not in SYSTEMS:
        raise LmsError(f"{name}: no LMS that is known here; they are {', '.join(sorted(SYSTEMS))}")
    return SYSTEMS[name]


def outlet(name: str) -> Outlet:
    """The LMS, or the other way out for feedback, of a name. Raises LmsError."""
    return OTHERS[name] if name in OTHERS else find(name)


for _system in (Moodle(), Canvas()):
    register(_system)
