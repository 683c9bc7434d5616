"""Settings for tests.mutation, which runs these tests without the rest of the suite."""

import os

from hypothesis import Phase, settings

# The first failure is enough, and the smallest example is of no use.
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
)
if os.environ.get("VENDWATT_HYPOTHESIS") == "mutation":
    settings.load_profile("mutation")
