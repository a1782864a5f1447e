import pytest

# So that a failing assertion in the shared suite tells its values, as in a test file.
pytest.register_assert_rewrite("tests.search.engine_contract")
