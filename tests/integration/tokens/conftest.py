"""Every test here has a training terminal of its own."""

from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
