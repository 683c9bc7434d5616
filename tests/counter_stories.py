"""Training agents whose lease a simulated TPM counts, for tests of the hardware tier."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.domain.lease import LeaseLimits
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.issue.lease_slices import LeaseSlices
from tests import agent_stories as story
from tests.short_folder import short_folder
from tests.tpm_simulator import running_tpm

SALE = 10_000
SLICE = 3 * SALE
LIMITS = LeaseLimits(slice_money=SLICE, slice_energy_milli=1_000_000)


@contextmanager
def a_tpm() -> Iterator[str]:
    """Run a TPM of its own."""
    with short_folder() as folder, running_tpm(folder) as way:
        yield way


def counted_agent(folder: Path, way: str) -> KeyAgent:
    """Make a training agent on the hardware tier, with one key and a lease in slices."""
    agent = story.opened(story.new_vault(folder), story.SetClock())
    agent.key_device.use_counter(story.BY_PASSPHRASE, way)
    agent.grant_training_lease(story.a_lease(story.NOON, limits=LIMITS))
    agent.mint_training_key(story.KEY_EA11)
    return agent


def again(folder: Path) -> KeyAgent:
    """Open it after a stop."""
    return story.opened(folder, story.SetClock())


def slices_of(agent: KeyAgent) -> LeaseSlices:
    """Reach below the surface."""
    assert agent._identity is not None
    return agent._identity.slices


def shown_by(agent: KeyAgent) -> int:
    """Read the counter."""
    counter = slices_of(agent)._counter
    assert counter is not None
    return counter.read()


def crash(agent: KeyAgent) -> None:
    """End an agent as a power cut does: nothing is written back."""
    slices_of(agent)._usable = False
    agent.close()


def counted(agent: KeyAgent) -> int:
    """Return what the lease counts as issued, minor units."""
    lease = agent.status().lease
    assert lease is not None
    return lease.money_issued
