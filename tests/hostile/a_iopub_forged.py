"""Publishes forged results, errors and clearings for all cells, also of nonsense types."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import threading
kernel = get_ipython().kernel
session, socket = kernel.session, kernel.iopub_socket
here = kernel.get_parent()['header']
def forge(header):
    good = {'data': {'text/plain': '5'}, 'metadata': {}, 'execution_count': 1,
            'transient': {'display_id': 'x'}}
    for kind in 'execute_result', 'display_data', 'update_display_data':
        for content in good, {**good, 'data': 5}, {**good, 'metadata': 'x'}, {}, [], 'x', None, 7:
            session.send(socket, kind, content, header)
    for content in {'ename': 5, 'evalue': [], 'traceback': {}}, {'wait': 'x'}, {'name': []}, [1]:
        for kind in ('error', 'clear_output', 'stream', 'comm_open', 'comm_msg', 'x' * 999,
                     '\\x1b[2J\\nERROR'):
            session.send(socket, kind, content, header)
def forge_all():
    for header in {}, here, {'header': 5}, {'msg_id': None}, {'msg_id': ['x']}, {**here, 'date': 5}:
        try:
            forge({'header': header} if header is not here else header)
        except Exception as error:
            print(type(error))
forge_all()
""",
    cells={"double": "def double(x):\n    forge_all()\n    return 5", "answer": "answer = 5"},
    lost={"test_double", "test_double_hidden", "test_answer"},
)
