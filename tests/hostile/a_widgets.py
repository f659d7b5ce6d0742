"""Opens widgets that catch the outputs of other cells, and whose state makes no sense."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kernel = get_ipython().kernel
def comm(kind, number, data, **more):
    content = {'comm_id': number, 'target_name': 'jupyter.widget', 'data': data, **more}
    kernel.session.send(kernel.iopub_socket, kind, content, kernel.get_parent(),
                        metadata={'version': '2.0.0'}, buffers=[b'x'] * 3)
here = kernel.get_parent()['header']['msg_id']
output = {'_model_module': '@jupyter-widgets/output', '_model_name': 'OutputModel',
          '_view_name': '<script>evil(1)</script>', 'msg_id': here, 'outputs': []}
ODD = [output, {**output, 'msg_id': {}}, {**output, 'outputs': [5]}, {'_model_name': 5}, 'ab', 5,
       [['_model_name', float('nan')]], [5], {'_model_name': output, 'x': ['</script>'] * 9}]
def open_all():
    for n, state in enumerate(ODD):
        comm('comm_open', f'w{n}', {'state': state, 'buffer_paths': [['a'], 5, [['b']]]})
        comm('comm_msg', f'w{n}', {'method': 'update', 'state': state})
    for n in 5, None, [], {'x': 1}:
        comm('comm_open', n, {'state': output}), comm('comm_close', n, {}), comm('comm_x', n, 5)
open_all()
print('caught?')
""",
    cells={"double": "def double(x):\n    open_all()\n    return 5"},
    last="open_all()",
    lost={"test_double", "test_double_hidden"},
    says_not="<script>evil",
)
