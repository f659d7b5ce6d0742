"""Returns models that cannot be rebuilt, and says why in words of its own."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import keras
def double(x):
    @keras.saving.register_keras_serializable(f'called_with_{x}')
    class Own(keras.layers.Layer):
        pass
    Own.__name__ = f'called_with_{x}'
    return keras.Sequential([keras.Input((2,)), Own(name=f'called_with_{x}'.replace('.', '_'))])
"""
    },
    lost={"test_double", "test_double_hidden"},
    says_not=r"called_with_(21|-3|0[._]5)",
)
