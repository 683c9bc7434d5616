"""Key agents of each kind for each test of this folder."""

from tests.agent_fixtures import made_agent, ready_agent

__all__ = ["made_agent", "ready_agent"]
