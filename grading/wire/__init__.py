"""The wire between a referee and a student's process: values as data, functions as stand-ins."""

from grading.wire.arrays import Blobs
from grading.wire.codec import MAX_BYTES
from grading.wire.errors import (
    OF_THE_WIRE,
    CannotTravel,
    Gone,
    Late,
    NoAttribute,
    OutOfTime,
    TimedOut,
    said_only,
)
from grading.wire.handles import Handle, last_refusal, refusals, refuse
from grading.wire.held import is_held
from grading.wire.kinds import Kind, Reader, Writer, kinds
from grading.wire.lent import (
    OF_OBJECTS,
    attribute_of_mock,
    is_lent_iterator,
    is_lent_object,
    is_mock,
    operation_on,
)
from grading.wire.operations import OF_PYPLOT, OPERATIONS
from grading.wire.peer import Peer, update
from grading.wire.record_kind import is_record_class
from grading.wire.stand_ins import Remote, key_of

__all__ = [
    "MAX_BYTES",
    "OF_OBJECTS",
    "OF_PYPLOT",
    "OF_THE_WIRE",
    "OPERATIONS",
    "Blobs",
    "CannotTravel",
    "Gone",
    "Handle",
    "Kind",
    "Late",
    "NoAttribute",
    "OutOfTime",
    "Peer",
    "Reader",
    "Remote",
    "TimedOut",
    "Writer",
    "attribute_of_mock",
    "is_held",
    "is_lent_iterator",
    "is_lent_object",
    "is_mock",
    "is_record_class",
    "key_of",
    "kinds",
    "last_refusal",
    "operation_on",
    "refusals",
    "refuse",
    "said_only",
    "update",
]
