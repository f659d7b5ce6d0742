"""lib.dot_products: the lecture's example, the laws of the two products, and Keras's Dense."""

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lib.dot_products import change_and_mean, elementwise, matvec, project_steps

LECTURE_W = [[1, 0, 0, 1, -1], [2, 0, 0, -1, 1]]
SEGMENTS = [[0, 1, 1, 3, 2], [3, 2, 2, 4, 5], [4, 5, 4, 7, 8]]
sizes = st.integers(1, 8)
numbers = st.floats(-100, 100)


def some(shape, seed):
    return np.random.default_rng(seed).normal(size=shape)


def test_the_lectures_example_is_not_what_its_slide_prints():
    assert matvec(LECTURE_W, SEGMENTS[0]).tolist() == [1, -1]
    assert project_steps(LECTURE_W, SEGMENTS).tolist() == [[1, -1], [2, 7], [3, 9]]


@given(m=sizes, n=sizes, seed=st.integers(0, 99))
def test_each_value_is_one_weighted_sum(m, n, seed):
    W, x = some((m, n), seed), some(n, seed + 1)
    by_hand = [sum(W[i, j] * x[j] for j in range(n)) for i in range(m)]
    np.testing.assert_allclose(matvec(W, x), by_hand, atol=1e-12)


@given(m=sizes, n=sizes, seed=st.integers(0, 99), a=numbers, b=numbers)
def test_matvec_is_linear(m, n, seed, a, b):
    W, x, y = some((m, n), seed), some(n, seed + 1), some(n, seed + 2)
    np.testing.assert_allclose(
        matvec(W, a * x + b * y), a * matvec(W, x) + b * matvec(W, y), atol=1e-9
    )


@given(m=sizes, n=sizes)
def test_a_unit_vector_picks_a_column(m, n):
    W = some((m, n), m + 10 * n)
    for j, unit in enumerate(np.eye(n)):
        np.testing.assert_array_equal(matvec(W, unit), W[:, j])


@given(m=sizes, n=sizes, steps=sizes, samples=sizes)
def test_a_batch_is_its_segments_one_by_one(m, n, steps, samples):
    W, batch = some((m, n), 0), some((samples, steps, n), 1)
    one_by_one = [[matvec(W, x) for x in X] for X in batch]
    np.testing.assert_allclose(project_steps(W, batch), one_by_one, atol=1e-12)


def test_project_steps_is_keras_dense_with_the_transposed_kernel():
    W, X = some((3, 5), 0).astype("float32"), some((4, 7, 5), 1).astype("float32")
    layer = keras.layers.Dense(3, use_bias=False)
    layer.build((None, 7, 5))
    layer.set_weights([W.T])
    np.testing.assert_allclose(project_steps(W, X), np.asarray(layer(X)), atol=1e-5)


@given(n=st.integers(1, 30), seed=st.integers(0, 99))
def test_change_and_mean(n, seed):
    segment = some(n, seed)
    expected = [segment[-1] - segment[0], segment.mean()]
    np.testing.assert_allclose(matvec(change_and_mean(n), segment), expected, atol=1e-12)


@given(arrays.arrays(float, st.tuples(st.just(3), sizes), elements=numbers))
def test_elementwise_is_a_diagonal_matrix_and_takes_its_arguments_in_any_order(rows):
    v, x, y = rows
    np.testing.assert_allclose(elementwise(v, x), matvec(np.diag(v), x))
    np.testing.assert_array_equal(elementwise(v, x), elementwise(x, v))
    np.testing.assert_array_equal(elementwise(rows, rows), [v * v, x * x, y * y])


@pytest.mark.parametrize(
    ("W", "x", "says"),
    [
        (np.ones((2, 3)), np.ones(2), "of 3 values, not of 2"),
        (np.ones((2, 3)), np.ones(1), "of 3 values, not of 1"),
        (np.ones((2, 3)), np.ones((3, 1)), "x must be one-dimensional"),
        (np.ones((2, 3)), 1.0, "x must be one-dimensional"),
        (np.ones(3), np.ones(3), "W must be two-dimensional"),
        (np.ones((2, 2, 3)), np.ones(3), "W must be two-dimensional"),
    ],
)
def test_what_does_not_fit_is_named(W, x, says):
    with pytest.raises(ValueError, match=says):
        matvec(W, x)


def test_samples_that_do_not_fit_are_named():
    with pytest.raises(ValueError, match="of 3 values, not of 2"):
        project_steps(np.ones((4, 3)), np.ones((5, 2)))
    with pytest.raises(ValueError, match=r"X must have shape \(\.\.\., steps, n\)"):
        project_steps(np.ones((4, 3)), np.ones(3))
    with pytest.raises(ValueError, match="at least one value"):
        change_and_mean(0)


@pytest.mark.parametrize(("n_v", "n_x"), [(3, 2), (2, 3), (1, 3), (3, 1), (0, 1)])
def test_elementwise_broadcasts_nothing(n_v, n_x):
    with pytest.raises(ValueError, match="same shape"):
        elementwise(np.ones(n_v), np.ones(n_x))
