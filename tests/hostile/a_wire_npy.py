"""Hands out .npy files with objects, pickles, lies about their size and headers that are code."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import io, os, pickle
import numpy as np
from grading.worker.student import StudentPeer
class Run:
    def __reduce__(self):
        return (os.system, ('touch /tmp/was-here /var/tmp/was-here',))
real = StudentPeer.answer
def npy(header, data=b''):
    header = header.encode('latin1') + b'\\n'
    return b'\\x93NUMPY\\1\\0' + len(header).to_bytes(2, 'little') + header + data
file = io.BytesIO()
np.save(file, np.array([Run()], object), allow_pickle=True)
def head(descr, shape, extra=''):
    return npy("{'descr': %s, 'fortran_order': False, 'shape': %s%s}" % (descr, shape, extra))
BAD = iter([
    file.getvalue(), pickle.dumps(Run()), b'', b'\\x93NUMPY', b'\\x93NUMPY\\7\\0',
    head("'<U0'", '(1000000000000,)'), head("'<f8'", '(1250000000000,)'), head("'|O'", '(1,)'),
    head("'<f8'", '(-1, -1)'), head("'<f8'", '(0, 10**99)'), head("'<f8'", '(True, 0, ' * 50),
    head("'<f8'", '(0, 9223372036854775807)'), npy('(' * 9000), npy('-' * 9000 + '1'),
    head("[('x', '|O')]", '(1,)'), head("'<V9'", '(0,)'), head("'<M8[9999999999s]'", '(0,)'),
    head("'<f8'", '(0,' * 40 + ')' * 40), head("'<f8'", "__import__('os')"), npy('{' * 5000),
    head("'<U999999999999'", '(0,)'), head("'<f8'", '(0,) * 64'), b'PK\\3\\4' * 9,
] * 9)
def answer(self, question, blobs):
    names = question.get('get', [])
    if 'double' in names or 'answer' in names:
        kind = 'scalar' if 'answer' in names else 'array'
        return {'found': {name: [{kind: 0}, 0] for name in names}}, [next(BAD)]
    if 'total' in names:
        return {'found': {'total': [{'function': 77, 'name': 'total'}, 0]}}, []
    if question.get('call') == 77:
        return {'value': [{'array': n} for n in range(9)]}, [next(BAD) for n in range(9)]
    return real(self, question, blobs)
StudentPeer.answer = answer
""",
    cells={"double": "def double(x):\n    return None", "answer": "answer = 1"},
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
)
