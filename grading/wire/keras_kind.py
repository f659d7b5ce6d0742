"""Keras models, their symbolic outputs and TensorFlow's tensors as kinds of values."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from grading.wire import models
from grading.wire.arrays import plain_floats, travels
from grading.wire.errors import CannotTravel
from grading.wire.kinds import Kind, Reader, Writer


class KerasKind(Kind):
    """A Keras model: its configuration and weights, rebuilt from Keras's own parts."""

    tag, module = "model", "keras"

    def bases(self) -> tuple[type, ...]:
        keras: Any = sys.modules.get("keras")
        return (keras.layers.Layer, keras.Operation) if hasattr(keras, "Operation") else ()

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if not models.is_model(value):
            return None
        told, weights = models.take_apart(value)
        return told | {"weights": [writer.array(array) for array in weights]}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        weights = [reader.array(place) for place in told["weights"]]
        if not isinstance(told["model"], dict):
            raise CannotTravel("this is no Keras model.")
        return models.put_together(
            {"model": told["model"], "compiled": told.get("compiled")}, weights, reader.trusting
        )


class SymbolKind(Kind):
    """What a layer gives while a model is being built: its shape and dtype can be read."""

    tag, module = "symbol", "keras"

    def bases(self) -> tuple[type, ...]:
        return (symbol(),) if hasattr(sys.modules.get("keras"), "KerasTensor") else ()

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if not issubclass(type(value), self.bases()):
            return None
        return {"symbol": [*value.shape], "dtype": str(value.dtype), "name": str(value.name)[:100]}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        shape = [None if size is None else int(size) for size in told["symbol"]]
        return unbound()(shape, dtype=str(told["dtype"]), name=str(told["name"])[:100])


def symbol() -> type:
    """Keras's class of symbolic tensors."""
    keras: Any = sys.modules["keras"]
    return keras.KerasTensor


@cache
def unbound() -> type:
    """The class of symbolic tensors whose layers stayed on the other side."""

    def history(_: Any) -> Any:
        raise CannotTravel("this is the output of a layer; a keras.Model would travel, it does not")

    return type("KerasTensor", (symbol(),), {"_keras_history": property(history)})


class TensorKind(Kind):
    """A tensor or variable, as an array; in the student's process as a tensor."""

    tag, module = "tensor", "tensorflow"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        array = models.array_of_tensor(value)
        if array is None:
            return None
        array = plain_floats(array)
        if not travels(array.dtype):
            raise CannotTravel(f"it is a tensor of {array.dtype}.")
        return {"tensor": writer.array(array)}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        return reader.tensor(reader.array(told["tensor"]))
