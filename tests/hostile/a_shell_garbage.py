"""Answers on the shell channel, in the middle of a test, with what is no message."""

from tests.hostile.a_iopub_garbage import CASE as IOPUB
from tests.hostile.case import Case

CASE = Case(
    first=IOPUB.first,
    cells={
        "double": """
def double(x):
    real, sent = kernel.session.send, []
    def send(stream, kind, *args, ident=None, **kwargs):
        if not sent and ident:
            sent.append(1)
            class To:
                def send_multipart(self, message):
                    at = ident if isinstance(ident, list) else [ident]
                    stream.send_multipart([*at, *message])
            garbage(To())
        return real(stream, kind, *args, ident=ident, **kwargs)
    kernel.session.send = send
    return 5
"""
    },
    lost=IOPUB.lost,
)
