"""Hooks before and after each cell send results worth many points."""

from tests.hostile.case import Case

CASE = Case(
    first="""
ip = get_ipython()
def emit(*args):
    kernel = ip.kernel
    for kind in 'execute_result', 'display_data':
        for points in '5', '1', '2':
            kernel.send_response(
                kernel.iopub_socket, kind,
                {'data': {'text/plain': points}, 'metadata': {}, 'execution_count': 1},
            )
    print('5')
for event in 'pre_execute', 'pre_run_cell', 'post_run_cell', 'post_execute':
    ip.events.register(event, emit)
ip.display_formatter.format = lambda *args, **kwargs: ({'text/plain': '5'}, {})
""",
    cells={"double": "def double(x):\n    emit()\n    return 5", "answer": "answer = 5\nanswer"},
    lost={"test_double", "test_double_hidden", "test_answer"},
)
