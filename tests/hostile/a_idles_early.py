"""Says that each cell is done as soon as it begins, and never that it is."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kernel = get_ipython().kernel
real, begun = kernel.session.send, []
def send(stream, kind, content=None, parent=None, *args, **kwargs):
    if kind == 'execute_input':
        begun.append(real(stream, 'status', {'execution_state': 'idle'}, parent))
    if kind == 'status' and begun:
        return None
    return real(stream, kind, content, parent, *args, **kwargs)
kernel.session.send = send
""",
    cells={"double": "def double(x):\n    return None"},
    lost={"test_double", "test_double_hidden"},
    lasts=True,
)
