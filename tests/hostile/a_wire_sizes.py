"""Answers with messages that claim absurd sizes and numbers of parts."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
import struct
from grading.worker.student import StudentPeer
heads = iter([
    struct.pack('!IQ', 1, 2**63), struct.pack('!I', 2**32 - 1), struct.pack('!I', 0),
    struct.pack('!I3Q', 3, 2**26, 2**26, 2**26), struct.pack('!I10000Q', 10000, *[2**62] * 10000),
])
def respond(self, message, parts):
    self.connection.sendall(next(heads))
StudentPeer.respond = respond
""",
    cells={"double": "def double(x):\n    return None"},
    # Who breaks the protocol is hung up on.
    lost=ALL,
    outcome={"test_double": "process ended"},
)
