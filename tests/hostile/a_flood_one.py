"""Sends the grader one message of 200 megabytes."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kernel = get_ipython().kernel
kernel.iopub_thread.send_multipart([b'x' * (200 * 2**20)])
import time
time.sleep(2)
""",
)
