"""Publishes what is no message: broken JSON, wrong signatures, missing and nested parts."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import json, os
kernel = get_ipython().kernel
session = kernel.session
def parts(*texts):
    texts = [text if isinstance(text, bytes) else json.dumps(text).encode() for text in texts]
    return [b'kernel.x', b'<IDS|MSG>', session.sign(texts), *texts]
head = {'msg_id': os.urandom(8).hex(), 'msg_type': 'stream', 'session': 'x', 'username': 'x',
        'date': '2020-01-01T00:00:00Z', 'version': '5.3'}
deep = b'[' * 900 + b']' * 900
def garbage(socket):
    for message in (
        [b'x'], [b''], [b'<IDS|MSG>'], [b'<IDS|MSG>', b'', b'', b'', b'', b''],
        parts(b'{', b'{', b'{', b'{'), parts(head, [], {}, {'name': 'stdout', 'text': 'x'}),
        parts(head, 5, 5, 5), parts(5, {}, {}, {}), parts({}, {}, {}, {}),
        parts(head, {}, {}, deep), parts(head, deep, {}, {}), parts(head, {}), parts(deep),
        parts({**head, 'date': 'nonsense'}, {**head, 'date': []}, {}, {}),
        parts({**head, 'msg_type': 5}, {'msg_id': {}}, {}, {}),
    ):
        socket.send_multipart(message)
""",
    cells={"double": "def double(x):\n    garbage(kernel.iopub_thread.socket)\n    return 5"},
    lost={"test_double", "test_double_hidden"},
)
