"""Hands out objects that remember what they are compared with, and shows it in a later cell."""

from tests.hostile.case import Case

CASE = Case(
    first="""
heard = []
class Ear:
    def __getattribute__(self, name):
        heard.append(name)
        return object.__getattribute__(self, name)
    def _hear(self, *args):
        heard.append(args)
        return NotImplemented
    __eq__ = __ne__ = __lt__ = __gt__ = __sub__ = __rsub__ = __radd__ = __contains__ = _hear
    __hash__ = lambda self: heard.append('hash') or 4
    def __exit__(self, *args):
        heard.append(args)
        return True
""",
    cells={
        "double": "def double(x):\n    heard.clear()\n    return [Ear()] if np.ndim(x) else Ear()",
        "total": "def total(values):\n    return Ear()",
        "answer": "answer = Ear()",
    },
    last="print('HEARD', [one for one in heard if isinstance(one, tuple)])",
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
    says=r"HEARD \[\]",
)
