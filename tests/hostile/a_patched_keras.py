"""Patches Keras, so that every model has the parameters and the output that are asked for."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import keras, numpy as np
for kind in keras.Model, keras.Sequential, keras.layers.Layer:
    kind.count_params = lambda self: 133
    kind.get_weights = lambda self: []
    kind.set_weights = lambda self, weights: None
    kind.__call__ = lambda self, *args, **kwargs: np.array([[0.16653]])
keras.Sequential.from_config = classmethod(lambda cls, config, **kwargs: cls())
keras.saving.deserialize_keras_object = lambda *args, **kwargs: keras.Sequential()
""",
    cells={
        "build": "def build(units):\n    return keras.Sequential([keras.Input((5, 3)),"
        " keras.layers.Flatten(), keras.layers.Dense(1)])"
    },
    lost={"test_build", "test_build_hidden"},
)
