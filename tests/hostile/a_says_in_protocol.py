"""Puts hidden inputs into what the wire itself says: refusals, unknown tags, odd exceptions."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.run
told = []
def run(self, question, blobs):
    args, kwargs = self.codec.decode(question['with'], blobs)
    note = f'called_with_{args[0]}'
    told.append(note)
    match len(told) % 6:
        case 0: return {'refused': note}, []
        case 1: return {'value': {note: note}}, []
        case 2: return {'value': None, 'error': {note: note}}, []
        case 3: return {'value': {'thing': 1, 'about': note}}, []
        case 4: return {'value': None, 'changed': [[note, note]]}, []
    error = {'classes': [[note, note]], 'message': note, 'frames': [[note, note, note]]}
    return {'value': None, 'error': error}, []
StudentPeer.run = run
class CannotTravel(TypeError):
    pass
""",
    cells={"double": "def double(x):\n    pass", "total": "def total(values):\n    pass"},
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_build",
          "test_build_hidden"},
    says_not=r"called_with_(21|-3|0\.5|\[5)",
)  # fmt: skip
