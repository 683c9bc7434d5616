"""Settings for property tests of tokens."""

import os

from hypothesis import Phase, settings

# A slow PC is no fault of the code: an example has no time limit, only the suite has.
settings.register_profile("no_deadline", deadline=None)
# For tests.mutation: the first failure is enough, and the smallest example is of no use.
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("VENDWATT_HYPOTHESIS", "no_deadline"))
