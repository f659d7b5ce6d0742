"""Sends messages that belong to no cell, are counted for none, and take long to read."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
kernel = get_ipython().kernel
socket, session = kernel.iopub_thread.socket, kernel.session
content = b'{"a":[' + b"[]," * 170_000 + b"[]]}"
for number in range(400):
    frames = session.serialize(session.msg("stream", {}, parent={}), ident=b"x")
    frames[-1] = content
    frames[2] = session.sign(frames[3:])
    socket.send_multipart(frames)
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
)
