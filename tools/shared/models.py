def make_model_checks(checks):
    """The check of Keras models, over names of its own. checks: those of make_checks."""
    import contextlib
    import math
    import warnings

    import keras
    import numpy as np

    from grading.parts import OPERATIONS, NotKeras, knows_sizes, plain, rebuilt, written_down

    defaults: dict = {}  # by class, what Keras has for its options
    built: list = []  # of the models that have come back: arguments, shape of the input, weights
    RECURRENT = ("SimpleRNN", "LSTM", "GRU")
    CELLS = ("SimpleRNNCell", "LSTMCell", "GRUCell")
    # Options that may not show in what a model gives, and must stay as Keras has them.
    KEPT = (
        "activation", "recurrent_activation", "use_bias", "go_backwards", "unroll", "dropout",
        "recurrent_dropout", "stateful", "unit_forget_bias", "trainable", "kernel_initializer",
        "recurrent_initializer", "bias_initializer", "kernel_regularizer",
        "recurrent_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint",
        "recurrent_constraint", "bias_constraint", "zero_output_for_mask", "use_cudnn",
    )  # fmt: skip
    RANDOM = (
        "Dropout", "SpatialDropout1D", "AlphaDropout", "GaussianDropout", "GaussianNoise",
    )  # fmt: skip
    ACTIVATIONS = {
        "Sigmoid": "sigmoid", "Tanh": "tanh", "Relu": "relu", "ReLU": "relu",
        "HardSigmoid": "hard_sigmoid", "LeakyRelu": "leaky_relu", "LeakyReLU": "leaky_relu",
        "Softmax": "softmax", "Softplus": "softplus", "Elu": "elu", "ELU": "elu",
        "Softsign": "softsign", "Selu": "selu", "Gelu": "gelu", "Silu": "silu", "Exp": "exp",
        "Relu6": "relu6", "LogSigmoid": "log_sigmoid",
    }  # fmt: skip
    # What stands between the states and the Dense layer, where the last state belongs.
    OVER_STATES = {
        "GlobalAveragePooling1D": "the mean of all states", "Mean": "the mean of all states",
        "GlobalMaxPooling1D": "the largest of all states", "Max": "the largest of all states",
        "Amax": "the largest of all states", "Sum": "the sum of all states",
        "Flatten": "all states side by side", "Reshape": "all states side by side",
    }  # fmt: skip
    FOR_CLASSES = (
        "crossentropy", "hinge", "kl_divergence", "kld", "kullback", "focal", "dice", "tversky",
        "ctc", "cosine",
    )  # fmt: skip

    def parts_of(model):
        """The layers and operations of a model in their order, but those that only pass on."""
        parts = []
        for part in model.operations if hasattr(model, "operations") else model.layers:
            if isinstance(part, keras.Model):
                parts += parts_of(part)
            elif type(part).__name__ not in ("InputLayer", "Identity"):
                parts.append(part)
        return parts

    def name_of(part):
        return type(part).__name__

    def settings(part):
        """The options of a layer, as text or numbers; initializers and the like by class."""
        options = part.get_config()
        if hasattr(part, "use_cudnn"):  # which Keras does not write down
            options["use_cudnn"] = part.use_cudnn
        return {
            option: value.get("class_name") if isinstance(value, dict) else value
            for option, value in options.items()
        }

    def usual(part):
        """The options that Keras has for such a layer, by itself; none for one we do not know."""
        kind, name = type(part), name_of(part)
        if kind not in defaults and name in (*RECURRENT, *CELLS, "Dense"):
            defaults[kind] = settings(kind(1))
        if kind not in defaults and name == "RNN":
            defaults[kind] = settings(kind(keras.layers.LSTMCell(1)))
        return defaults.get(kind, {})

    def with_cells(parts):
        """The parts, and behind each RNN layer its cells, which have options of their own."""
        for part in parts:
            yield part
            if name_of(part) == "RNN":
                yield from getattr(part.cell, "cells", [part.cell])

    def written(part):
        """A layer as one would write it: its class, its size, what is not as Keras has it."""
        name, units = name_of(part), getattr(part, "units", None)
        inside = [str(units)] if isinstance(units, int) else []
        with contextlib.suppress(Exception):
            has, default = settings(part), usual(part)
            inside += [
                f"{option}={has[option]!r}"
                for option in (*KEPT, "return_sequences", "return_state")
                if option in default and has[option] != default[option]
            ]
            if name == "Activation":
                inside = [repr(has["activation"])]
            elif name in RANDOM:
                inside = [f"{has.get('rate', has.get('stddev'))}"]
            elif name in ("Bidirectional", "TimeDistributed"):
                inside = [written(part.layer)]
        return f"{name}({', '.join(inside)})" if inside else name

    def chain(model):
        """A model on one line."""
        ends = " → ".join([str(tuple(model.input_shape[1:])), *map(written, parts_of(model))])
        return f"{ends}, {model.count_params()} weights"

    def reference(shape, layers):
        """The model that was asked for."""
        recurrent = [place for place, layer in enumerate(layers) if layer[0] in RECURRENT]
        y = inputs = keras.Input(shape)
        for place, (kind, units, *activation) in enumerate(layers):
            options = {"activation": activation[0]} if activation else {}
            if place in recurrent[:-1]:
                options["return_sequences"] = True
            y = getattr(keras.layers, kind)(units, **options)(y)
        return keras.Model(inputs, y)

    def weights_for(model):
        """Weights that are known, and neither small nor large for what they multiply."""
        weights = []
        for place, array in enumerate(model.get_weights()):
            wave = np.sin(1.7 * np.arange(array.size) + place + 1).reshape(array.shape)
            rows = array.shape[0] if array.ndim > 1 else 4
            weights.append((2.2 * wave / math.sqrt(rows)).astype(array.dtype))
        return weights

    def samples_for(shape):
        """Samples that are small, large, mixed, and for the most part zero."""
        wave = np.sin(0.7 * np.arange(5 * math.prod(shape)) + 0.2).reshape(5, *shape)
        wave *= np.array([0.2, 1, 3, 1, 1]).reshape(5, *[1] * len(shape))
        wave[3, 1:] = 0
        wave[4, : (shape[0] + 1) // 2] = 0
        return wave.astype("float32")

    def outputs_of(wanted, shape):
        """Weights, samples, and what the model that was asked for makes of them.

        The last bias is such that outputs lie on both sides of zero, or of one half.
        """
        samples, weights, dense = samples_for(shape), weights_for(wanted), wanted.layers[-1]
        wanted.set_weights(weights)
        states = keras.Model(wanted.inputs, dense.input)(samples)
        sums = np.asarray(states) @ weights[-2]
        weights[-1] = np.full_like(weights[-1], -(sums.max() + sums.min()) / 2)
        dense.bias.assign(weights[-1])
        return weights, samples, np.asarray(dense(states))

    def same_outputs(model, known, training):
        """Whether a model gives the known outputs, from the known weights and samples."""
        weights, samples, want = known
        model.set_weights(weights)
        got = np.asarray(model(samples, training=training), dtype=float)
        return got.shape == want.shape and np.allclose(got, want, rtol=1e-4, atol=1e-4)

    def same_start(model, input_shape, weights):
        """Whether a model has this input and these weights: drawn at random, they differ."""
        mine = model.get_weights()
        alike = model.input_shape == input_shape and len(mine) == len(weights)
        return alike and all(map(np.array_equal, mine, weights))

    def sizes(model):
        return [tuple(array.shape) for array in model.get_weights()]

    def wrong_layers(parts, wanted, output_shape):
        """The first thing in which the recurrent and Dense layers differ, or None."""
        asked = [part for part in wanted if name_of(part) in RECURRENT]
        kind = name_of(asked[0])
        for part in parts:
            if name_of(part) == "Bidirectional":
                return "a layer reads the steps in both directions (Bidirectional)."
            if name_of(part) == "TimeDistributed":
                return "TimeDistributed makes an output of every state. The last state is wanted."
        recurrent = [part for part in parts if name_of(part) in RECURRENT]
        cells = [part for part in parts if name_of(part) == "RNN"]
        if not recurrent and not cells:
            return f"there is no {kind} layer."
        if recurrent and (other := [part for part in recurrent if name_of(part) != kind]):
            return f"{name_of(other[0])} stands where {kind} was asked for."
        if recurrent and len(recurrent) != len(asked):
            number = len(recurrent)
            return f"the number of {kind} layers should be {len(asked)}, here it is {number}."
        units = [part.units for part in recurrent]
        if recurrent and units != (want := [part.units for part in asked]):
            if units == want[::-1]:
                return f"the layers stand in the wrong order, it should be {listed(want)}."
            return f"the number of units should be {listed(want)}, here it is {listed(units)}."
        dense = [part for part in parts if name_of(part) == "Dense"]
        if not dense:
            return "the Dense layer is missing."
        if len(dense) > 1:
            return f"the number of Dense layers should be 1, here it is {len(dense)}."
        if dense[0].units != wanted[-1].units:
            return f"the Dense layer should have {wanted[-1].units} unit, not {dense[0].units}."
        last = max(map(parts.index, recurrent), default=-1)
        if parts.index(dense[0]) < last:
            return f"the Dense layer stands before a {kind} layer. It should come last."
        between = parts[last + 1 : parts.index(dense[0])]
        over = [name for name in map(name_of, between) if name in OVER_STATES]
        if over and (not recurrent or recurrent[-1].return_sequences):
            return f"the Dense layer reads {OVER_STATES[over[0]]}, not the last state."
        if recurrent and recurrent[-1].return_sequences and len(output_shape) == 3:
            return "every state reaches the Dense layer. Only the last should: no return_sequences."
        return None

    def listed(numbers):
        return ", ".join(map(str, numbers))

    def wrong_options(parts):
        """The first option that is not as Keras has it, or None; Dense's activation apart."""
        for part in with_cells(parts):
            name, default = name_of(part), usual(part)
            has = settings(part) if default or name in RANDOM else {}
            if name == "Masking":
                return "there is Masking, which was not asked for."
            if name in RANDOM and (has.get("rate") or has.get("stddev")):
                return f"there is {name}, which was not asked for."
            for option in KEPT if default else ():
                value = has.get(option)
                is_output = name == "Dense" and option == "activation"
                if is_output or value == default.get(option):
                    continue
                if option == "trainable":
                    return f"the {name} layer is frozen: it has trainable=False."
                if option == "unit_forget_bias":
                    return "the forget bias does not start at 1: unit_forget_bias=False."
                if option == "use_bias":
                    return f"the {name} layer has no bias."
                if option == "go_backwards":
                    return f"the {name} layer reads the steps from the last to the first."
                stay = default.get(option)
                instead = f"It should stay {stay!r}" if stay else "Leave it out"
                return f"the {name} layer has {option}={value!r}. {instead}."
            if default and "16" in (dtype := part.dtype_policy.name):  # half the digits
                return f"the {name} layer computes in {dtype}. Leave its type as it is."
        return None

    def wrong_activation(parts, wanted):
        """What is wrong with the activations around the last layer, or with added ones, or None."""
        taken: list = []
        seen_dense = False
        for part in parts:
            name = name_of(part)
            if name == "Dense":
                seen_dense = True
                taken = [settings(part)["activation"]]
            else:
                what = ACTIVATIONS.get(name)
                if name == "Activation":
                    what = settings(part)["activation"]
                if what and not seen_dense:
                    return f"{what} was put between the layers, where nothing was asked for."
                if what:
                    taken.append(what)
        taken = [activation for activation in taken if activation not in (None, "linear")]
        want = settings(wanted[-1])["activation"]
        asked = [] if want == "linear" else [want]
        if taken == asked:
            return None
        if not asked:
            return f"the output goes through {taken[0]}. It should stay as Dense gives it."
        if not taken:
            return f"the Dense layer has no activation. Give it {want}."
        if taken.count(want) > 1:
            return f"{want} is applied {taken.count(want)} times. Once is enough."
        if len(taken) > 1:
            return f"after Dense come {' and '.join(taken)}. Only {want} was asked for."
        return f"the output goes through {taken[0]} where {want} was asked for."

    def added(parts, wanted):
        """A layer that was not asked for, in words, or None."""
        known = {*map(name_of, wanted), "GetItem", "Take", "RNN", "Activation", *ACTIVATIONS}
        extra = [part for part in parts if name_of(part) not in known]
        if extra:
            return f"there is {name_of(extra[0])}, which was not asked for."
        names = [*map(name_of, parts)]
        picks = [place for place, name in enumerate(names) if name in ("GetItem", "Take")]
        if any(name in (*RECURRENT, "RNN") for name in names[min(picks, default=len(names)) :]):
            return (
                "something is cut out before a recurrent layer, which should read all steps in "
                "their order and start from zero."
            )
        if picks:
            return "the Dense layer reads something else than the last state."
        if any(getattr(part, "return_state", False) for part in parts):
            return "a layer hands on its states (return_state), and not its output alone is read."
        return None

    def losses_in(loss):
        """The losses that compile() was given, by themselves or in lists and dicts, as one list."""
        if isinstance(loss, dict):
            loss = [*loss.values()]
        if isinstance(loss, (list, tuple)):
            return [inner for part in loss for inner in losses_in(part)]
        return [loss]

    def wrong_loss(model):
        """What is wrong with the loss of a model that has to be compiled for numbers, or None."""
        if not getattr(model, "compiled", False):
            return "the model is not compiled: model.compile(optimizer=..., loss=...)."
        losses = losses_in(getattr(model, "loss", None))
        if not any(loss is not None for loss in losses):
            return "compile() was given no loss, so there is nothing to train for."
        for loss in losses:
            name = loss if isinstance(loss, str) else getattr(loss, "name", None)
            name = name if isinstance(name, str) else getattr(loss, "__name__", "")
            if any(word in str(name).casefold() for word in FOR_CLASSES):
                return f"{name} is a loss for classes. A loss for numbers is wanted."
            if isinstance(loss, str) and not is_loss(loss):
                return f"Keras knows no loss called {loss!r}: training would stop there."
        return None

    def is_loss(name):
        """Whether Keras has a loss of that name. compile() does not ask; only training would."""
        with contextlib.suppress(ValueError):
            return keras.losses.get(name) is not None
        return False

    def wrong_sizes(model, shape):
        """What is wrong with the size of a model's input, or None."""
        got = tuple(model.input_shape)
        if got == (None, *shape):
            return None
        if got[1:] == tuple(shape):
            return f"the number of samples is fixed at {got[0]}. Leave it open."
        if got[1:] == tuple(shape[::-1]):
            return f"{shape[0]} and {shape[1]} are exchanged: steps come first."
        if None in got[1:]:
            return "a size of the input is left open. Give both: steps, then the segment's length."
        return f"the input should have the shape {tuple(shape)}, this one has {got[1:]}."

    def check_model(build, *args, shape, layers, loss=None, hints=(), about=None):
        """Call build(*args) and check what model comes back: Keras's own parts, and what it does.

        shape is that of a sample, layers a list of (class, units) or (class, units, activation)
        from bottom to top; every recurrent layer but the last hands on its sequence. With
        loss="numbers" the model has to be compiled with a loss for numbers. Any style will do that
        gives the same outputs, in training too, from weights of the same shapes. hints are tried
        on the model. Returns the model.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Keras's advice on style
            return checked(build, args, shape, layers, loss, hints, about)

    def checked(build, args, shape, layers, loss, hints, about):
        text, model, error = checks.run_call(build, args, {}, about)
        where = f" for {about}" if about else ""
        if error is not None:
            kind = type(error).__name__
            said = "(its message is not shown)" if about else checks.words_of(error)
            raise checks.NotRight(
                f"{text} raised {kind}{where}: {said}", checks.cause_of_error(error, hints)
            ) from None
        wanted = reference(shape, layers)

        again, repeated = None, False

        def fail(cause):
            if repeated:
                cause = "this is the model of another call. Make a new one of these arguments."
            message = f"{text} is not right{where}."
            if not about:
                message += f"\n  expected: {chain(wanted)}"
                message += f"\n  got:      {chain(again) if again else checks.show(model)}"
            raise checks.NotRight(message, cause)

        if not isinstance(model, keras.Model):
            if isinstance(model, (tuple, list)):
                fail("return the model alone.")
            if isinstance(model, keras.KerasTensor):
                fail("this is an output, not yet a model: keras.Model(inputs, outputs).")
            if isinstance(model, keras.layers.Layer):
                fail(f"this is one {name_of(model)} layer. A keras.Model was asked for.")
            if model is None:
                fail("nothing came back. Does every way through it end in `return` and a value?")
            fail(checks.likely_cause(model, ..., (), 0) or "this is no keras.Model.")
        try:
            plain_model = plain(model)
            if not knows_sizes(model):
                fail("Keras does not know the sizes yet. Begin with keras.Input(shape=...).")
            again = rebuilt(written_down(plain_model))
        except NotKeras as problem:
            raise checks.NotRight(f"{text} is not right{where}: {problem}", str(problem),
                                  say_cause=False) from None  # fmt: skip
        repeated = any(old != repr(args) and same_start(model, *kept) for old, *kept in built)
        built.append((repr(args), model.input_shape, model.get_weights()))
        if len(again.inputs) != 1 or len(again.outputs) != 1:
            again = None
            fail("one input and one output were asked for.")
        judge(again, wanted, shape, loss, hints, model, fail)
        return model

    def judge(model, wanted, shape, loss, hints, given, fail):
        """Call fail(cause) unless model is what was wanted; given is as the student built it."""
        parts, asked = parts_of(model), parts_of(wanted)

        def cause():
            for test, words in hints:
                with contextlib.suppress(Exception):
                    if test(model):
                        return words
            return (
                wrong_layers(parts, asked, model.output_shape)
                or wrong_options(parts)
                or wrong_activation(parts, asked)
                or added(parts, asked)
            )

        if words := wrong_sizes(model, shape):
            fail(words)
        alike = (
            tuple(model.output_shape) == tuple(wanted.output_shape)
            and sizes(model) == sizes(wanted)
            and len(model.trainable_weights) == len(wanted.trainable_weights)
        )
        if not alike or wrong_options(parts) or model.losses:
            fail(cause())
        known = outputs_of(wanted, shape)
        always = (*RECURRENT, "Dense", "Activation")  # alike in training, with these options
        alone = all(type(part).__module__.startswith(OPERATIONS) or name_of(part) in always
                    for part in parts)  # fmt: skip
        for training in (False,) if alone else (False, True):
            if not same_outputs(model, known, training):
                fail(cause() or ("in training, it gives something else." if training else None))
        if model.losses or any(name_of(part) == "StopGradient" for part in parts):
            fail(added(parts, asked))  # what shows in no output, only in what is learned
        if loss and (words := wrong_loss(given)):
            fail(words)

    checks.check_model = check_model
    return check_model
