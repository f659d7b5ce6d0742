"""Sends malformed and huge records, enumerations, patterns, streams, hints, matrices and states."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.answer
kind = {'type': ['builtins', 'eval']}
call = {'function': 9, 'name': 'f'}
spec = {'record': 'Book', 'class': True, 'thing': 3, 'doc': None, 'options': [True] * 6}
field = ['x', {'type': ['builtins', 'int']}, [], None, [True] * 4]
FORMS = [
    {'record': {'own': 'np'}, 'thing': 1, 'state': []}, {'record': {'own': 'exit'}, 'class': True},
    {'record': {'type': ['builtins', 'object']}, 'thing': 1, 'state': [['x', 1]]},
    {'record': {'type': ['numpy', 'ndarray']}, 'yours': 1, 'state': [['x', 1]]},
    spec | {'fields': [['x = exit()', None, [], None, [True] * 4]]},
    spec | {'fields': [field] * 999_9}, spec | {'record': 'class'}, spec | {'fields': 5},
    spec | {'fields': [['__init__', None, [call], 'eval', [True] * 4]]},
    {'enum': 'E', 'base': '__import__', 'members': [], 'thing': 4},
    {'enum': 'E', 'base': 'Enum', 'members': [['mro', call]], 'thing': 5},
    {'enum': 'E', 'base': 'Enum', 'members': [['a', call]], 'thing': 6}, {'enum': 'np'},
    {'collection': 'class', 'name': 'x', 'fields': ['_a', 'a'], 'defaults': [['z', 1]]},
    {'collection': 'ChainMap', 'is': [1]}, {'plain': 'partial', 'is': [kind, [], {'dict': []}]},
    {'plain': 'partial', 'is': [5, 6, 7]}, {'plain': 'property', 'is': [call] * 9},
    {'plain': 'keys', 'is': [[]]}, {'plain': 'items', 'is': [1]}, {'plain': 'memoryview', 'is': 1},
    {'plain': 'array', 'is': {'bytes': 'AAAA'}, 'of': 'd'}, {'plain': 'PosixPath', 'is': [1]},
    {'plain': 'array', 'is': {'bytes': ''}, 'of': 'O'}, {'plain': 'open', 'is': '/etc/passwd'},
    {'plain': 'StringIO', 'is': 'x', 'at': 10**30},
    {'plain': 'namespace', 'is': {'dict': [[1, 2]]}},
    {'plain': 'constant', 'is': '__builtins__'}, {'plain': 'uuid', 'is': 'x'},
    {'zone': '../../../etc/passwd'}, {'zone': '/etc/localtime'}, {'zone': 5},
    {'pattern': '(' * 5000, 'flags': 0}, {'pattern': 'a' * 20_000, 'flags': 0},
    {'pattern': {'type': ['builtins', 'int']}, 'flags': 10**40},
    {'pattern': {'pattern': 'a', 'flags': 32}, 'in': 'b', 'from': [0, 1], 'found': [[0, 1]]},
    {'hint': 'get_type_hints', 'of': [1]}, {'hint': 'sys'}, {'hint': '', 'origin': call, 'of': [1]},
    {'hint': '|', 'of': []}, {'hint': 'Union', 'of': [5]}, {'matrix': 'dtype', 'is': '|O99'},
    {'matrix': 'memmap', 'is': 1}, {'matrix': 'dtype', 'is': {'tuple': ['f8', 'x']}},
    {'random': 'Random', 'state': {'tuple': [3, {'tuple': [10**9] * 9}, None]}},
    {'random': 'RandomState', 'state': [{'array': 0}, 10**9, 0, 0.5]},
    {'scipy': 'os', 'class': 'system', 'is': [], 'own': {'dict': []}},
    {'scipy': 'sparse', 'class': 'csr_matrix', 'is': [0, 0, 0], 'shape': [10**15, 10**15]},
    {'text': ['x'] * 10**5}, {'text': 5}, {'graph': 'Graph'}, {'sympy': 'Symbol', 'of': 'exit'},
    {'object': 8, 'about': 'x', 'module': 'builtins', 'iterator': True,
     'class': {'class': 9, 'name': 'generator', 'bases': [], 'says': {'names': 5}}},
    {'numbers': 'x'}, {'numbers': 0}, {'f8': [1] * 99}, {'i8': 'x'}, {'array': 'AAAA'},
    {'own': 'np'},
    {'lent': 1, 'about': 'x'}, {'lines': 5}, {'function': 9, 'name': 'f', 'from': 'os'},
    {'function': 9, 'name': 'f', 'attributes': ['__code__', 5], 'way': 'async'},
    {'object': 6, 'about': 'x', 'module': 'numpy', 'real': True, 'context': True, 'callable': True,
     'class': {'class': 7, 'name': 'ndarray', 'bases': [], 'says': {'names': 5}}},
]
BAD = iter(FORMS * 9)
def answer(self, question, blobs):
    names = question.get('get', [])
    if 'total' in names:
        return {'found': {'total': [{'function': 77, 'name': 'total'}, 0]}}, []
    if names:
        return {'found': {name: [next(BAD), 0] for name in names}}, []
    if question.get('call') == 77:
        return {'value': [next(BAD) for n in range(12)], 'changed': [[0, next(BAD)]],
                'carried': next(BAD), 'files': [[10**9, 'AAAA']], 'looked': [[0, 5, 6]],
                'stderr': 5}, []
    return real(self, question, blobs)
StudentPeer.answer = answer
""",
    cells={"double": "def double(x):\n    return None"},
    lost=ALL,
)
