"""The key agent as anyone may see it."""

from dataclasses import replace

from pos.app.ports import AgentStatus
from pos.keystore.agent.safe import Safe
from pos.keystore.issue.identity import Identity


def status_of(safe: Safe, identity: Identity | None) -> AgentStatus:
    """Say what is public; keys and sums are empty until the first unlock."""
    status = AgentStatus(
        tier="software",
        training=safe.vault.training,
        vending_open=safe.ring is not None,
        slots=tuple(slot.name for slot in safe.vault.slots),
        keys=safe.known_keys,
        lease=None,
        issues=0,
        signed_head=None,
        key_device=safe.known_device,
    )
    if identity is None:
        return status
    return replace(
        status,
        lease=identity.lease(),
        issues=identity.store.counters().issues,
        signed_head=identity.store.signed_head(),
        tier=identity.slices.tier,
        unwritten=0 if safe.vending is None else len(safe.vending.unwritten),
    )
