"""Numbers its cells with HTML, and with what is no number, where the page shows `In [1]`."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kernel = get_ipython().kernel
def number(count):
    parent = kernel.get_parent()
    kernel.session.send(
        kernel.iopub_socket, 'execute_input', {'code': 'x', 'execution_count': count}, parent
    )
number('<script>evil(1)</script><img src=x onerror=evil(2)>')
""",
    # nbformat takes neither for a notebook, nor does JSON's reader the second.
    cells={
        "double": "def double(x):\n    return 2 * x\nnumber(-5)",
        "answer": """
answer = {'a': [1, 2.5], 'b': 'yes'}
number(10**4000)
""",
    },
    last="number({'x': ['\\x1b[31m', None]})",
    says_not="<script>evil|<img[^>]*onerror",
)
