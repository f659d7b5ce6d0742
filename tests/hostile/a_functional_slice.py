"""An honest functional model that takes the last state by slicing: it must score full points."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": """def build(units):
    x = keras.Input((5, 3))
    states = keras.layers.LSTM(units, return_sequences=True)(x)
    return keras.Model(x, keras.layers.Dense(1)(states[:, -1, :]))"""
    }
)
