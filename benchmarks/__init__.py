"""Scripts that measure. No test depends on them."""
