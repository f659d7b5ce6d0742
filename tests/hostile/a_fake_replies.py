"""Sends the replies to requests that it has not served, and idles before its cells have ended."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
import time
from grading.worker.kernel import StudentKernel
def serve(self, stream, ident, parent):
    reply = {'status': 'ok', 'execution_count': 5, 'user_expressions': {}, 'payload': []}
    for kind in 'execute_reply', 'serve_reply', 'serve_reply', 'nonsense':
        for content in reply, {}, {'status': 'error'}, {'status': 5, 'ename': 5}:
            self.session.send(stream, kind, content, parent, ident=ident)
    for state in 'idle', 'busy', 'idle', 'nonsense', 5:
        self.session.send(self.iopub_socket, 'status', {'execution_state': state}, parent)
kernel = get_ipython().kernel
kernel.shell_handlers['serve_request'] = lambda *args: serve(kernel, *args)
""",
    cells={"double": "def double(x):\n    return None"},
    # Nobody answers the tests.
    lost=ALL,
    lasts=True,
)
