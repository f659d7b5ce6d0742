"""Fills the grader's memory with the buffers of widgets, which no limit on text would count."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kernel = get_ipython().kernel
block = bytes(10 * 2**20)
for n in range(20):
    content = {'comm_id': f'w{n}', 'target_name': 'jupyter.widget',
               'data': {'state': {'_model_name': 'x'}, 'buffer_paths': [[str(n)]]}}
    kernel.session.send(kernel.iopub_socket, 'comm_open', content, kernel.get_parent(),
                        buffers=[block])
""",
    says="the process ended: too much output",
)
