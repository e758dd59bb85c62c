"""What every test shares: how hard Hypothesis looks, real databases."""

from hypothesis import HealthCheck, settings

# Real databases, one server for all tests of the session.
from tests.databases import (  # noqa: F401
    database,
    database_address,
    postgres,
    prepared_sqlite,
    sqlite_database,
)

# No deadline: two processes share two cores here, and a slow example is a matter for benchmarks/.
settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
# A longer look: pytest --hypothesis-profile thorough
settings.register_profile("thorough", settings.get_profile("house"), max_examples=5000)
settings.load_profile("house")
