# %% right: key by key
cnn_or_rnn = {}
for key in ("bone", "digit", "leaf", "tile"):
    cnn_or_rnn[key] = "CNN"
for key in ("words", "pen", "speech", "load"):
    cnn_or_rnn[key] = "RNN"


# %% right: dict with keywords, another order
cnn_or_rnn = dict(
    pen="RNN", load="RNN", words="RNN", speech="RNN", tile="CNN", leaf="CNN", digit="CNN", bone="CNN"
)


# %% right: from a set of pictures
pictures = {"bone", "digit", "leaf", "tile"}
all_tasks = ["bone", "words", "digit", "pen", "speech", "leaf", "load", "tile"]
cnn_or_rnn = {task: "CNN" if task in pictures else "RNN" for task in all_tasks}


# %% wrong: exchanged
# says: exchanged
# cause: ^(all four answers are the other)
cnn_or_rnn = {
    "bone": "RNN", "words": "CNN", "digit": "RNN", "pen": "CNN",
    "speech": "CNN", "leaf": "RNN", "load": "CNN", "tile": "RNN",
}


# %% wrong: the pen is taken for a picture
# says: handwriting
# cause: ^(look at the handwriting again.)
cnn_or_rnn = {
    "bone": "CNN", "words": "RNN", "digit": "CNN", "pen": "CNN",
    "speech": "RNN", "leaf": "CNN", "load": "RNN", "tile": "CNN",
}


# %% wrong: the scanned digit is taken for a sequence
# says: handwriting
# cause: ^(look at the handwriting again.)
cnn_or_rnn = {
    "bone": "CNN", "words": "RNN", "digit": "RNN", "pen": "RNN",
    "speech": "RNN", "leaf": "CNN", "load": "RNN", "tile": "CNN",
}


# %% wrong: only text is a sequence
# says: all four answers are the same
# cause: ^(all four answers are the same.)
cnn_or_rnn = {
    "bone": "CNN", "words": "RNN", "digit": "CNN", "pen": "RNN",
    "speech": "CNN", "leaf": "CNN", "load": "CNN", "tile": "CNN",
}


# %% wrong: all the same
# says: all four answers are the same
# cause: ^(all four answers are the same.)
cnn_or_rnn = dict.fromkeys(["bone", "words", "digit", "pen", "speech", "leaf", "load", "tile"], "CNN")


# %% wrong: small letters
# says: capitals
# cause: ^(write it in capitals, without|each answer should be "CNN" or)
cnn_or_rnn = {
    "bone": "cnn", "words": "rnn", "digit": "cnn", "pen": "rnn",
    "speech": "rnn", "leaf": "cnn", "load": "rnn", "tile": "cnn",
}


# %% wrong: a task is missing
# says: key is missing
# cause: ^(a key is missing, or spelled in|one of them has no answer.)
cnn_or_rnn = {
    "bone": "CNN", "words": "RNN", "digit": "CNN", "pen": "RNN", "speech": "RNN", "leaf": "CNN", "tile": "CNN",
}


# %% wrong: a list
# says: should be a dict
# cause: should be a dict
cnn_or_rnn = ["CNN", "RNN", "CNN", "RNN", "RNN", "CNN", "RNN", "CNN"]


# %% wrong: the other way round, from network to tasks
# says: key is missing
# cause: ^(a key is missing, or spelled in|one of them has no answer.)
cnn_or_rnn = {"CNN": ["bone", "digit", "leaf", "tile"], "RNN": ["words", "pen", "speech", "load"]}


# %% wrong: speech is taken for a picture
# says: values in order of time
# cause: ^(is the input a picture of fixed)
cnn_or_rnn = {
    "bone": "CNN", "words": "RNN", "digit": "CNN", "pen": "RNN",
    "speech": "CNN", "leaf": "CNN", "load": "RNN", "tile": "CNN",
}


# %% wrong: the satellite takes a film
# says: values in order of time
# cause: ^(is the input a picture of fixed)
cnn_or_rnn = {
    "bone": "CNN", "words": "RNN", "digit": "CNN", "pen": "RNN",
    "speech": "RNN", "leaf": "CNN", "load": "RNN", "tile": "RNN",
}


# %% wrong: the example's key as well
# says: not in the table
# cause: ^(the dict has a key that is not in|the dict should have the eight)
cnn_or_rnn = {
    "face": "CNN", "bone": "CNN", "words": "RNN", "digit": "CNN", "pen": "RNN",
    "speech": "RNN", "leaf": "CNN", "load": "RNN", "tile": "CNN",
}


# %% wrong: longer words
# says: each answer should be
# cause: ^(each answer should be "CNN" or)
cnn_or_rnn = {
    "bone": "CNN", "words": "LSTM", "digit": "CNN", "pen": "LSTM",
    "speech": "LSTM", "leaf": "CNN", "load": "LSTM", "tile": "CNN",
}


# %% wrong: keys in capitals
# says: spelled in another way
# cause: ^(a key is missing, or spelled in|one of them has no answer.)
cnn_or_rnn = {
    "Bone": "CNN", "Words": "RNN", "Digit": "CNN", "Pen": "RNN",
    "Speech": "RNN", "Leaf": "CNN", "Load": "RNN", "Tile": "CNN",
}


# %% wrong: sets of answers
# says: each answer should be
# cause: ^(each answer should be "CNN" or)
cnn_or_rnn = {
    "bone": {"CNN"}, "words": {"RNN"}, "digit": {"CNN"}, "pen": {"RNN"},
    "speech": {"RNN"}, "leaf": {"CNN"}, "load": {"RNN"}, "tile": {"CNN"},
}


# %% wrong: a list of pairs
# says: should be a dict
# cause: should be a dict
cnn_or_rnn = [("bone", "CNN"), ("words", "RNN"), ("digit", "CNN"), ("pen", "RNN"), ("speech", "RNN"), ("leaf", "CNN"), ("load", "RNN"), ("tile", "CNN")]


# %% right: StrEnum
from enum import StrEnum
class Net(StrEnum):
    CNN = "CNN"
    RNN = "RNN"
cnn_or_rnn = dict(bone=Net.CNN, words=Net.RNN, digit=Net.CNN, pen=Net.RNN, speech=Net.RNN, leaf=Net.CNN, load=Net.RNN, tile=Net.CNN)


# %% right: filled by update, with numpy's text
cnn_or_rnn = {}
for kind, keys in zip(np.array(["CNN", "RNN"]), (("bone", "digit", "leaf", "tile"), ("words", "pen", "speech", "load"))):
    cnn_or_rnn.update((k, kind) for k in keys)
