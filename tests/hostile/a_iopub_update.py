"""Shows something harmless, and later replaces it by what is no output at all."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kernel = get_ipython().kernel
def show(kind, number, data, **more):
    content = {'data': data, 'metadata': {}, 'transient': {'display_id': f'x{number}'}, **more}
    kernel.session.send(kernel.iopub_socket, kind, content, kernel.get_parent())
BAD = [5, 'x', ['text/plain'], {'text/plain': 5}, {'text/html': {'x': 1}}, {'image/png': [{}]},
       {'application/x+json': float('inf')}, {'text/plain': None}, {'': {}}, {'text/latex': [[]]}]
for n in range(len(BAD)):
    show('display_data', n, {'text/plain': 'harmless'})
""",
    last="""
for n, bad in enumerate(BAD):
    show('update_display_data', n, bad)
    show('update_display_data', n, bad, metadata=bad)
""",
)
