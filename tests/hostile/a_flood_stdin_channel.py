"""Sends complete messages on the channels that a grader might open and never read."""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.hostile.case import Case

# Where somebody listened, they would get 2 GB; nobody does, so that nothing can be sent.
ATTACK = r"""
import threading, time, zmq
kernel = get_ipython().kernel
ident = kernel._parent_ident["shell"]
ident = ident[0] if isinstance(ident, list) else ident
block, SENT = b"x" * (20 * 2**20), []


def flood():
    while len(SENT) < 100:
        for channel in (kernel.stdin_socket, kernel.control_stream.socket):
            try:
                channel.send_multipart([ident, block], flags=zmq.NOBLOCK, copy=False)
                SENT.append(channel)
            except Exception:
                pass
        time.sleep(0.01)


threading.Thread(target=flood, daemon=True).start()
"""


def change(notebook: NotebookNode) -> None:
    """Give the thread time, in cells of the student's own."""
    notebook.cells += [new_code_cell("time.sleep(1)") for _ in range(3)]


# A router drops what is for nobody: it counts as sent. The grader's memory is what is looked at,
# by test_the_grader_does_not_grow.
CASE = Case(first=ATTACK, change=change, last="print(len(SENT))")
