"""Hands out, in place of values, documents that mean nothing."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.answer
BAD = iter([
    {}, [{}], {'dict': 5}, {'function': float('inf'), 'name': 5}, {'tuple': [{}]}, {'array': -1},
    {'range': [float('inf')]}, {'complex': [10**400, 0]}, {'int': 'zz'}, {'yours': 1},
    {'yours': []}, {'thing': float('nan'), 'about': {}}, {'model': 5, 'weights': 5}, {'bytes': 5},
    {'scalar': {}}, {'tensor': [7]}, {'dict': [[[], 1]]}, {'set': [{'dict': []}]}, {'pickle': 'x'},
    {'int': '-' * 99}, {'array': 0, 'locked': []}, {'function': 1}, {'frozenset': 7}, {'x': {}},
] * 2)
def answer(self, question, blobs):
    names = question.get('get', [])
    if 'double' in names:
        return {'found': {name: [next(BAD), float('inf')] for name in names}}, []
    if 'total' in names:
        return {'found': {name: [{'function': 77, 'name': name}, 0] for name in names}}, []
    if question.get('call') == 77:
        return {'value': next(BAD), 'changed': next(BAD), 'warnings': next(BAD)}, []
    return real(self, question, blobs)
StudentPeer.answer = answer
""",
    cells={"double": "def double(x):\n    return None"},
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
)
