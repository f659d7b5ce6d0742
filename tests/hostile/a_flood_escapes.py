"""Sends text in which each quote is escaped, so that one who looks for its end looks in vain."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
kernel = get_ipython().kernel
socket, session = kernel.iopub_thread.socket, kernel.session
for number in range(3):
    frames = session.serialize(session.msg("stream", {}, parent={}), ident=b"x")
    frames[-1] = b'"' + rb'\"' * 150_000
    frames[2] = session.sign(frames[3:])
    socket.send_multipart(frames)
"""
CASE = Case(cells={"answer": ATTACK + HONEST["answer"]})
