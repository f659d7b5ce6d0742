"""Answers with what is not JSON, or not an object, or far too deep, or a number without end."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
import struct
from grading.worker.student import StudentPeer
text = b'{"answer": {"found": {"double": [' + b'9' * 100_000 + b', 0]}}}'
def respond(self, message, parts):
    self.connection.sendall(struct.pack('!IQ', 1, len(text)) + text)
StudentPeer.respond = respond
""",
    cells={"double": "def double(x):\n    return None"},
    lost=ALL,
    outcome={"test_double": "process ended"},
)
