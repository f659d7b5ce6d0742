"""Says text that no file can hold, in outputs, in exceptions and as an answer."""

from tests.hostile.case import Case

CASE = Case(
    first=r"""
import json, os
kernel = get_ipython().kernel
session = kernel.session
def send(kind, content):
    parts = [session.msg_header(kind), kernel.get_parent()['header'], {}, content]
    parts = [json.dumps(part, default=str).encode() for part in parts]
    stream = kernel.iopub_thread
    stream.send_multipart([b'x', b'<IDS|MSG>', session.sign(parts), *parts])
odd = '\ud800 \udcff \x00'
send('stream', {'name': 'stdout', 'text': odd})
send('display_data', {'data': {'text/plain': odd, odd: odd}, 'metadata': {odd: odd}})
send('error', {'ename': odd, 'evalue': odd, 'traceback': [odd]})
send('comm_open', {'comm_id': odd, 'data': {'state': {'_model_name': odd}}, 'target_name': odd})
class Odd(Exception):
    pass
Odd.__name__ = Odd.__qualname__ = Odd.__module__ = odd
""",
    cells={
        "double": "def double(x):\n    raise ValueError(odd)",
        "total": "import warnings\ndef total(values):\n    warnings.warn(odd)\n    raise Odd(odd)",
        "answer": "answer = odd",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
)
