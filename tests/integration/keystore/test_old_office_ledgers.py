"""Ledgers of head offices that older programs left are opened for ever, and forget nothing."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos.app.ports.answer_keys import AnswerKeyPlan
from pos.app.ports.signing import SignedBefore
from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import OpenLimit
from pos.domain.errors.signing import SigningRefused
from pos.domain.journal import format_time
from pos.keystore.files.folder import AgentFolder
from pos.keystore.signing.signing_agent import SigningAgent, SigningPorts
from pos.keystore.signing.signing_ledger import LEDGER
from pos.wire.uplink_lease import LeaseTerms
from tests.agent_stories import CHEAP, SetClock

VECTORS = Path(__file__).parents[2] / "vectors"
OFFICE = json.loads((VECTORS / "office_vaults.json").read_text())[0]
PASSPHRASE = OFFICE["passphrase"].encode()
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
# What the older agents signed last, and whom the second one knew.
LEASE, BUNDLE = 7, (3, 9)
PEOPLE = {1: (), 2: ("anna",)}
LIMITS = {1: (), 2: (OpenLimit("EUR", 100_00, 50_000),)}


def test_each_form_before_this_one_is_kept() -> None:
    """Whoever raises the version keeps a ledger of the program that raised it last."""
    assert set(PEOPLE) >= set(range(1, LEDGER.version))


@pytest.mark.parametrize("version", sorted(PEOPLE))
def test_an_old_ledger_goes_on(tmp_path: Path, version: int) -> None:
    """What was signed is not signed again; the key for answers can be followed from then on."""
    place = AgentFolder(tmp_path)
    place.vault.write_bytes(bytes.fromhex("".join(OFFICE["vault"])))
    shutil.copyfile(VECTORS / f"office_ledger_{version}.db", place.issue_store)
    newest = OFFICE["public_keys"]["answer"]
    times = (format_time(NOW), format_time(NOW + timedelta(days=1)))
    for n in (1, 2):
        agent = SigningAgent.open(tmp_path, SigningPorts(SetClock(NOW), os.urandom, CHEAP))
        agent.unlock(PASSPHRASE)
        assert agent.signed_before("T1") == SignedBefore(LEASE, BUNDLE)
        assert agent.people.signers() == PEOPLE[version]
        assert agent.people.limits() == LIMITS[version]
        with pytest.raises(SigningRefused):
            agent.sign_lease(lease(LEASE), None)
        assert agent.answer_keys.newest() == newest
        by = UnlockSecret("passphrase", PASSPHRASE)
        said = agent.answer_keys.prepare(by, AnswerKeyPlan(n, newest, *times))
        agent.answer_keys.take(said)
        newest = said.terms.new_key
        agent.close()


def lease(serial: int) -> LeaseTerms:
    """Return terms as the older agent signed them."""
    return LeaseTerms(
        terminal="T1",
        device_key="ab" * 32,
        serial=serial,
        not_before="2026-11-22T00:00:00.000Z",
        until="2026-12-22T00:00:00.000Z",
        money_may_reach=100_00,
        energy_may_reach_milli=50_000,
        energy_per_meter_day_milli=3,
        lane=0,
        lanes=1,
    )
