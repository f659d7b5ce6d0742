"""Script in outputs of all kinds: HTML, pictures, JavaScript, LaTeX, widgets, errors, streams."""

from tests.hostile.a_html_markdown import ATTACKS, DANGER
from tests.hostile.case import Case

CASE = Case(
    first=f"""
ATTACKS = {ATTACKS!r}
kernel = get_ipython().kernel
def send(kind, content):
    kernel.session.send(kernel.iopub_socket, kind, content, kernel.get_parent())
SCRIPT = '"><script>evil(50)</script><img src=x onerror=evil(51)>'
KINDS = ['text/html', 'image/svg+xml', 'application/javascript', 'text/latex', 'text/markdown',
         'text/plain', 'image/png', 'image/jpeg', 'application/json', 'application/pdf', 'text/x',
         'application/vnd.jupyter.widget-view+json', 'application/vnd.plotly.v1+json', SCRIPT]
for kind in KINDS:
    for text in ATTACKS, SCRIPT, 'evil(52);//</script>', '<script>evil(53)</script>':
        odd = {{kind: {{'width': SCRIPT, 'height': SCRIPT, 'alt': SCRIPT,
                      'needs_background': SCRIPT, 'unconfined': True}},
               'filenames': {{kind: SCRIPT}}}}
        value = {{'model_id': text, 'x': text}} if kind.endswith('json') else text
        send('display_data', {{'data': {{kind: value}}, 'metadata': odd, 'transient': {{}}}})
send('stream', {{'name': 'stdout', 'text': ATTACKS + '\\x1b[31m' + SCRIPT}})
send('stream', {{'name': SCRIPT, 'text': SCRIPT}})
send('error', {{'ename': SCRIPT, 'evalue': SCRIPT, 'traceback': ['\\x1b[31m' + ATTACKS, SCRIPT]}})
print('\\x1b]8;;javascript:evil(54)\\x07click\\x1b]8;;\\x07', '\\x1b[38;2;"onclick=evil(55);1;1mX')
class Error(Exception):
    pass
Error.__name__ = SCRIPT
""",
    cells={
        "double": "def double(x):\n    raise Error(SCRIPT + ATTACKS)\n# </pre><script>evil(56)<",
        "total": "import warnings as w\ndef total(values):\n    w.warn(SCRIPT)\n    return SCRIPT",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
    says="evil",
    says_not=DANGER,
)
