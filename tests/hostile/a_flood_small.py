"""Sends twenty thousand tiny messages: streams, displays, clearings, updates, other types."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
kernel = get_ipython().kernel
for number in range(5_000):
    for kind, content in (
        ("display_data", {"data": {}, "metadata": {}, "transient": {"display_id": str(number)}}),
        ("clear_output", {"wait": True}),
        ("comm_open", {"comm_id": str(number), "target_name": "jupyter.widget", "data": {}}),
        ("nonsense", {}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lasts=True,
)
