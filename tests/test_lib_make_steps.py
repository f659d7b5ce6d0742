"""lib.make_steps: the lecture's tables, the laws of segments, and libraries that make them too."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.make_steps import count_steps, make_pairs, makeSteps

LECTURE = [0, 1, 1, 3, 2, 2, 4, 5, 4, 7, 8, 8, 9]
sizes = st.integers(1, 12)


@pytest.mark.parametrize(
    ("length", "rows"),
    [
        (4, [[0, 1, 1, 3], [3, 2, 2, 4], [4, 5, 4, 7], [7, 8, 8, 9]]),
        (5, [[0, 1, 1, 3, 2], [3, 2, 2, 4, 5], [4, 5, 4, 7, 8]]),
    ],
)
def test_the_lectures_tables(length, rows):
    assert makeSteps(LECTURE, length, 3).tolist() == rows


@given(n=st.integers(0, 80), length=sizes, dist=sizes)
def test_row_i_starts_at_i_times_dist_and_the_next_would_run_past_the_end(n, length, dist):
    rows = makeSteps(np.arange(n), length, dist)
    assert rows.shape == (count_steps(n, length, dist), length)
    for i, row in enumerate(rows):
        np.testing.assert_array_equal(row, np.arange(i * dist, i * dist + length))
    assert len(rows) * dist + length > n


@settings(deadline=None)  # TensorFlow is slow to make its first frames
@given(n=st.integers(0, 80), length=sizes, dist=sizes)
def test_makeSteps_is_numpys_sliding_windows_and_tensorflows_frames(n, length, dist):
    series = np.sin(np.arange(n))
    ours = makeSteps(series, length, dist)
    if n >= length:
        windows = np.lib.stride_tricks.sliding_window_view(series, length)
        np.testing.assert_array_equal(ours, windows[::dist])
    np.testing.assert_array_equal(ours, tf.signal.frame(series, length, dist).numpy())


@given(n=st.integers(1, 80), length=sizes, dist=sizes, horizon=sizes)
def test_a_target_lies_horizon_places_after_its_segment(n, length, dist, horizon):
    X, y = make_pairs(np.arange(n), length, dist, horizon)
    np.testing.assert_array_equal(X, makeSteps(np.arange(n), length, dist)[: len(X)])
    np.testing.assert_array_equal(y, X[:, -1] + horizon)
    assert len(X) * dist + length - 1 + horizon >= n


@pytest.mark.parametrize(
    ("n", "length", "dist", "horizon"), [(60, 8, 1, 1), (61, 5, 7, 3), (40, 12, 4, 9)]
)
def test_make_pairs_is_keras_timeseries_dataset(n, length, dist, horizon):
    series = np.cos(np.arange(n))
    dataset = keras.utils.timeseries_dataset_from_array(
        series,
        series[length - 1 + horizon :],
        sequence_length=length,
        sequence_stride=dist,
        batch_size=None,
    )
    keras_X, keras_y = (np.array(part) for part in zip(*dataset.as_numpy_iterator(), strict=True))
    X, y = make_pairs(series, length, dist, horizon)
    np.testing.assert_allclose(X, keras_X)
    np.testing.assert_allclose(y, keras_y)


@pytest.mark.parametrize("bad", [0, -1, 1.5, "3", None])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_what_is_no_integer_from_1_on_is_named(bad, place):
    arguments = [np.arange(9), 2, 3, 1]
    arguments[place] = bad
    name = ("dat", "length", "dist", "horizon")[place]
    with pytest.raises(ValueError, match=f"{name} must be an integer >= 1"):
        make_pairs(*arguments)


@pytest.mark.parametrize("bad", [5, [[1, 2], [3, 4]]])
def test_a_series_has_one_dimension(bad):
    with pytest.raises(ValueError, match="one-dimensional"):
        makeSteps(bad, 1, 1)
