"""The class, the function and the warning that it fails with are named after hidden inputs."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import warnings
def double(x):
    kind = type(f'called_with_{x}', (UserWarning,), {})
    warnings.warn(kind(f'called_with_{x}'))
    exec(f'def called_with_{x}():\\n    raise kind(0)\\ncalled_with_{x}()', {'kind': kind})
""",
        "total": """
def total(values):
    raise type(f'called_with_{values[0]}', (IndexError, KeyError), {})('called_with')
""",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
    says="called_with_2",
    says_not=r"called_with_(21|5)",
)
