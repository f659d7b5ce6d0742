"""A model class of its own answers right; its code cannot be checked outside its process."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": """
class Own(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.cell, self.out = keras.layers.LSTM(units), keras.layers.Dense(1)
    def call(self, x):
        return self.out(self.cell(x))
def build(units):
    model = Own(units)
    model(np.zeros((1, 5, 3), 'float32'))
    return model
"""
    },
    lost={"test_build", "test_build_hidden"},
    outcome={"test_build_hidden": "cannot travel"},
)
