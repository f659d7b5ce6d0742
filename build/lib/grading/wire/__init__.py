"""The wire between a referee and a student's process: values as data, functions as stand-ins."""

from grading.wire.codec import Handle
from grading.wire.errors import (
    OF_THE_WIRE,
    CannotTravel,
    Gone,
    NoAttribute,
    OutOfTime,
    TimedOut,
)
from grading.wire.peer import Peer

__all__ = [
    "OF_THE_WIRE",
    "CannotTravel",
    "Gone",
    "Handle",
    "NoAttribute",
    "OutOfTime",
    "Peer",
    "TimedOut",
]
