"""Keras models across the wire: configuration and weights, rebuilt from Keras's own classes.

A rebuilt model is Keras's, so count_params() and what it computes are Keras's answers, not the
student's. The rebuilding follows keras.saving.serialize_keras_object and its inverse; before it,
every class that the configuration names is checked against Keras's public modules.
"""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from grading.wire.errors import CannotTravel, OutOfTime

MODULES = {
    "keras", "keras.layers", "keras.models", "keras.initializers", "keras.regularizers",
    "keras.constraints", "keras.optimizers", "keras.optimizers.schedules", "keras.losses",
    "keras.metrics", "keras.src.models.functional", "keras.src.models.sequential",
}  # fmt: skip
# Layers that run code of their user's choice, or load it from elsewhere.
CODE = {"Lambda", "TFSMLayer", "TorchModuleWrapper", "FlaxLayer", "JaxLayer", "CustomLayer"}
PLAIN = {"__keras_tensor__", "__tuple__"}
MAX_WEIGHTS = 50_000_000  # numbers in all
MAX_CLASSES = 2000  # layers, initializers and so on
SMALL = 1000  # numbers of a variable, below which it starts as its initializer says


def array_of_tensor(value: Any) -> np.ndarray | None:
    """The array of a TensorFlow tensor or variable, or a Keras variable; None for all else."""
    tf, keras = sys.modules["tensorflow"], sys.modules.get("keras")
    kinds = (tf.Tensor, tf.Variable) + ((keras.Variable,) if keras else ())
    if isinstance(value, kinds) and hasattr(value, "numpy"):
        return np.asarray(value.numpy())
    return None


def is_model(value: Any) -> bool:
    """Whether value is a Keras model."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Model)


def take_apart(model: Any) -> tuple[dict[str, Any], list[np.ndarray]]:
    """The configuration of a model as JSON's types, and its weights in Keras's order."""
    import json

    import keras

    config = keras.saving.serialize_keras_object(model)
    return json.loads(json.dumps(config)), [np.asarray(array) for array in model.get_weights()]


def put_together(config: Any, weights: list[np.ndarray], trusted: bool = False) -> Any:
    """The model of a configuration. Raises CannotTravel if it names what is not Keras's own."""
    import keras

    if not trusted:
        check(config)
        if count(config) > MAX_CLASSES:
            raise CannotTravel(f"a model of more than {MAX_CLASSES} parts cannot travel.")
    try:
        with counted(keras.Variable):
            model = keras.saving.deserialize_keras_object(config, safe_mode=True)
        if weights or model.weights:
            model.set_weights(weights)
    except OutOfTime:
        raise
    except Exception as error:
        raise CannotTravel(f"this Keras model cannot be rebuilt: {error}"[:500]) from None
    if not isinstance(model, keras.Model):
        raise CannotTravel("this is no Keras model.")
    return model


@contextlib.contextmanager
def counted(kind: Any) -> Iterator[None]:
    """Limit what Keras variables take while a model is put together, whose weights come later."""
    real, total = kind.__init__, 0

    def init(self: Any, initializer: Any, shape: Any = None, *args: Any, **options: Any) -> None:
        nonlocal total
        size = math.prod([shape] if isinstance(shape, int) else shape or ())
        total += size
        if total > MAX_WEIGHTS:
            raise CannotTravel(f"a model of more than {MAX_WEIGHTS} weights cannot travel.")
        if callable(initializer) and size > SMALL:
            initializer = "zeros"
        real(self, initializer, shape, *args, **options)

    kind.__init__ = init
    try:
        yield
    finally:
        kind.__init__ = real


def check(config: Any, depth: int = 0) -> None:
    """Raise CannotTravel unless every class that config names is one of Keras's own."""
    import keras

    if depth > 40:
        raise CannotTravel("the configuration of this model is nested too deeply.")
    if isinstance(config, list):
        for item in config:
            check(item, depth + 1)
    if not isinstance(config, dict):
        return
    name = config.get("class_name")
    if name is not None or "registered_name" in config or "module" in config:
        module = config.get("module")
        registered = config.get("registered_name")
        own = isinstance(name, str) and (
            name in PLAIN
            if module is None
            else module in MODULES
            and name not in CODE
            and registered in (None, name)
            and isinstance(getattr(public(keras, module), name, None), type)
        )
        if not own:
            what = f"{module}.{name}" if module else f"{name}"
            raise CannotTravel(
                f"this model uses {what[:100]}, which is not one of Keras's own layers and parts: "
                "such a model cannot be checked here."
            )
    for item in config.values():
        check(item, depth + 1)


def count(config: Any) -> int:
    """How many classes config names."""
    if isinstance(config, list):
        return sum(map(count, config))
    if not isinstance(config, dict):
        return 0
    return ("class_name" in config) + sum(map(count, config.values()))


def public(keras: Any, module: str) -> Any:
    """A public module of Keras by its name, None if there is none."""
    if module.startswith("keras.src."):
        return sys.modules.get(module)
    found = keras
    for part in module.split(".")[1:]:
        found = getattr(found, part, None)
    return found
