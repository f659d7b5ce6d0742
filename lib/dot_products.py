"""The two products of a recurrent layer: W · x, which mixes, and v ⊙ x, which scales.

Lecture: Module 7, "Dot product" and "Multiplication, element-wise".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def _matrix(W: ArrayLike) -> NDArray:
    matrix = np.asarray(W)
    if matrix.ndim != 2:
        raise ValueError(f"W must be two-dimensional, but its shape is {matrix.shape}")
    return matrix


def _fits(matrix: NDArray, length: int) -> None:
    if matrix.shape[1] != length:
        raise ValueError(
            f"W of shape {matrix.shape} takes vectors of {matrix.shape[1]} values, not of {length}"
        )


def matvec(W: ArrayLike, x: ArrayLike) -> NDArray:
    """The matrix-vector product W · x.

    W has shape (m, n), x (n,). Returns an array (m,); value i is the sum over j of W[i, j] x[j].
    Raises ValueError if W is not two-dimensional, x not one-dimensional, or their n differ.
    """
    matrix, vector = _matrix(W), np.asarray(x)
    if vector.ndim != 1:
        raise ValueError(f"x must be one-dimensional, but its shape is {vector.shape}")
    _fits(matrix, len(vector))
    return np.tensordot(matrix, vector, axes=1)


def project_steps(W: ArrayLike, X: ArrayLike) -> NDArray:
    """W · x for every segment x of a sample, or of a batch of samples.

    W has shape (m, n), X (..., steps, n). Returns an array (..., steps, m).
    Raises ValueError if W is not two-dimensional, X has fewer than two dimensions, or their n
    differ.
    """
    matrix, sample = _matrix(W), np.asarray(X)
    if sample.ndim < 2:
        raise ValueError(f"X must have shape (..., steps, n), but its shape is {sample.shape}")
    _fits(matrix, sample.shape[-1])
    return sample @ matrix.T


def change_and_mean(length: int) -> NDArray:
    """The 2 x length matrix whose product with a segment is [last - first, mean].

    For length 5 this is the exercise W_design. Raises ValueError if length is less than 1.
    """
    if length < 1:
        raise ValueError(f"a segment holds at least one value, not {length}")
    unit = np.eye(length)
    return np.stack([unit[-1] - unit[0], np.full(length, 1 / length)])


def elementwise(v: ArrayLike, x: ArrayLike) -> NDArray:
    """The element-wise product v ⊙ x.

    v and x have the same shape (..., n). Returns an array of that shape; nothing is broadcast.
    Raises ValueError if their shapes differ.
    """
    gate, values = np.asarray(v), np.asarray(x)
    if gate.shape != values.shape:
        raise ValueError(
            f"v and x must have the same shape, but theirs are {gate.shape} and {values.shape}"
        )
    return np.multiply(gate, values)
