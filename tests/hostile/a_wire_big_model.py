"""Hands out the configuration of a model of a thousand million million weights, without them."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from grading.worker.student import StudentPeer
real = StudentPeer.answer
def answer(self, question, blobs):
    found, parts = real(self, question, blobs)
    if 'value' in found and isinstance(found['value'], dict) and 'model' in found['value']:
        layers = found['value']['model']['config']['layers']
        layers[1]['config']['units'] = layers[2]['config']['units'] = 10**8
        layers[1].pop('build_config', None), layers[2].pop('build_config', None)
    return found, parts
StudentPeer.answer = answer
""",
    lost={"test_build", "test_build_hidden"},
    outcome={"test_build": "cannot travel"},
)
