"""A real vault: head office's lease, a key from two custodians, and licensed tables."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Issued, Tombstone
from pos.app.ports.custody import ComponentOffer
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.refusals import PinTooPlain, TrainingVaultOnly
from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.identifiers import MeterPan
from pos.sts.meter_answer import MeterCode
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables, load_tables
from pos.sts.virtual_meter import VirtualMeter
from pos.wire.uplink_keys import KeyPurpose, certify
from pos.wire.uplink_lease import LeaseTerms, sign_lease
from tests import agent_stories as story
from tests.custody_stories import (
    BY,
    PEOPLE,
    PIN,
    TABLES,
    attributes_file,
    components_of,
    opened_custody,
)

ROOT = Ed25519PrivateKey.from_private_bytes(b"\3" * 32)
LEASE_KEY = Ed25519PrivateKey.from_private_bytes(b"\4" * 32)
PLENTY = 1_000_000_000
METER = story.a_meter(sgc="123456", ea="07")


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()


def take_lease(agent: KeyAgent) -> None:
    """Join a real head office and take its lease."""
    certificate = certify(ROOT, KeyPurpose.LEASE, public(LEASE_KEY), training=False)
    agent.pin_head_office(public(ROOT), certificate)
    terms = LeaseTerms(
        terminal="T1",
        device_key=agent.device_key(),
        serial=1,
        not_before=format_time(story.NOON - story.DAY),
        until=format_time(story.NOON + 30 * story.DAY),
        money_may_reach=PLENTY,
        energy_may_reach_milli=PLENTY,
        energy_per_meter_day_milli=PLENTY,
        lane=0,
        lanes=1,
    )
    agent.take_lease(sign_lease(terms, LEASE_KEY, certificate))


def answer_of(agent: KeyAgent, digits: str, tables: Ea07Tables) -> MeterCode:
    """Return what the customer's meter says to a code, with these tables inside."""
    config = MeterConfig(
        pan=MeterPan(METER.pan),
        sgc=METER.sgc,
        krn=1,
        tariff_index=METER.tariff_index,
        key_type=KeyType.DUTK,
        ea=Ea.STA_07,
        dkga=Dkga.DKGA04,
        base_date=BaseDate.BASE_2014,
    )
    key = agent._safe.open_vending().ring.find("123456", 1)
    assert key is not None
    return VirtualMeter(config, key.decoder_key(config), tables, ken=255).enter(digits).code


def test_ea07_meters_are_served_once_tables_are_there(tmp_path: Path) -> None:
    """With the licensed tables, and not with the sample; the code is no training code."""
    attributes = attributes_file()
    parts = components_of(attributes)
    with opened_custody(tmp_path, training=False) as agent:
        take_lease(agent)
        for name, part in zip(PEOPLE, parts, strict=False):
            agent.custody.enter_component(name, PIN, ComponentOffer(attributes, part))
        sale_id = story.new_sale_id()
        refused = agent.issue(sale_id, story.begun_bytes(sale_id, meter=METER))
        assert refused == Tombstone(sale_id, "KEY-03")
        agent.custody.import_tables(TABLES, **BY)
        sale_id = story.new_sale_id()
        issued = agent.issue(sale_id, story.begun_bytes(sale_id, meter=METER))
        assert isinstance(issued, Issued)
        (token,) = issued.receipt.tokens
        assert not token.training
        assert answer_of(agent, token.digits, load_tables(TABLES)) is MeterCode.ACCEPT
        assert answer_of(agent, token.digits, SAMPLE_TABLES) is not MeterCode.ACCEPT


def test_a_real_vault_makes_nothing_for_itself_and_takes_no_plain_pin(tmp_path: Path) -> None:
    """Neither key nor lease; the own name and 1234 are no PINs, new or changed."""
    with opened_custody(tmp_path, training=False) as agent:
        with pytest.raises(TrainingVaultOnly):
            agent.mint_training_key(story.KEY_EA11)
        with pytest.raises(TrainingVaultOnly):
            agent.grant_training_lease(story.a_lease(story.NOON))
        for plain in (b"1234", b"0000", b"Daniel"):
            with pytest.raises(PinTooPlain):
                agent.set_pin("Daniel", plain, Role.SUPERVISOR)
        with pytest.raises(PinTooPlain):
            agent.people.change_pin("Amina", b"2580", Role.SUPERVISOR, by="Amina", by_pin=PIN)
