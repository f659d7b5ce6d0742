"""Sends its answers byte by byte, so slowly that they never end."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import time
from grading.worker.student import StudentPeer
real = StudentPeer.send
def send(self, document, blobs):
    if 'double' not in str(document):
        return real(self, document, blobs)
    for byte in (b'\\0\\0\\0\\1' + b'\\0' * 6 + b'\\1' + b'\\0' * 65536):
        self.connection.sendall(bytes([byte]))
        time.sleep(0.4)
StudentPeer.send = send
""",
    cells={"double": "def double(x):\n    return None"},
    lost={"test_double", "test_double_hidden"},
    lasts=True,
)
