"""Answers the question for its names with lists, numbers and names that nobody asked for."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.answer
BAD = iter([5, [], 'x', {'double': 5}, {'double': 'ab'}, {'double': [1]}])
def answer(self, question, blobs):
    if 'double' in question.get('get', []):
        forged = {name: ['x', 0] for name in ('assert', 'np', 'keras', 'hidden_inputs', 'abs')}
        bad = next(BAD)
        return {'found': bad if not isinstance(bad, dict) else {**forged, **bad}}, []
    found, parts = real(self, question, blobs)
    if 'found' in found:
        found['found'].update({name: [0, 0] for name in ('np', 'keras', 'abs', 'hidden_list')})
    return found, parts
StudentPeer.answer = answer
""",
    cells={"double": "def double(x):\n    return None"},
    lost={"test_double", "test_double_hidden"},
)
