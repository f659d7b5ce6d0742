"""An honest functional model, with a layer that is used twice: it must score full points."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": """
def build(units):
    inputs = keras.Input((5, 3), name='<b>in<b>')
    same = keras.layers.Identity()
    hidden = keras.layers.LSTM(units)(same(same(inputs)))
    halves = keras.layers.Concatenate()([same(hidden), hidden])
    average = keras.layers.Average()([same(hidden), hidden])
    return keras.Model(inputs, keras.layers.Dense(1)(average))
"""
    },
)
