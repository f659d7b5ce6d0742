"""lib.independence: the laws of correlation and persistence, and counts of neighbours."""

import re
from itertools import pairwise, permutations

import keras
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import pearsonr

from lib.independence import bigram_counts, lag_correlation, persistence_mae, predict_next

# Whole numbers, so that a constant part is constant to the last bit.
whole_series = st.lists(st.integers(-50, 50), min_size=3, max_size=40)
texts = st.text(alphabet="ab cß,\n", max_size=60)


def correlated(series, lag):
    """True if lag is allowed and neither part is constant."""
    return lag <= len(series) - 2 and len(set(series[:-lag])) > 1 and len(set(series[lag:])) > 1


def test_the_notebooks_example_by_hand():
    assert lag_correlation([1, 2, 4, 3, 5], 1) == pytest.approx(0.4)
    assert isinstance(lag_correlation([1, 2, 4, 3, 5], 1), float)


@given(series=whole_series, lag=st.integers(1, 10))
def test_lag_correlation_is_scipys_pearsonr_of_the_two_parts(series, lag):
    assume(correlated(series, lag))
    want = pearsonr(series[:-lag], series[lag:]).statistic
    assert lag_correlation(series, lag) == pytest.approx(want, abs=1e-9)


@given(
    series=whole_series,
    lag=st.integers(1, 5),
    scale=st.sampled_from([-4, -1, 0.5, 8]),
    shift=st.integers(-100, 100),
)
def test_neither_units_nor_direction_of_time_change_the_correlation(series, lag, scale, shift):
    assume(correlated(series, lag))
    want = lag_correlation(series, lag)
    assert -1 <= want <= 1
    assert lag_correlation(scale * np.array(series) + shift, lag) == pytest.approx(want, abs=1e-9)
    assert lag_correlation(series[::-1], lag) == pytest.approx(want, abs=1e-9)


@given(period=st.lists(st.integers(-9, 9), min_size=2, max_size=8), turns=st.integers(1, 3))
def test_a_series_that_repeats_itself_has_correlation_1_at_its_period(period, turns):
    assume(len(set(period)) > 1)
    series = np.tile(period, turns + 1)
    if len(period) * turns <= len(series) - 2:
        assert lag_correlation(series, len(period) * turns) == pytest.approx(1)


def test_leading_axes_are_a_batch():
    batch = np.random.default_rng(0).normal(size=(3, 2, 30))
    got = np.array(lag_correlation(batch, 4)), np.array(persistence_mae(batch))
    for place in np.ndindex(3, 2):
        assert got[0][place] == pytest.approx(lag_correlation(batch[place], 4))
        assert got[1][place] == pytest.approx(persistence_mae(batch[place]))


@pytest.mark.parametrize("lag", [-1, 0, 4, 5, 9])
def test_a_lag_leaves_at_least_two_pairs(lag):
    with pytest.raises(ValueError, match=r"lag must lie in 1 \.\. 3"):
        lag_correlation([3, 1, 4, 1, 5], lag)


@pytest.mark.parametrize(
    "constant", [[2.0] * 6, [0.1] * 7, [1, 1, 1, 1, 2], [[1, 2, 4], [3, 3, 3]]]
)
def test_a_constant_part_has_no_correlation(constant):
    with pytest.raises(ValueError, match="constant"):
        lag_correlation(constant, 1)


@given(series=st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_persistence_is_keras_error_of_the_series_moved_by_one(series):
    values = np.array(series, dtype="float32")
    want = keras.losses.MeanAbsoluteError()(values[1:], values[:-1])
    assert persistence_mae(series) == pytest.approx(float(want), rel=1e-5)


@given(series=st.lists(st.integers(-50, 50), min_size=2, max_size=30), shift=st.integers(-9, 9))
def test_persistence_scales_with_the_series_and_ignores_shift_and_direction(series, shift):
    want = persistence_mae(series)
    assert persistence_mae(-3 * np.array(series) + shift) == pytest.approx(3 * want)
    assert persistence_mae(series[::-1]) == pytest.approx(want)
    assert persistence_mae(series) >= abs(series[-1] - series[0]) / (len(series) - 1) - 1e-9


def test_shuffled_persistence_is_on_average_the_distance_of_two_values_picked_at_random():
    series = [0.0, 1.5, 4.0, 4.5, -2.0]
    shuffled = [float(persistence_mae(order)) for order in permutations(series)]
    picked = [abs(value - other) for value, other in permutations(series, 2)]
    assert np.mean(shuffled) == pytest.approx(np.mean(picked))
    assert np.mean(shuffled) > np.abs(np.array(series) - np.mean(series)).mean()


@pytest.mark.parametrize("short", [[], [4.0], [[1.0], [2.0]]])
def test_persistence_needs_two_values(short):
    with pytest.raises(ValueError, match="at least 2 values"):
        persistence_mae(short)


@given(text=texts)
def test_counts_are_those_of_overlapping_matches(text):
    counts = bigram_counts(text)
    assert sum(sum(followers.values()) for followers in counts.values()) == max(len(text) - 1, 0)
    assert set(counts) == set(text[:-1])
    for char, followers in counts.items():
        for after, often in followers.items():
            assert often == len(re.findall(f"{re.escape(char)}(?={re.escape(after)})", text))


@given(text=texts)
def test_backwards_the_table_is_transposed(text):
    forwards = {(a, b): n for a, row in bigram_counts(text).items() for b, n in row.items()}
    backwards = {(b, a): n for a, row in bigram_counts(text[::-1]).items() for b, n in row.items()}
    assert forwards == backwards


@given(text=texts)
def test_the_prediction_is_the_first_of_the_most_frequent(text):
    counts = bigram_counts(text)
    for char in set(text) | {"x"}:
        after = [b for a, b in pairwise(text) if a == char]
        want = min(set(after), key=lambda b: (-after.count(b), b), default=None)
        assert predict_next(counts, char) == want


def test_an_empty_row_is_no_successor():
    assert predict_next({"a": {}}, "a") is None
