"""A terminal for each test of this folder."""

from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
