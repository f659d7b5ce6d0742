"""Puts out 200 MB, in pieces of 20 MB, while a test calls its function and nobody counts."""

from tests.hostile.case import Case

ATTACK = r"""
def build(units):
    from IPython.display import publish_display_data

    for number in range(5):
        publish_display_data({"text/plain": "x" * 20_000_000})
    return keras.Sequential([keras.Input((5, 3)), keras.layers.LSTM(1), keras.layers.Dense(1)])
"""
CASE = Case(
    cells={"build": ATTACK},
    # It is ended for it, as it is for the same in a cell.
    lost={"test_build", "test_build_hidden"},
    says="kilobytes of output",
    says_not="xxxxxxxxxxxxx",
)
