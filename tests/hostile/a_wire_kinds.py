"""Hands out values of every kind that are malformed, huge, or claim to be of a trusted class."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.answer
thing = {'thing': 9, 'about': 'x'}
frame = {'pandas': 'RangeIndex', 'is': [0, 10**15, 1], 'name': None}
yes = {'class': 5, 'name': 'int', 'bases': [{'type': ['builtins', 'int']}], 'callable': True}
BAD = iter([
    {'fraction': [1, 0]}, {'fraction': [thing, 1]}, {'decimal': '1e' + '9' * 9999}, {'decimal': []},
    {'date': 'eval', 'is': '1'}, {'date': 'timedelta', 'is': [10**30, 0, 0]}, {'date': 'datetime'},
    {'collection': 'Counter', 'is': [[[], 1]]}, {'collection': 'deque', 'is': [1], 'most': 'x'},
    {'collection': 'defaultdict', 'is': [], 'default': {'type': ['builtins', 'eval']}},
    {'collection': '', 'name': 'x', 'fields': ['__class__', 'def'], 'is': [1, 2]},
    {'collection': '', 'name': 'os', 'fields': ['a'] * 999, 'is': []},
    {'enum': 'np', 'member': '__init__'},
    {'masked': 0, 'mask': 0, 'fill': 0}, {'objects': [1], 'shape': [10**12]}, {'slice': [1]},
    {'type': ['os', 'system']}, {'type': ['builtins', 'eval']}, {'type': ['numpy', 'load']},
    {'module': 'os', 'thing': 3}, {'module': 'grading.worker.referee', 'thing': 4}, yes,
    {'object': 6, 'about': 'x', 'class': yes, 'callable': True},
    {'object': 7, 'about': 'x', 'class': {'type': ['builtins', 'dict']}},
    {'class': 8, 'name': 'x', 'bases': [{'class': 8, 'name': 'x', 'bases': []}] * 9},
    {'pandas': 'DataFrame', 'is': [{'array': 0}], 'columns': frame, 'index': frame},
    {'pandas': 'Series', 'is': {'items': [], 'dtype': 'os'}, 'index': [], 'name': None},
    {'pandas': 'Timestamp', 'is': 10**40, 'unit': 'ns'}, {'pandas': 'read_pickle', 'is': 'x'},
    {'pandas': 'Index', 'is': {'codes': 0, 'ordered': 1, 'categories': []}, 'name': thing},
    {'listing': 5}, {'model': {'class_name': 'x'}, 'compiled': {'loss': 'x'}, 'weights': []},
    {'function': 9, 'name': 'f', 'parameters': [['x', 99, True, None]], 'annotations': []},
    {'function': 9, 'name': 'f', 'parameters': 5, 'annotations': {}}, {'same': 'np'},
] * 9)
def answer(self, question, blobs):
    names = question.get('get', [])
    if 'total' in names:
        return {'found': {'total': [{'function': 77, 'name': 'total'}, 0]}}, []
    if names:
        return {'found': {name: [next(BAD), 0] for name in names}}, []
    if question.get('call') == 77:
        return {'value': [next(BAD) for n in range(30)], 'same': 5, 'out': ['x']}, []
    return real(self, question, blobs)
StudentPeer.answer = answer
""",
    cells={"double": "def double(x):\n    return None"},
    lost=ALL,
)
