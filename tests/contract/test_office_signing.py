"""One suite for head office's key agent, in this process and over its socket."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports.signing import OfficeSigning, SignedBefore
from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import (
    GrantWish,
    LimitWish,
    OpenLimit,
    Signer,
    Warrant,
)
from pos.domain.errors import (
    AgentStateDamaged,
    IdentityLocked,
    KeysLocked,
    PosError,
    WrongPassphrase,
)
from pos.domain.errors.office import GrantAboveCeiling
from pos.domain.errors.signing import SecondYesNeeded, SigningKeyMissing, SigningRefused
from pos.domain.journal import format_time
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI, FIRST_LIMITS
from pos.domain.standing import Standing
from pos.keystore.errors.refusals import PinMalformed
from pos.keystore.signing.signing_agent import SigningAgent, SigningPorts
from pos.keystore.signing.signing_keys import SigningKeys
from pos.keystore.signing.signing_rules import SERIAL_STEP_MAX, VERSION_STEP_MAX
from pos.wire.bundle import (
    BUNDLES_PATH,
    BundleHead,
    BundleKind,
    BundlesAnswer,
    body_digest,
    genuine_head,
)
from pos.wire.ceiling import CeilingTerms, SignedCeiling, sign_ceiling
from pos.wire.office_time import TIME_PATH, SignedTime, TimeAnswer, genuine_time
from pos.wire.sealed_key import KeyTerms, genuine_key_terms
from pos.wire.uplink import EPOCH_MAX, UPLINK_PATH, UplinkAnswer
from pos.wire.uplink_enrolment import ENROL_PATH, EnrolAnswer
from pos.wire.uplink_keys import KeyPurpose, certify
from pos.wire.uplink_lease import LeaseTerms, genuine_terms
from tests import signing_stories as story
from tests.agent_stories import PASSPHRASE, SetClock

REQUEST = "ab" * 64
DEVICE = "12" * 32
DAY = timedelta(days=1)
WAYS: dict[str, Callable[[Path, SetClock], AbstractContextManager[OfficeSigning]]] = {
    "in_process": story.agent_at,
    "over_its_socket": story.served_agent,
}


@dataclass(frozen=True)
class Keys:
    """A head office's key store, and the root that certified it."""

    signing: OfficeSigning
    folder: Path
    root: Ed25519PrivateKey
    clock: SetClock

    @property
    def root_key(self) -> str:
        """The public root key."""
        return self.root.public_key().public_bytes_raw().hex()

    def now(self, later: timedelta = timedelta()) -> str:
        """Return the time, or a later one."""
        return format_time(self.clock.now() + later)


@pytest.fixture(name="keys", params=WAYS)
def _keys(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keys]:
    """Give an open key store, reached in each way."""
    root, clock = story.a_root(), SetClock()
    folder = story.new_store(tmp_path / "keys", root)
    with WAYS[request.param](folder, clock) as signing:
        yield Keys(signing, folder, root, clock)


def terms(keys: Keys, **changes: Any) -> LeaseTerms:
    """Return terms that are signed as they are."""
    usual = LeaseTerms("T1", DEVICE, 1, keys.now(), keys.now(DAY), 1_000, 1_000, 1_000, 0, 1)
    return msgspec.structs.replace(usual, **changes)


def ceiling(keys: Keys, serial: int, money: int, **changes: Any) -> SignedCeiling:
    """Return a ceiling by the root key."""
    usual = CeilingTerms("T1", True, serial, keys.now(30 * DAY), money, 10**9)  # noqa: FBT003
    root = changes.pop("root", keys.root)
    return sign_ceiling(msgspec.structs.replace(usual, **changes), root)


def uplink_answer(keys: Keys, **changes: Any) -> bytes:
    """Return an answer to a delivery."""
    usual = UplinkAnswer(1, 1, 5, "0" * 64, Standing.MAIN, None, keys.now())
    return msgspec.json.encode(msgspec.structs.replace(usual, **changes))


def a_bundle(keys: Keys, n: int = 1, **changes: Any) -> BundleHead:
    """Return the head of a bundle."""
    kind = BundleKind.METERS
    usual = BundleHead(1, n, "", True, kind, "0" * 64, keys.now())  # noqa: FBT003
    return msgspec.structs.replace(usual, **changes)


def test_a_lease_leads_back_to_the_root(keys: Keys) -> None:
    """What is signed is what terminals believe."""
    lease = keys.signing.sign_lease(terms(keys), None)
    assert genuine_terms(lease, keys.root_key, training=True) == terms(keys)
    assert genuine_terms(lease, keys.root_key, training=False) is None


def test_versions_are_not_used_up(keys: Keys) -> None:
    """Whoever takes over head office's program cannot leave it without a number for the next."""
    for far in (VERSION_STEP_MAX + 1, 1 << 53):
        with pytest.raises(SigningRefused):
            keys.signing.sign_bundle(a_bundle(keys, far, digest=body_digest("")), "")
    most = a_bundle(keys, VERSION_STEP_MAX, digest=body_digest(""))
    keys.signing.sign_bundle(most, "")
    with pytest.raises(SigningRefused):
        keys.signing.sign_bundle(msgspec.structs.replace(most, epoch=2, n=most.n + 1), "")
    last = a_bundle(keys, 1, epoch=EPOCH_MAX, digest=body_digest(""))
    keys.signing.sign_bundle(last, "")
    with pytest.raises(SigningRefused):
        keys.signing.sign_bundle(msgspec.structs.replace(last, n=VERSION_STEP_MAX + 2), "")
    keys.signing.sign_bundle(msgspec.structs.replace(last, n=2), "")


def test_serials_are_not_used_up(keys: Keys) -> None:
    """Nor without a serial that any later lease of a terminal could have."""
    for far in (SERIAL_STEP_MAX + 1, 1 << 60):
        with pytest.raises(SigningRefused):
            keys.signing.sign_lease(terms(keys, serial=far), None)
    keys.signing.sign_lease(terms(keys, serial=SERIAL_STEP_MAX), None)
    with pytest.raises(SigningRefused):
        keys.signing.sign_lease(terms(keys, serial=2 * SERIAL_STEP_MAX + 1), None)
    keys.signing.sign_lease(terms(keys, serial=SERIAL_STEP_MAX + 1), None)


def test_above_the_limit_two_people_want_it(keys: Keys) -> None:
    """Nobody is asked before somebody is known; then two, for one wish, which may be taken back."""
    anne, ben = Signer("Anne", b"anne's password"), Signer("Ben", b"ben's password")
    by, people = UnlockSecret("passphrase", PASSPHRASE), keys.signing.people
    usual = {"energy_per_meter_day_milli": ENERGY_PER_METER_DAY_MILLI, "limits": FIRST_LIMITS}
    large = terms(keys, serial=2, money_may_reach=5_000, **usual)
    wish = GrantWish(
        number=1,
        terminal="T1",
        currency="ZAR",
        money=4_000,
        energy_milli=0,
        energy_per_meter_day_milli=ENERGY_PER_METER_DAY_MILLI,
        until=large.until,
        lane=0,
        lanes=1,
        limits=FIRST_LIMITS,
    )
    people.say_yes(wish, anne)
    keys.signing.sign_lease(terms(keys, **usual), None, Warrant("ZAR"))
    for person in (anne, ben):
        people.put_signer(by, person, (OpenLimit("ZAR", 2_000, 2_000),))
    assert keys.signing.status().signers == ("Anne", "Ben")
    for _ in range(2):
        with pytest.raises(SecondYesNeeded):
            keys.signing.sign_lease(large, None, Warrant("ZAR", wish=wish, second=ben))
        people.say_yes(wish, anne)
        people.take_back(wish)
    people.say_yes(wish, anne)
    lease = keys.signing.sign_lease(large, None, Warrant("ZAR", wish=wish, second=ben))
    assert genuine_terms(lease, keys.root_key, training=True) == large
    people.set_limit(LimitWish(0, OpenLimit("ZAR", 10, 10)), ben)
    assert keys.signing.status().limits == (OpenLimit("ZAR", 10, 10),)
    with pytest.raises(PinMalformed):
        people.put_signer(by, Signer("Cleo", b"short"))
    for name in ("Anne", "Ben"):
        people.remove_signer(by, name)
    assert keys.signing.status().signers == ()


def test_serials_only_rise(keys: Keys) -> None:
    """No serial twice, whatever the database says; each terminal counts for itself."""
    for serial in (1, 5):
        keys.signing.sign_lease(terms(keys, serial=serial), None)
    for serial in (1, 4, 5):
        with pytest.raises(SigningRefused):
            keys.signing.sign_lease(terms(keys, serial=serial), None)
    assert keys.signing.signed_before("T1").lease_serial == 5
    assert keys.signing.signed_before("T2") == SignedBefore(0, (0, 0))
    keys.signing.sign_lease(terms(keys, terminal="T2"), None)


@pytest.mark.parametrize(
    "changes",
    [
        {"terminal": "T 1"},
        {"until": "tomorrow"},
        {"not_before": "2026-11-22"},
        {"until": "2026-11-22T11:00:00.000000Z"},
        {"not_before": "2099-01-01T00:00:00.000Z"},
        {"not_before": "2000-01-01T00:00:00.000Z", "until": "2000-02-01T00:00:00.000Z"},
        {"lane": 1, "lanes": 1},
        {"lane": 0, "lanes": 17},
        {"lane": -1, "lanes": 4},
    ],
)
def test_terms_that_do_not_hold_together_are_not_signed(
    keys: Keys, changes: dict[str, object]
) -> None:
    """Nothing of them stays: the same serial can be signed afterwards."""
    with pytest.raises(SigningRefused):
        keys.signing.sign_lease(terms(keys, **changes), None)
    keys.signing.sign_lease(terms(keys), None)


def test_no_lease_is_above_a_ceiling_that_was_ever_seen(keys: Keys) -> None:
    """Leaving it out, or bringing an older one, does not help; a newer one counts."""
    keys.signing.sign_lease(terms(keys, money_may_reach=900), ceiling(keys, 2, 1_000))
    above = terms(keys, serial=2, money_may_reach=1_001)
    for given in (None, ceiling(keys, 1, 5_000), ceiling(keys, 2, 5_000)):
        with pytest.raises(GrantAboveCeiling) as refusal:
            keys.signing.sign_lease(above, given)
        assert refusal.value.facts == {"what": "money"}
    lease = keys.signing.sign_lease(above, ceiling(keys, 3, 5_000))
    assert lease.ceiling == ceiling(keys, 3, 5_000)
    lease = keys.signing.sign_lease(msgspec.structs.replace(above, serial=3), None)
    assert lease.ceiling == ceiling(keys, 3, 5_000), "the newest one travels with every lease"
    other = keys.signing.sign_lease(terms(keys, terminal="T2", money_may_reach=9_000), None)
    assert other.ceiling is None


@pytest.mark.parametrize(
    "changes",
    [{"root": story.a_root(2)}, {"terminal": "T2"}, {"training": False}],
)
def test_a_ceiling_that_is_not_the_roots_counts_for_nothing(
    keys: Keys, changes: dict[str, object]
) -> None:
    """Another root's, another terminal's, or one of the other kind."""
    with pytest.raises(SigningRefused):
        keys.signing.sign_lease(terms(keys), ceiling(keys, 1, 5_000, **changes))
    assert keys.signing.signed_before("T1").lease_serial == 0


def test_answers_are_signed_for_what_was_asked(keys: Keys) -> None:
    """An answer is one of four forms, dated now, and names this head office."""
    keys.signing.sign_answer(UPLINK_PATH, REQUEST, uplink_answer(keys))
    certificate = keys.signing.sign_lease(terms(keys), None).certificate
    answer = msgspec.json.encode(TimeAnswer(keys.now(), certificate))
    signature = keys.signing.sign_answer(TIME_PATH, REQUEST, answer)
    # The lease key is no answer key, so nobody believes the time that it vouches for.
    told = SignedTime(REQUEST, answer.decode(), signature)
    assert genuine_time(told, keys.root_key, training=True) is None
    nothing = msgspec.json.encode(BundlesAnswer((), more=False))
    keys.signing.sign_answer(BUNDLES_PATH, REQUEST, nothing)


def changed(answer: EnrolAnswer, **changes: Any) -> bytes:
    """Return an answer to a terminal that joins, changed."""
    return msgspec.json.encode(msgspec.structs.replace(answer, **changes))


def test_what_is_no_answer_is_not_signed(keys: Keys) -> None:
    """Neither other bytes nor an answer of yesterday, which would move a terminal's clock."""
    good = uplink_answer(keys)
    other = certify(story.a_root(2), KeyPurpose.ANSWER, DEVICE, training=True)
    own = keys.signing.sign_lease(terms(keys), None).certificate
    welcome = EnrolAnswer(
        terminal="T1", training=True, epoch=1, root_key=keys.root_key, answer_key=own, proof=""
    )
    keys.signing.sign_answer(ENROL_PATH, REQUEST, msgspec.json.encode(welcome))
    for path, request, body in (
        ("/v1/other", REQUEST, good),
        (UPLINK_PATH, "ab", good),
        (UPLINK_PATH, REQUEST, b"vendwatt lease 1\0{}"),
        (UPLINK_PATH, REQUEST, msgspec.json.encode(terms(keys))),
        (UPLINK_PATH, REQUEST, b"\xff"),
        (UPLINK_PATH, REQUEST, b"[" * 100_000),
        (ENROL_PATH, REQUEST, good),
        (UPLINK_PATH, REQUEST, uplink_answer(keys, time=keys.now(DAY))),
        (UPLINK_PATH, REQUEST, uplink_answer(keys, time="")),
        (UPLINK_PATH, REQUEST, uplink_answer(keys, time=keys.now(-DAY))),
        (TIME_PATH, REQUEST, msgspec.json.encode(TimeAnswer(keys.now(DAY), own))),
        (TIME_PATH, REQUEST, msgspec.json.encode(TimeAnswer(keys.now(-DAY), own))),
        (ENROL_PATH, REQUEST, changed(welcome, root_key=DEVICE)),
        (ENROL_PATH, REQUEST, changed(welcome, answer_key=other)),
        (TIME_PATH, REQUEST, msgspec.json.encode(TimeAnswer(keys.now(), other))),
    ):
        with pytest.raises(PosError) as refusal:
            keys.signing.sign_answer(path, request, body)
        assert refusal.value.code in ("SIGN-01", "AGENT-02")


def test_bundles_only_get_newer(keys: Keys) -> None:
    """Versions rise, also over an epoch; another head office's are not signed."""
    bundle = keys.signing.sign_bundle(a_bundle(keys, 2), "meter\n")
    assert genuine_head(bundle, keys.root_key, training=True) is not None
    for head in (
        a_bundle(keys, 2),
        a_bundle(keys, 1),
        a_bundle(keys, 3, training=False),
        a_bundle(keys, 3, terminal="T 1"),
        a_bundle(keys, 3, created_at=""),
    ):
        with pytest.raises(SigningRefused):
            keys.signing.sign_bundle(head, "meter\n")
    with pytest.raises(SigningRefused):
        keys.signing.sign_bundle(a_bundle(keys, 3), "\u20ac" * 400_000)
    keys.signing.sign_bundle(a_bundle(keys, 1, epoch=2), "meter\n")
    assert keys.signing.signed_before("").bundle == (2, 1)


def test_a_sealed_key_is_signed_as_what_it_is(keys: Keys) -> None:
    """Its box stays shut; its terms are read."""
    about = KeyTerms("T1", DEVICE, DEVICE, "123456", 1, 2, "04", 1993, 255, 0, "abcdef")
    sealed = keys.signing.sign_sealed_key(about, bytes(80))
    assert genuine_key_terms(sealed, keys.root_key, training=True) == about
    with pytest.raises(SigningRefused):
        keys.signing.sign_sealed_key(msgspec.structs.replace(about, terminal=""), bytes(80))


def test_locked_it_answers_and_grants_nothing(keys: Keys) -> None:
    """Locking closes what grants; the passphrase opens it again, a wrong one does not."""
    keys.signing.lock()
    assert (keys.signing.status().answers, keys.signing.status().grants) == (True, False)
    keys.signing.sign_answer(UPLINK_PATH, REQUEST, uplink_answer(keys))
    for ask in (
        lambda: keys.signing.sign_lease(terms(keys), None),
        lambda: keys.signing.sign_bundle(a_bundle(keys), ""),
    ):
        with pytest.raises(KeysLocked):
            ask()
    with pytest.raises(WrongPassphrase):
        keys.signing.unlock(b"something else")
    assert not keys.signing.status().grants
    keys.signing.unlock(PASSPHRASE)
    keys.signing.sign_lease(terms(keys), None)


def test_a_service_credential_answers_and_grants_nothing(tmp_path: Path) -> None:
    """What a machine that starts alone is given opens one of the two compartments."""
    folder, clock = story.new_store(tmp_path / "keys", story.a_root()), SetClock()
    secret = UnlockSecret("credential", os.urandom(32))
    with story.agent_at(folder, clock) as agent:
        agent.slots.add(UnlockSecret("passphrase", PASSPHRASE), secret)
    with story.agent_at(folder, clock, locked=True) as agent:
        keys = Keys(agent, folder, story.a_root(), clock)
        with pytest.raises(IdentityLocked):
            agent.sign_answer(UPLINK_PATH, REQUEST, uplink_answer(keys))
        agent.slots.unlock(secret)
        agent.sign_answer(UPLINK_PATH, REQUEST, uplink_answer(keys))
        with pytest.raises(KeysLocked):
            agent.sign_lease(terms(keys), None)
        assert agent.status().slots == ("passphrase", "credential")


def test_what_was_signed_outlives_the_agent(tmp_path: Path) -> None:
    """The next agent remembers; without its ledger it does not open at all."""
    folder, clock = story.new_store(tmp_path / "keys", story.a_root()), SetClock()
    with story.agent_at(folder, clock) as agent:
        keys = Keys(agent, folder, story.a_root(), clock)
        agent.sign_lease(terms(keys, serial=7), None)
    with story.agent_at(folder, clock) as agent:
        assert agent.signed_before("T1").lease_serial == 7
    for file in folder.glob("agent.db*"):
        file.unlink()
    with pytest.raises(AgentStateDamaged), story.agent_at(folder, clock):
        pass


def test_keys_that_an_older_head_office_lacks_are_named(tmp_path: Path) -> None:
    """It grants, and says what it cannot do."""
    root, clock, folder = story.a_root(), SetClock(), tmp_path / "keys"
    public = root.public_key().public_bytes_raw().hex()
    whole = SigningKeys(public, {}, ()).with_missing(
        lambda purpose, key: certify(root, purpose, key, training=True), os.urandom
    )
    first = (KeyPurpose.LEASE, KeyPurpose.ANSWER)
    story.keep(
        folder,
        SigningKeys(
            public,
            {purpose: whole.seeds[purpose] for purpose in first},
            tuple(one for one in whole.certificates if one.purpose in first),
        ),
    )
    agent = SigningAgent.open(folder, SigningPorts(clock, os.urandom))
    try:
        agent.unlock(PASSPHRASE)
        keys = Keys(agent, folder, root, clock)
        agent.sign_lease(terms(keys), None)
        with pytest.raises(SigningKeyMissing) as refusal:
            agent.sign_bundle(a_bundle(keys), "")
        assert refusal.value.facts == {"purpose": "bundle"}
    finally:
        agent.close()
