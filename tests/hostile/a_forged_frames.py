"""Its exceptions come with tracebacks of a million lines, in files and functions of any name."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from grading.wire import errors
real = errors.describe
count = iter(range(10**9))
def describe(error, skip, *rest, **named):
    names = '/etc/passwd', '</pre><script>evil(1)</script>', '\\x1b[31m', 'x' * 99, '', '\\n' * 50
    frames = [[f'{name}{next(count)}', 10**6, 'x = (' + name] for name in names * 2]
    return {**real(error, skip, *rest, **named), 'frames': frames}
errors.describe = describe
""",
    cells={
        "double": "def double(x):\n    raise ValueError(x)",
        "total": "def total(values):\n    raise ValueError(values)",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
    says_not="<script>evil|root:x",
)
