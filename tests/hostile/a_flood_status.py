"""Floods the grader with messages that say only that it is busy, from a thread, to the end."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import threading, time
kernel = get_ipython().kernel
def flood():
    end = time.monotonic() + 6
    while time.monotonic() < end:
        for n in range(5):
            kernel.session.send(kernel.iopub_socket, 'status', {'execution_state': 'busy'}, {})
        time.sleep(0.005)
threading.Thread(target=flood, daemon=True).start()
""",
)
