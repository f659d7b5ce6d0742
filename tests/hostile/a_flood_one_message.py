"""Sends one message of 150 MB, for which the grader would need four times as much to read it."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import time

kernel = get_ipython().kernel
frames = kernel.session.serialize(kernel.session.msg("stream", {}, kernel.get_parent()), b"x")
frames[-1] = b'{"name": "stdout", "text": "' + b"x" * 150_000_000 + b'"}'
frames[2] = kernel.session.sign(frames[3:])
kernel.iopub_thread.socket.send_multipart(frames, copy=False)
time.sleep(1)
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    says="the process ended: (timed out|too much output)",
    says_not="xxxxxxxxxxxxx",
)
