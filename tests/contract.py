"""The contract: notebooks, exercises and points. Tools outside find exercises by these names."""

EXERCISES = {
    "1_independence": [
        "lag_correlation", "persistence_mae", "bigram_counts", "predict_next", "cnn_or_rnn",
    ],
    "2_make_steps": ["makeSteps", "count_steps", "make_pairs"],
    "3_dot_products": ["matvec", "project_steps", "W_design", "elementwise"],
    "4_rnn": [
        "rnn_step", "rnn_forward", "from_keras", "rnn_params", "build_rnn",
        "n_segments", "segment_length", "output_size", "jacobian_norms", "weight_gradient",
    ],
    "5_lstm": [
        "sigmoid", "carry_step", "lstm_step", "lstm_forward", "lstm_params", "build_lstm",
        "slide_matrices", "keras_matrices", "freeze_gate",
    ],
    "6_stacking": [
        "stacked_params", "output_shapes", "build_stacked", "build_repaired", "stacked_forward",
    ],
    "7_forecasting": [
        "split_in_time", "fit_scaler", "seasonal_naive_mae", "build_forecaster", "forecast_ahead",
    ],
}  # fmt: skip
POINTS = {
    "1_independence": 12, "2_make_steps": 14, "3_dot_products": 9, "4_rnn": 20, "5_lstm": 22,
    "6_stacking": 11, "7_forecasting": 12,
}  # fmt: skip
WRITTEN = {"1_independence", "4_rnn", "5_lstm", "7_forecasting"}
# Questions whose answer is one number.
NUMBERS = {"n_segments", "segment_length", "output_size", "slide_matrices", "keras_matrices"}
TEN_WRONG = {"makeSteps", "make_pairs", "rnn_forward", "lstm_step"}
