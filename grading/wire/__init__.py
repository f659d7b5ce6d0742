"""The wire between a referee and a student's process: values as data, functions as stand-ins."""

from grading.wire.codec import MAX_BYTES, Blobs
from grading.wire.errors import (
    OF_THE_WIRE,
    CannotTravel,
    Gone,
    NoAttribute,
    OutOfTime,
    TimedOut,
)
from grading.wire.kinds import Kind, Reader, Writer, kinds
from grading.wire.peer import Peer
from grading.wire.stand_ins import OPERATIONS, Handle, Remote, key_of, refusals

__all__ = [
    "MAX_BYTES",
    "OF_THE_WIRE",
    "OPERATIONS",
    "Blobs",
    "CannotTravel",
    "Gone",
    "Handle",
    "Kind",
    "NoAttribute",
    "OutOfTime",
    "Peer",
    "Reader",
    "Remote",
    "TimedOut",
    "Writer",
    "key_of",
    "kinds",
    "refusals",
]
