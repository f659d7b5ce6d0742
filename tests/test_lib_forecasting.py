"""lib.forecasting: the laws of a split in time, of scale and of feedback; Keras as an oracle."""

import keras
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lib.forecasting import (
    build_forecaster,
    fit_scaler,
    forecast_ahead,
    seasonal_naive_mae,
    split_in_time,
)

values = st.floats(-1e3, 1e3, width=32)
series_of = lambda low, high=60: arrays(float, st.integers(low, high), elements=values)
fractions = st.floats(0.05, 0.9)


@given(series=series_of(30), train=fractions, val=fractions)
def test_the_parts_are_the_series_in_order_and_their_lengths_the_fractions(series, train, val):
    assume(train + val <= 0.95)
    parts = split_in_time(series, train, val)
    np.testing.assert_array_equal(np.concatenate(parts), series)
    assert all(len(part) > 0 for part in parts)
    assert abs(len(parts[0]) - len(series) * train) <= 0.5
    assert abs(len(parts[2]) - len(series) * (1 - train - val)) <= 0.5 + 1e-9


@given(series=series_of(30), place=st.integers(0, 29))
def test_a_later_value_changes_no_earlier_part(series, place):
    before = split_in_time(series, 0.5, 0.25)
    changed = series.copy()
    changed[place] += 1
    after = split_in_time(changed, 0.5, 0.25)
    starts = np.cumsum([0, *map(len, before)])
    for part, other, start in zip(before, after, starts, strict=False):
        assert np.array_equal(part, other) == (not start <= place < start + len(part))


def test_a_series_of_vectors_is_split_along_time():
    series = np.arange(40).reshape(20, 2)
    parts = split_in_time(series, 0.5, 0.25)
    assert [part.shape for part in parts] == [(10, 2), (5, 2), (5, 2)]
    parts[0][:] = 0
    assert series[0, 1] == 1


@pytest.mark.parametrize(
    ("train", "val"),
    [(0, 0.5), (0.5, 0), (1, 0.2), (-0.1, 0.3), (0.5, 0.5), (0.7, 0.4), (1.5, 0.1)],
)
def test_fractions_that_leave_no_three_parts_are_refused(train, val):
    with pytest.raises(ValueError, match=r"train|val"):
        split_in_time(np.arange(50), train, val)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_too_few_values_are_refused(n):
    with pytest.raises(ValueError, match="empty"):
        split_in_time(np.arange(n), 0.5, 0.25)


@given(train=series_of(2), shift=values, factor=st.floats(0.1, 10))
def test_scaled_values_have_mean_0_and_deviation_1_and_the_scaler_moves_with_them(
    train, shift, factor
):
    assume(np.std(train) > 1e-2)
    mean, std = fit_scaler(train)
    scaled = (train - mean) / std
    assert scaled.mean() == pytest.approx(0, abs=1e-6)
    assert scaled.std() == pytest.approx(1)
    assert fit_scaler(factor * train + shift) == pytest.approx(
        (factor * mean + shift, factor * std), abs=1e-6
    )


@settings(max_examples=20, deadline=None)
@given(train=series_of(4))
def test_the_scaler_is_that_of_keras_normalization(train):
    assume(np.std(train) > 1e-1)
    layer = keras.layers.Normalization(axis=None)
    layer.adapt(train)
    mean, std = fit_scaler(train)
    assert float(np.squeeze(layer.mean)) == pytest.approx(mean, rel=1e-4, abs=1e-3)
    assert float(np.squeeze(layer.variance)) ** 0.5 == pytest.approx(std, rel=1e-3)


@pytest.mark.parametrize("constant", [[3.0], [0, 0, 0], [0.1] * 10, []])
def test_a_constant_is_refused(constant):
    with pytest.raises(ValueError, match="constant"):
        fit_scaler(constant)


@given(season=st.integers(1, 9), repeats=st.integers(2, 5), slope=st.floats(-3, 3))
def test_a_season_and_a_trend_leave_the_growth_of_a_season(season, repeats, slope):
    pattern = np.random.default_rng(season).normal(size=season)
    series = np.tile(pattern, repeats) + slope * np.arange(season * repeats)
    assert seasonal_naive_mae(series, season) == pytest.approx(abs(slope) * season, abs=1e-9)


@given(series=series_of(3), season=st.integers(1, 59))
def test_the_error_is_the_mean_over_pairs_a_season_apart(series, season):
    assume(season < len(series))
    pairs = zip(series[:-season], series[season:], strict=True)
    assert seasonal_naive_mae(series, season) == pytest.approx(
        np.mean([abs(late - early) for early, late in pairs])
    )


@pytest.mark.parametrize("season", [0, -1, 5, 6])
def test_a_season_must_fit_into_the_series(season):
    with pytest.raises(ValueError, match="season must be"):
        seasonal_naive_mae([1, 2, 3, 4, 5], season)


@pytest.mark.parametrize(("steps", "units"), [(6, [4]), (3, [5, 2]), (4, [3, 2, 4])])
def test_the_forecaster_is_a_compiled_stack_of_lstms(steps, units):
    model = build_forecaster(steps, units)
    sizes = [
        4 * (l_in + l_out + 1) * l_out for l_in, l_out in zip([1, *units], units, strict=False)
    ]
    assert model.count_params() == sum(sizes) + units[-1] + 1
    assert model.input_shape == (None, steps, 1)
    assert model.output_shape == (None, 1)
    assert model.optimizer is not None
    weights = model.trainable_variables
    weights[-1].assign([1e3])
    assert np.allclose(model(np.zeros((2, steps, 1), "float32")), 1e3, atol=10), "linear"
    before = [weight.value.numpy() for weight in weights]
    model.train_on_batch(np.ones((2, steps, 1), "float32"), np.zeros((2, 1), "float32"))
    assert not all(
        np.allclose(old, new.value.numpy()) for old, new in zip(before, weights, strict=True)
    )


@given(
    roots=st.lists(st.floats(-1, 1), min_size=1, max_size=5),
    history=st.lists(values, min_size=5, max_size=5),
    n=st.integers(1, 20),
)
def test_a_linear_rule_fed_back_is_its_recurrence(roots, history, n):
    weights = np.array(roots) / len(roots)
    past = history[-len(roots) :]
    got = forecast_ahead(lambda window: window @ weights, past, n)
    everything = np.concatenate([past, got])
    for place in range(n):
        expected = everything[place : place + len(roots)] @ weights
        assert got[place] == pytest.approx(expected, abs=1e-9)


@given(history=series_of(1, 12), n=st.integers(1, 30), m=st.integers(1, 30))
def test_n_values_and_m_more_are_n_plus_m_values(history, n, m):
    predict = lambda window: 0.5 * window[0] + 0.25 * window[-1] + 1
    kept = history.copy()
    first = forecast_ahead(predict, history, n)
    more = forecast_ahead(predict, np.concatenate([history, first])[-len(history) :], m)
    np.testing.assert_allclose(
        np.concatenate([first, more]), forecast_ahead(predict, history, n + m)
    )
    np.testing.assert_array_equal(history, kept)


def test_the_oldest_value_repeated_gives_the_season_again():
    assert forecast_ahead(lambda window: window[0], [1, 5, 2], 7).tolist() == [1, 5, 2, 1, 5, 2, 1]


def test_a_history_of_integers_keeps_fractions_and_a_predict_may_change_its_window():
    def halve(window):
        window /= 2
        return window[-1]

    history = np.array([3, 1])
    assert forecast_ahead(halve, history, 3).tolist() == [0.5, 0.25, 0.125]
    assert history.tolist() == [3, 1]


def test_a_batch_of_histories_is_forecast_as_one_by_one():
    model = build_forecaster(4, [3])
    histories = np.random.default_rng(0).normal(size=(3, 4))

    def predict(windows):
        return model(np.reshape(windows, (-1, 4, 1)).astype("float32")).numpy()[:, 0]

    together = forecast_ahead(predict, histories, 5)
    for history, values_ahead in zip(histories, together, strict=True):
        np.testing.assert_allclose(
            forecast_ahead(lambda window: predict(window)[0], history, 5), values_ahead, atol=1e-6
        )
