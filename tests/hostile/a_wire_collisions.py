"""Hands out a set whose members all have the same hash: to put it together takes for ever."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import itertools
from grading.worker.student import StudentPeer
real = StudentPeer.answer
colliding = [{'set': [{'tuple': t} for t in itertools.product([-1, -2], repeat=15)]}]
def answer(self, question, blobs):
    if 'double' in question.get('get', []):
        return {'found': {'double': [colliding.pop(0) if colliding else 5, 0]}}, []
    return real(self, question, blobs)
StudentPeer.answer = answer
""",
    cells={"double": "def double(x):\n    return None"},
    lost={"test_double", "test_double_hidden"},
    lasts=True,
)
