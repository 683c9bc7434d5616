"""A sale whose hardware goes away between the till's question and its issue."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from pos.app.ports import Issued, Tombstone
from pos.app.ports.slots import UnlockSecret
from pos.app.selling.sell import sell
from pos.app.selling.settle import resume
from pos.domain.errors import MoneyStands
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.counter import CounterGone
from pos.keystore.errors.device import KeyDeviceUnusable
from tests import terminal_stories as story
from tests.short_folder import short_folder
from tests.tpm_simulator import running_tpm


class PulledPlug(KeyAgent):
    """Loses its TPM at the first issue."""

    plug = ExitStack()

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Pull it, and go on."""
        self.plug.close()
        return super().issue(sale_id, begun)


class LostLibrary(KeyAgent):
    """Finds its device's library missing at the first issue, as while it is being exchanged."""

    exchanged = False

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Look for it, and go on once it is there."""
        if not self.exchanged:
            self.exchanged = True
            raise KeyDeviceUnusable(why="the library is missing")
        return super().issue(sale_id, begun)


def test_a_sale_waits_for_its_devices_library(till: Path) -> None:
    """It says that the cash is held, whatever stands in between question and issue."""
    agent = story.own_agent(till, kind=LostLibrary)
    ports = story.joined(till, agent)
    with ports.store.read() as reads:
        request = story.a_request(story.pans_of(reads, 1)[0])
    with pytest.raises(KeyDeviceUnusable) as lost:
        sell(ports, request, operator=story.OPERATOR)
    assert lost.value.money is MoneyStands.HELD_OPEN
    assert len(resume(ports, request.sale_id, operator=story.OPERATOR).tokens) == 1
    ports.store.close()
    agent.close()


def test_a_sale_waits_for_its_counter(till: Path) -> None:
    """The cash is held, nothing is issued, the sale stays open; the TPM back, it is resumed."""
    agent = story.own_agent(till, kind=PulledPlug)
    ports = story.joined(till, agent)
    with ports.store.read() as reads:
        request = story.a_request(story.pans_of(reads, 1)[0])
    with short_folder() as folder:
        way = PulledPlug.plug.enter_context(running_tpm(folder))
        by = UnlockSecret("passphrase", story.passphrase_of(till))
        agent.key_device.use_counter(by, way)
        with pytest.raises(CounterGone) as lost:
            sell(ports, request, operator=story.OPERATOR)
        assert lost.value.money is MoneyStands.HELD_OPEN
        assert agent.status().issues == 0
        with running_tpm(folder):
            sold = resume(ports, request.sale_id, operator=story.OPERATOR)
            assert len(sold.tokens) == 1
            assert agent.status().issues == 1
            ports.store.close()
            agent.close()
