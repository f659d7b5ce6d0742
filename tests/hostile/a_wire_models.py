"""Hands out model configurations that name modules, functions and layers that run code."""

from tests.hostile.case import MARK, Case

CASE = Case(
    first=f"""
import copy, itertools, keras
from grading.worker.student import StudentPeer
real = StudentPeer.answer
whole = keras.saving.serialize_keras_object(
    keras.Sequential([keras.Input((5, 3)), keras.layers.LSTM(4), keras.layers.Dense(1)]))
def layer(module, name, config, **more):
    made = copy.deepcopy(whole)
    made['config']['layers'][2] = {{'module': module, 'class_name': name, 'config': config, **more}}
    return made
RUN = "touch /tmp/{MARK} /var/tmp/{MARK}"
code = {{'class_name': '__lambda__', 'config': {{'value': 'eA=='}}}}
zero, keras_ = {{'vocabulary': '/dev/zero'}}, 'keras.layers'
BAD = itertools.cycle([
    {{'module': 'builtins', 'class_name': 'exec', 'config': RUN, 'registered_name': 'exec'}},
    {{'module': 'os', 'class_name': 'system', 'config': RUN, 'registered_name': None}},
    {{'module': 'builtins', 'class_name': 'function', 'config': 'eval'}},
    layer(keras_, 'Lambda', {{'function': code, 'name': 'x'}}, registered_name=None),
    layer(keras_, 'TFSMLayer', {{'filepath': '/tmp/x'}}),
    layer(keras_, 'Dense', {{'units': 1}}, registered_name='Lambda'),
    layer(keras_, 'Dense', {{'units': 1, 'activation': code}}),
    layer(keras_, 'Dense', {{'activation': {{'module': 'os', 'class_name': 'function'}}}}),
    layer('os', 'system', {{}}), layer('keras.src.saving.serialization_lib', 'x', {{}}),
    layer('keras', 'utils', {{}}), layer(['keras'], 'Dense', {{}}), layer(keras_, None, {{}}),
    layer(keras_, 'StringLookup', zero), layer(keras_, 'TextVectorization', zero),
    {{}}, 5, 'x', [], None, {{'class_name': '__tensor__', 'config': {{'value': 1}}}},
    {{**whole, 'build_config': {{'input_shape': [2**40, 5, 3]}}}}, {{**whole, 'config': 5}},
    {{**whole, 'compile_config': {{'optimizer': 'adam', 'loss': RUN, 'metrics': ['x']}}}},
])
def answer(self, question, blobs):
    names = question.get('get', [])
    if 'build' in names:
        return {{'found': {{'build': [{{'function': 77, 'name': 'build'}}, 0]}}}}, []
    if 'answer' in names or question.get('call') == 77:
        bad = [{{'model': config, 'weights': []}} for config in itertools.islice(BAD, 24)]
        next(BAD)
        return {{'found': {{'answer': [bad[0], 0]}}, 'value': bad[0], 'changed': bad[1:]}}, []
    return real(self, question, blobs)
StudentPeer.answer = answer
""",
    cells={"build": "def build(units):\n    return None", "answer": "answer = 1"},
    lost={"test_build", "test_build_hidden", "test_answer"},
)
