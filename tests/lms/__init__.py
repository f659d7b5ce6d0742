"""Archives as Canvas and Moodle make them, and as nobody should; used by tests/test_lms_*.py."""
