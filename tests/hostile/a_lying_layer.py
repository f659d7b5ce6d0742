"""Registers a layer of its own under the name of Keras's Dense."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": """
@keras.saving.register_keras_serializable('keras', 'Dense')
class Dense(keras.layers.Layer):
    count_params = lambda self: 133
    def __init__(self, units=1, **kwargs):
        super().__init__(**kwargs)
    def get_config(self):
        return {**super().get_config(), 'units': 1}
    def call(self, x):
        return keras.ops.zeros((1, 1)) + 0.16653
Dense.__module__ = 'keras.layers'
keras.saving.get_custom_objects().update({'Dense': Dense, 'keras>Dense': Dense})
def build(units):
    return keras.Sequential([keras.Input((5, 3)), Dense(1)])
"""
    },
    lost={"test_build", "test_build_hidden"},
)
