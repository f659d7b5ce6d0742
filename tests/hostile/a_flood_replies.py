"""Answers requests that nobody made, without a pause, so that the time of the cell never ends."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import time

kernel = get_ipython().kernel
stream, ident = kernel.shell_stream, kernel._parent_ident["shell"]
end = time.monotonic() + 100  # more than a cell may take, and more than it is waited for
while time.monotonic() < end:
    try:
        while time.monotonic() < end:
            message = kernel.session.msg("execute_reply", {"status": "ok"}, parent={})
            kernel.session.send(stream.socket, message, ident=ident)
    except KeyboardInterrupt:
        pass
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    says="the process ended",
)
