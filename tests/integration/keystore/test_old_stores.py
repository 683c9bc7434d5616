"""Issue stores of every schema so far are opened for ever; a newer one adds the one before here."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Issued, Tombstone
from pos.domain.errors import HeadOfficePinned, JournalShortened, SignInRefused
from pos.domain.journal import Head, format_time
from pos.domain.lease import NO_LIMITS
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.files.schema import SCHEMA_VERSION
from pos.keystore.issue.identity import Identity
from pos.wire.bundle import BundleHead, BundleKind, SignedBundle, sign_bundle
from pos.wire.issue_receipt import is_signed_by
from pos.wire.uplink_keys import KeyPurpose, certify
from tests import agent_stories as story
from tests.kept_stores import packed, unpacked
from tests.old_stores import OLD, opened, put, store_key

BEFORE_ANYBODY_WAS_SET = format_time(story.NOON - timedelta(minutes=1))
ROOT, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 9))
each_store = pytest.mark.parametrize("old", OLD, ids=[old["name"] for old in OLD])


def inside(agent: KeyAgent) -> Identity:
    """Return what is open."""
    assert agent._identity is not None
    return agent._identity


def tables(database: AgentDatabase) -> dict[str, str]:
    """Return what a database is made of, and of which version that is."""
    made = database.all("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {**dict(made), "version": str(database.one("PRAGMA user_version"))}


def test_each_schema_before_this_one_is_kept() -> None:
    """Whoever raises the version keeps a store of the program that raised it last."""
    assert {old["schema"] for old in OLD} >= set(range(1, SCHEMA_VERSION))


@each_store
def test_an_old_store_is_kept_to_the_byte(old: dict[str, Any]) -> None:
    """What is unpacked is what the older program wrote, and can be packed again."""
    key = store_key(old)
    files = unpacked(old["store"], old["log"], key)
    assert [hashlib.sha256(content).hexdigest() for content in files if content] == old["sha256"]
    assert unpacked(*packed(*files, key), key) == files


@each_store
def test_an_old_store_becomes_one_of_today(tmp_path: Path, old: dict[str, Any]) -> None:
    """Table for table and trigger for trigger what a new one has."""
    new = story.opened(story.new_vault(tmp_path), story.SetClock())
    expected = tables(inside(new).database)
    new.close()
    (tmp_path / "old").mkdir()
    agent = opened(put(tmp_path / "old", old), old)
    assert tables(inside(agent).database) == expected
    agent.close()


@each_store
def test_an_old_store_forgets_nothing(tmp_path: Path, old: dict[str, Any]) -> None:
    """Sums, ids, heads, lease, head office and people are what they were, twice over."""
    put(tmp_path, old)
    for _ in range(2):
        agent = opened(tmp_path, old)
        identity, status = inside(agent), agent.status()
        counters = identity.store.counters()
        sums = (counters.issues, counters.money_issued, counters.energy_issued_milli)
        assert sums == (len(old["issues"]), old["money_issued"], old["energy_issued_milli"])
        assert counters.known_time == old["known_time"]
        assert status.lease is not None
        assert status.lease.serial == old["lease"]
        assert (status.lease.limits == NO_LIMITS) == (old["schema"] < 3)
        assert agent.device_key() == old["device_key"]
        must_know_all_ids(agent, old)
        must_keep_its_heads(agent, Head("T1", 1, *old["signed_head"]))
        assert (identity.database.one("SELECT root_key FROM head_office") or ("",)) == (
            old["root_key"],
        )
        assert identity.database.one("SELECT count(*) FROM ceiling") == (old["ceiling"],)
        for name, (pin, *role) in people(old):
            agent.sign_in(name, pin.encode())
            assert identity.pins.role_of(name) == "".join(role)
            with pytest.raises(SignInRefused):
                agent.sign_in(name, b"0000")
        agent.close()


def people(old: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return names with their PIN, and their role where the older program knew one."""
    return [(name, said.split()) for name, said in old["people"].items()]


def must_know_all_ids(agent: KeyAgent, old: dict[str, Any]) -> None:
    """Every issue is answered again with its codes, and every tombstone with its reason."""
    known = list(agent.issues_after(0))
    codes = [" ".join(token.digits for token in each.receipt.tokens) for each in known]
    assert dict(zip((each.receipt.sale_id for each in known), codes, strict=True)) == old["issues"]
    for each in known:
        assert is_signed_by(each.receipt, old["device_key"])
        assert agent.issue(each.receipt.sale_id, each.begun) == each
        reissued = inside(agent).store.is_reissued(each.receipt.sale_id)
        assert reissued == (each.receipt.sale_id in old["reissued"])
    for sale_id, reason in old["tombstones"].items():
        again = agent.issue(sale_id, story.begun_bytes(sale_id))
        assert again == Tombstone(sale_id, reason)


def must_keep_its_heads(agent: KeyAgent, signed: Head) -> None:
    """The last signed head is signed again, and no other one of its number."""
    assert agent.status().signed_head == signed
    assert agent.sign_head(signed) is not None
    with pytest.raises(JournalShortened):
        agent.sign_head(Head(signed.terminal, signed.incarnation, signed.seq, "cd" * 32))


@each_store
def test_an_old_store_goes_on_issuing(tmp_path: Path, old: dict[str, Any]) -> None:
    """The next number, a later identifier for the same meter, sums that go on, and a signature."""
    agent = opened(put(tmp_path, old), old)
    meter = story.a_meter()
    standing = inside(agent).store.standing(meter.pan, day="")
    before = standing.last_tids[story.KEY_EA11.base_date]
    issued = story.issue_one(agent, meter=meter)
    receipt = issued.receipt
    assert is_signed_by(receipt, old["device_key"])
    assert receipt.issue_no == len(old["issues"]) + 1
    assert receipt.money_issued > old["money_issued"]
    (token,) = receipt.tokens
    assert token.tid > before
    agent.close()
    agent = opened(tmp_path, old)
    assert isinstance(agent.outcome(receipt.sale_id), Issued)
    agent.close()


@each_store
def test_an_old_store_keeps_its_head_office(tmp_path: Path, old: dict[str, Any]) -> None:
    """Another one is refused; one that had none takes one."""
    agent = opened(put(tmp_path, old), old)
    join(agent, ROOT)
    with pytest.raises(HeadOfficePinned):
        join(agent, OTHER)
    agent.close()


@each_store
def test_an_old_list_gives_nobody_power_in_an_old_store(
    tmp_path: Path, old: dict[str, Any]
) -> None:
    """What was known of people counts as set when a program came that asks for that."""
    put(tmp_path, old)
    agent = opened(tmp_path, old)
    join(agent, ROOT)
    before = inside(agent).pins.role_of("agent")
    agent.people.take_roles(a_list(BEFORE_ANYBODY_WAS_SET, n=8))
    assert inside(agent).pins.role_of("agent") == before
    agent.people.take_roles(a_list("2999-01-01T00:00:00.000Z", n=9))
    assert inside(agent).pins.role_of("agent") == Role.SUPERVISOR
    agent.close()


def join(agent: KeyAgent, root: Ed25519PrivateKey) -> None:
    """Pin a head office."""
    lease_key = certify(root, KeyPurpose.LEASE, public(OTHER), training=True)
    agent.pin_head_office(public(root), lease_key)


def a_list(created_at: str, *, n: int) -> SignedBundle:
    """Have head office make a supervisor of somebody."""
    head = BundleHead(
        epoch=1,
        n=n,
        terminal="T1",
        training=True,
        kind=BundleKind.OPERATORS,
        digest="0" * 64,
        created_at=created_at,
    )
    body = json.dumps([{"name": "agent", "role": "supervisor", "removed": False}])
    return sign_bundle(
        head, body, OTHER, certify(ROOT, KeyPurpose.BUNDLE, public(OTHER), training=True)
    )


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()
