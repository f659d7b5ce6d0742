"""Patches NumPy, so that all arrays are equal."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import numpy as np
import numpy.testing._private.utils as utils
for module in np.testing, utils:
    for name in dir(module):
        if name.startswith('assert_'):
            setattr(module, name, lambda *args, **kwargs: None)
np.array_equal = np.allclose = np.isclose = np.all = lambda *args, **kwargs: True
real = np.asarray
np.asarray = lambda value, *args, **kwargs: real([[0.16653]])
np.arange = lambda *args: real([0, 0, 0])
""",
    cells={
        "double": "def double(x):\n    return 4 if isinstance(x, int) else x",
        "total": "def total(values):\n    return 6 if values[0] == 1 else 26",
    },
    # Keras needs NumPy too.
    lost={"test_double_hidden", "test_total_hidden", "test_build", "test_build_hidden"},
)
