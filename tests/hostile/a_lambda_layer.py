"""A Lambda layer computes what the hidden test wants, whatever the weights."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": """
def build(units):
    return keras.Sequential([
        keras.Input((5, 3)), keras.layers.LSTM(units), keras.layers.Dense(1),
        keras.layers.Lambda(lambda x: 0 * x + 0.16653)])
"""
    },
    lost={"test_build", "test_build_hidden"},
    outcome={"test_build": "cannot travel"},
)
