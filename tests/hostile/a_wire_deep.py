"""Hands out a value that is nested deeper than the referee's own stack."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import json, struct
from grading.worker.student import StudentPeer
real = StudentPeer.respond
deep = b'{"answer": {"found": {"double": [' + b'[' * 900 + b']' * 900 + b', 0]}}}'
def respond(self, message, parts):
    if 'double' not in message['ask'].get('get', []):
        return real(self, message, parts)
    self.connection.sendall(struct.pack('!IQ', 1, len(deep)) + deep)
StudentPeer.respond = respond
""",
    cells={"double": "def double(x):\n    return None"},
    lost={"test_double", "test_double_hidden"},
)
