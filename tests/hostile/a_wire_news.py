"""Says that names, collections, figures, logs and exceptions of the test's are now other ones."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.answer
names = ['hidden_x', 'hidden_inputs', 'hidden_list', 'np', 'double', 'sum', '__builtins__', 5]
calls = 0
NEWS = [
    {'rebound': [[name, 0] for name in names]}, {'rebound': [['hidden_x', {'array': 0}]]},
    {'rebound': 5}, {'rebound': [['total', [0]]]}, {'news': [[n, [0, 0, 0]] for n in range(99)]},
    {'news': [[-1, {'dict': []}]]}, {'news': 'x'}, {'news': [[{'dict': []}, []]]},
    {'shares': 1, 'holds': True, 'value': []}, {'shares': -10**30, 'value': []}, {'shares': [1]},
    {'holds': True, 'news': [[1, []]]}, {'same': 'np'}, {'changed': [['hidden_x', 0]]},
    {'logs': [['root', 10**40, 'x' * 10**6, 1, 'f']] * 99}, {'logs': 5}, {'logs': [[]]},
    {'error': {'yours': 1, 'classes': [], 'message': '', 'frames': []}},
    {'error': {'classes': [['builtins', 'SystemExit']], 'message': '0', 'frames': []}},
    {'error': {'classes': [['grading.wire.errors', 'OutOfTime']], 'message': '', 'frames': []}},
    {'error': {'classes': [['unittest.case', 'SkipTest']], 'message': '', 'frames': []}},
    {'value': {'plain': 'code', 'is': {'dict': []}}}, {'value': {'plain': 'cell', 'is': [0, 0]}},
    {'value': {'plain': 'staticmethod', 'is': {'type': ['builtins', 'eval']}}},
    {'value': {'database': 1, 'open': True, 'is': [['t', [['x', 'int']], [[1]]]]}},
    {'value': {'lent': 1, 'about': 'x', 'name': 'int', 'special': ['__eq__']}},
]
def answer(self, question, blobs):
    global calls
    told, parts = real(self, question, blobs)
    if 'call' in question:
        told |= {'value': 0} | NEWS[calls % len(NEWS)]
        calls += 1
    return told, parts
StudentPeer.answer = answer
""",
    cells={
        "double": "def double(x):\n    return 0",
        "total": "def total(values):\n    values.clear()\n    return 0",
        "build": "def build(units):\n    return 0",
    },
    lost={
        "test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_build",
        "test_build_hidden",
    },
)  # fmt: skip
