"""Settings for property tests of tokens."""

from hypothesis import settings

# A slow PC is no fault of the code: an example has no time limit, only the suite has.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
