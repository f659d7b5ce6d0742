"""Which Keras models can be taken apart and rebuilt: those made of Keras's own parts alone.

One rule on both sides: the wire follows it, and the notebooks' set-up cell holds this text too
(tools/notebooks.py puts it there), so that a visible test refuses, in the same words, what grading
cannot rebuild.
"""

import contextlib
import json
import sys

MODULES = {
    "keras", "keras.layers", "keras.models", "keras.initializers", "keras.regularizers",
    "keras.constraints", "keras.optimizers", "keras.optimizers.schedules", "keras.losses",
    "keras.metrics", "keras.src.models.functional", "keras.src.models.sequential",
}  # fmt: skip
# keras.ops on a model's tensors leaves objects of classes from here.
OPERATIONS = ("keras.src.ops.", "keras.src.activations.")
FUNCTIONS = ("keras.activations", "keras.ops", "keras.losses", "keras.metrics")
# Parts that run code of their user's choice, or load it from elsewhere.
CODE = {"Lambda", "TFSMLayer", "TorchModuleWrapper", "FlaxLayer", "JaxLayer", "CustomLayer"}
PLAIN = {"__keras_tensor__", "__tuple__", "__slice__", "__ellipsis__", "__numpy__"}
WORDS = {"__lambda__": "a lambda", "__tensor__": "a tensor of TensorFlow's"}
DEPTH = 40


class NotKeras(TypeError):
    """A model has a part that is not Keras's own. The message says which, for students."""


def refusal(what, runs_code=False):
    """The words for a part that is not Keras's own, or runs code that is not."""
    why = "is not one of Keras's own layers, operations and functions"
    if runs_code:
        why = "runs code that is no part of Keras"
    return (
        f"this model uses {what}, which {why}: such a model cannot be rebuilt, and so it cannot be "
        "checked."
    )


def plain(model):
    """The model over the same layers, of Keras's own class and not compiled.

    A subclass may hand on its ends, and what compile() was given need not be written down.
    Raises NotKeras if the subclass computes by itself.
    """
    import keras

    for kind in type(model).__mro__:
        if kind.__module__.split(".")[0] in ("keras", "tensorflow", "builtins"):
            continue
        own = sorted({"call", "__call__", "train_step"} & vars(kind).keys())
        if own:
            raise NotKeras(refusal(f"`{kind.__name__}.{own[0]}`"))
    keras_own = type(model).__module__.startswith("keras.")
    if keras_own and not getattr(model, "compiled", False):
        return model
    if not knows_sizes(model):
        return model
    return keras.Model(model.inputs, model.outputs)


def knows_sizes(model):
    """Whether a model has inputs and outputs: one without keras.Input has none until it is used."""
    with contextlib.suppress(Exception):  # older versions of Keras raise ValueError
        return bool(model.inputs and model.outputs)
    return False


def written_down(model):
    """The configuration of a plain model, as JSON's types.

    Raises NotKeras if a part cannot be written down, or is not Keras's own.
    """
    import keras

    check_layers(model)
    try:
        config = json.loads(json.dumps(keras.saving.serialize_keras_object(model)))
        config = completed(config, model)
    except Exception as error:
        raise NotKeras(f"this Keras model cannot be written down: {error}"[:500]) from None
    check(config)
    return config


def check_layers(model):
    """Raise NotKeras if a layer is not Keras's own, or has an activation that is not."""
    for layer in model.layers:
        kind = type(layer)
        if not kind.__module__.startswith("keras."):
            raise NotKeras(refusal(f"the layer `{kind.__name__}`"))
        if kind.__name__ in CODE:
            raise NotKeras(refusal(f"a {kind.__name__} layer", runs_code=True))
        for option in ("activation", "recurrent_activation"):
            value = getattr(layer, option, None)
            name = getattr(value, "__name__", "")
            if callable(value) and name and not known_function(value):
                name = "a lambda" if name == "<lambda>" else f"the function `{name}`"
                raise NotKeras(refusal(f"{name} as {option}"))


def completed(config, model):
    """The configuration of a model with what Keras does not write down, or not rightly."""
    return with_cudnn(with_modules(config), use_of_cudnn(model))


def with_modules(config):
    """A configuration in which keras.ops.erf as an activation is not said to be a builtin."""
    import keras

    if isinstance(config, list):
        return [with_modules(item) for item in config]
    if not isinstance(config, dict):
        return config
    name = config.get("config")
    is_builtin = config.get("class_name") == "function" and config.get("module") == "builtins"
    if is_builtin and known_name(keras, "keras.ops", name):
        return config | {"module": "keras.ops"}
    return {key: with_modules(item) for key, item in config.items()}


def use_of_cudnn(model):
    """By the names of layers, what they were told of cuDNN: Keras does not write that down."""
    told = {}
    for layer in model.layers:
        use = getattr(layer, "use_cudnn", "auto")
        if use is True or use is False:
            told[layer.name] = use
        elif hasattr(layer, "layers"):
            told |= use_of_cudnn(layer)
    return told


def with_cudnn(config, told):
    """A configuration in which each layer has what it was told of cuDNN."""
    if isinstance(config, list):
        return [with_cudnn(item, told) for item in config]
    if not isinstance(config, dict):
        return config
    config = {key: with_cudnn(item, told) for key, item in config.items()}
    options = config.get("config")
    if "class_name" in config and isinstance(options, dict) and options.get("name") in told:
        options["use_cudnn"] = told[options["name"]]
    return config


def known_function(value):
    """Whether a function is one that Keras finds again by its name, or has the name of one."""
    import keras

    name = getattr(value, "__name__", "")
    return any(hasattr(public(keras, module), name) for module in FUNCTIONS)


def check(config, depth=0):
    """Raise NotKeras unless every class and function that config names is one of Keras's own."""
    import keras

    if depth > DEPTH:
        raise NotKeras("the configuration of this model is nested too deeply.")
    if isinstance(config, list):
        for item in config:
            check(item, depth + 1)
    if not isinstance(config, dict):
        return
    names_one = {"class_name", "registered_name", "module"} & config.keys()
    if names_one and not is_own(keras, config):
        raise NotKeras(refusal(named(config)[:100], config.get("class_name") in CODE))
    for item in config.values():
        check(item, depth + 1)


def named(config):
    """What a dict of a configuration names, in words."""
    module, name = config.get("module"), config.get("class_name")
    if name == "function":
        return f"the function {config.get('config')}"
    if isinstance(name, str) and name in WORDS:
        return WORDS[name]
    return f"{module}.{name}" if module else f"{name}"


def is_own(keras, config):
    """Whether what one dict of a configuration names is Keras's own."""
    module, name = config.get("module"), config.get("class_name")
    registered = config.get("registered_name")
    if not isinstance(name, str):
        return False
    if module is None:
        return name in PLAIN
    if not isinstance(module, str) or registered not in (None, name):
        return False
    if name == "function":
        return known_name(keras, module, config.get("config"))
    member = getattr(public(keras, module), name, None)
    if not isinstance(member, type) or name in CODE:
        return False
    if module.startswith(OPERATIONS):
        return issubclass(member, keras.Operation) and member.__module__ == module
    return module in MODULES


def known_name(keras, module, name):
    """Whether a public module of Keras's functions has a function of that name."""
    known = module in FUNCTIONS and isinstance(name, str)
    member = getattr(public(keras, module), name, None) if known else None
    return callable(member) and not isinstance(member, type)


def public(keras, module):
    """A module of Keras by its name, None if there is none."""
    if module.startswith("keras.src."):
        return sys.modules.get(module)
    current = keras
    for part in module.split(".")[1:]:
        current = getattr(current, part, None)
    return current


def rebuilt(config):
    """The model of a configuration that has been checked. Raises NotKeras if Keras cannot."""
    import keras

    try:
        return keras.saving.deserialize_keras_object(config, safe_mode=True)
    except Exception as error:
        raise NotKeras(f"this Keras model cannot be rebuilt: {error}"[:500]) from None
