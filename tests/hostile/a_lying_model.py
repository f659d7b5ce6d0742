"""Subclasses of Keras's own classes, under Keras's own names, that lie about their parameters."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": """
class Sequential(keras.Sequential):
    count_params = lambda self: 133
    get_weights = lambda self: []
    __call__ = lambda self, *args, **kwargs: np.array([[0.16653]])
Sequential.__module__ = Sequential.__qualname__ = 'keras.src.models.sequential'
def build(units):
    return Sequential([keras.Input((5, 3)), keras.layers.Flatten(), keras.layers.Dense(1)])
"""
    },
    lost={"test_build", "test_build_hidden"},
)
