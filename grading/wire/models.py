"""Keras models across the wire: configuration and weights, rebuilt from Keras's own parts.

A rebuilt model is Keras's, so count_params() and what it computes are Keras's answers, not the
student's. Before it is rebuilt, every class and function that its configuration names is checked
by the rule of grading.parts. What compile() was given need not travel: of a loss, a metric or an
optimizer that is not Keras's own, a model says that there is one.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grading import parts
from grading.wire.errors import CannotTravel, OutOfTime

MAX_WEIGHTS = 50_000_000  # numbers in all
MAX_CLASSES = 2000  # layers, initializers and so on
SMALL = 1000  # numbers of a variable, below which it starts as its initializer says
OWN = "__own__"  # in place of what compile() was given and is the student's own
COMPILED = ("optimizer", "loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly",
            "steps_per_execution", "jit_compile")  # fmt: skip


def array_of_tensor(value: Any) -> np.ndarray | None:
    """The array of a TensorFlow tensor or variable, or a Keras variable; None for all else."""
    tf, keras = sys.modules.get("tensorflow"), sys.modules.get("keras")
    kinds = (tf.Tensor, tf.Variable) if tf else ()
    kinds += (keras.Variable,) if keras else ()
    if isinstance(value, kinds) and hasattr(value, "numpy"):
        return np.asarray(value.numpy())
    return None


def is_model(value: Any) -> bool:
    """Whether value is a Keras model."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Model)


def take_apart(model: Any) -> tuple[dict[str, Any], list[np.ndarray]]:
    """The configuration of a model as JSON's types, and its weights in Keras's order.

    Raises CannotTravel if it has a part that is not Keras's own; the message names that part.
    """
    import keras

    try:
        plain = parts.plain(model)
        if isinstance(model, keras.Sequential):
            plain = model
            parts.check_layers(model)
            config = {
                "module": "keras", "class_name": "Sequential", "registered_name": None,
                "config": parts.completed(as_json(keras.Sequential.get_config(model)), model),
            }  # fmt: skip
            parts.check(config)
        else:
            config = parts.written_down(plain)
    except parts.NotKeras as problem:
        raise CannotTravel(str(problem)) from None
    except Exception as error:
        raise CannotTravel(f"this Keras model cannot be written down: {error}"[:500]) from None
    weights = [np.asarray(array) for array in plain.get_weights()]
    return {"model": config, "compiled": compiled(model)}, weights


def as_json(value: Any) -> Any:
    """A value of Keras's in its own words, as JSON's types."""
    import keras

    return json.loads(json.dumps(keras.saving.serialize_keras_object(value)))


def compiled(model: Any) -> dict[str, Any] | None:
    """What compile() was given, by its names; None if it was not called."""
    if not getattr(model, "compiled", False):
        return None
    given = getattr(getattr(model, "_compile_config", None), "config", None)
    if not isinstance(given, dict):
        given = {"optimizer": model.optimizer, "loss": model.loss}
    return {name: _written(given[name]) for name in COMPILED if given.get(name) is not None}


def _written(value: Any) -> Any:
    """What compile() was given, each part in Keras's words or as OWN and its name."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, (list, tuple)):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _written(item) for name, item in value.items()}
    try:
        told = as_json(value)
        parts.check(told)
    except Exception:
        name = getattr(value, "__name__", None)
        return {OWN: str(name if isinstance(name, str) else type(value).__name__)[:100]}
    return told


def put_together(told: Any, weights: list[np.ndarray], trusted: bool = False) -> Any:
    """The model of a configuration. Raises CannotTravel if it names what is not Keras's own."""
    import keras

    config = told["model"]
    if not trusted:
        try:
            parts.check(told)
        except parts.NotKeras as problem:
            raise CannotTravel(str(problem)) from None
        if count(told) > MAX_CLASSES:
            raise CannotTravel(f"a model of more than {MAX_CLASSES} parts cannot travel.")
    try:
        with counted(keras.Variable):
            model = keras.saving.deserialize_keras_object(config, safe_mode=True)
        if not isinstance(model, keras.Model):
            raise CannotTravel("this is no Keras model.")
        if weights or model.weights:
            model.set_weights(weights)
        if told["compiled"] is not None:
            options = {name: _read(told["compiled"].get(name), name) for name in COMPILED}
            model.compile(**{name: value for name, value in options.items() if value is not None})
            if model.built and getattr(model, "optimizer", None) is not None:
                model.optimizer.build(model.trainable_variables)
    except (OutOfTime, CannotTravel):
        raise
    except Exception as error:
        raise CannotTravel(f"this Keras model cannot be rebuilt: {error}"[:500]) from None
    return model


def _read(value: Any, use: str) -> Any:
    """The inverse of _written. use: the argument of compile() that it is for."""
    import keras

    if isinstance(value, list):
        return [_read(item, use) for item in value]
    if not isinstance(value, dict):
        return value
    if OWN in value:
        return _stand_in(str(value[OWN])[:100], use)
    if "class_name" in value:
        return keras.saving.deserialize_keras_object(value, safe_mode=True)
    return {str(name): _read(item, use) for name, item in value.items()}


def _stand_in(name: str, use: str) -> Any:
    """What stands for a loss, a metric or an optimizer of the student's own."""
    import keras

    def refuse(*_: Any, **__: Any) -> Any:
        raise CannotTravel(
            f"this model was compiled with `{name}`, which is not Keras's own and stays in the "
            "student's process: a test can see that it is there, and not use it."
        )

    if use == "optimizer":
        made = type("OwnOptimizer", (keras.optimizers.Optimizer,), {"update_step": refuse})
        return made(learning_rate=0.001)
    own: Callable[..., Any] = refuse
    own.__name__ = own.__qualname__ = name
    return own


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


def count(config: Any) -> int:
    """How many classes config names."""
    if isinstance(config, list):
        return sum(map(count, config))
    if not isinstance(config, dict):
        return 0
    return ("class_name" in config) + sum(map(count, config.values()))
