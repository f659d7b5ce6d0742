"""Hands out a model of four thousand layers, which takes half a minute to put together."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import copy
from grading.worker.student import StudentPeer
real = StudentPeer.answer
def answer(self, question, blobs):
    found, parts = real(self, question, blobs)
    if 'value' in found and isinstance(found['value'], dict) and 'model' in found['value']:
        layers = found['value']['model']['config']['layers']
        for number in range(4_000):
            layers.append(copy.deepcopy(layers[2]))
            layers[-1]['config']['name'] = f'dense_{number}_more'
    return found, parts
StudentPeer.answer = answer
""",
    lost={"test_build", "test_build_hidden"},
    outcome={"test_build": "cannot travel"},
)
