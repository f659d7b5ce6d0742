"""Answers with objects that run code wherever they are unpickled, copied, shown or compared."""

from tests.hostile.case import MARK, Case

CASE = Case(
    first=f"""
import os
class Run:
    def run(self, *args):
        return (os.system, ('touch /tmp/{MARK} /var/tmp/{MARK} /dev/shm/{MARK}',))
    __reduce__ = __reduce_ex__ = __getstate__ = __getnewargs__ = __copy__ = __deepcopy__ = run
    __array__ = __int__ = __float__ = __len__ = __iter__ = __eq__ = __format__ = run
    __repr__ = __str__ = _repr_html_ = _repr_mimebundle_ = lambda self, *args, **kw: str(self.run())
    __hash__ = object.__hash__
""",
    cells={
        "double": "def double(x):\n    return Run()",
        "total": "def total(values):\n    return [Run(), values]",
        "answer": "answer = {'a': [1, 2.5], 'b': Run()}\nanswer",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
)
