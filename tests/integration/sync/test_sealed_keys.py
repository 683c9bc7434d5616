"""Keys that head office seals for one agent: the way there, and everything that is not that way."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from pos.app.custody.load_keys import load_sealed, write_down_keys
from pos.app.office.agent_wishes import carry_out_wishes
from pos.app.office.office_notices import NoticeKind, office_notices
from pos.app.ports import Ports
from pos.app.ports.custody import ComponentOffer
from pos.domain.entries import KeyLoaded
from pos.domain.errors import BundleMalformed, TerminalNotKnown
from pos.domain.journal import read_entry
from pos.domain.lease import FloorPrice, LeaseLimits
from pos.headoffice.terminals.leases import Grant
from pos.keystore.errors.custody import GroupForeign, KeyDowngrade, SealedKeyNotGenuine
from pos.keystore.errors.refusals import VendingKeyHeld
from pos.keystore.files.secret import Secret
from pos.keystore.keys.hpke_box import seal_key, terms_for
from pos.keystore.keys.key_attributes import read_attributes
from pos.keystore.keys.vending_keys import KeyInMemory
from pos.wire.bundle import BundleKind
from pos.wire.sealed_key import (
    KeyTerms,
    SealedKey,
    read_sealed_key_file,
    read_sealing_key_file,
)
from tests import agent_stories, terminal_stories
from tests import office_stories as story
from tests.cash_stories import pin_of
from tests.custody_stories import attributes_file, components_of
from tests.office_stories import TERMINAL, OfficeHere, RealClock
from tests.secret_forms import found_in
from tests.standing_stories import take

KEY_BYTES = 20


def new_key(**changes: object) -> KeyInMemory:
    """A random 160-bit key."""
    return KeyInMemory(read_attributes(attributes_file(**changes)), Secret(os.urandom(KEY_BYTES)))


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A head office and a terminal that joined it."""

    office: OfficeHere
    ports: Ports
    terminal: str = TERMINAL

    def terms(self, key: KeyInMemory) -> KeyTerms:
        """What head office says about a key for this terminal."""
        return terms_for(self.terminal, self.ports.keys.custody.sealing_key(), key)

    def seal(self, key: KeyInMemory) -> SealedKey:
        """Seal a key for this terminal."""
        terms = self.terms(key)
        return self.office.administration.sign_key(terms, seal_key(terms, key))

    def loaded(self) -> list[KeyLoaded]:
        """The entries about loaded keys."""
        with self.ports.store.read() as reads:
            payloads = [read_entry(stored.body).payload for stored in reads.entries()]
        return [payload for payload in payloads if isinstance(payload, KeyLoaded)]


@pytest.fixture(name="ceremony")
def _ceremony(tmp_path: Path) -> Iterator[Ceremony]:
    """Give a head office and a terminal that joined it."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "till", clock)
    with ExitStack() as stack:
        office = stack.enter_context(story.office_at(story.new_office(tmp_path), clock))
        ports = stack.enter_context(story.terminal_at(folder, clock))
        story.join(office, ports)
        yield Ceremony(office, ports)


def test_a_sealed_key_is_loaded_once_and_written_down(ceremony: Ceremony) -> None:
    """Its attributes and check value arrive; nothing in the file is the key."""
    key = new_key()
    sealed = ceremony.seal(key)
    content = msgspec.json.encode(sealed)
    assert read_sealed_key_file(content) == sealed
    assert found_in(content, {"key": key.secret.reveal()}) == []
    loaded = load_sealed(ceremony.ports, sealed, operator="agent")
    assert loaded == key.status()
    assert [entry.check_value for entry in ceremony.loaded()] == [key.check_value]
    with pytest.raises(VendingKeyHeld):
        load_sealed(ceremony.ports, sealed, operator="agent")


def test_an_older_sealed_key_brings_nothing_back(ceremony: Ceremony) -> None:
    """A file that waited while a newer one came is refused."""
    old, newer = ceremony.seal(new_key()), ceremony.seal(new_key(krn=2))
    load_sealed(ceremony.ports, newer, operator="")
    with pytest.raises(KeyDowngrade):
        load_sealed(ceremony.ports, old, operator="")


def test_a_sealed_key_is_held_to_the_rules_of_all_keys(ceremony: Ceremony) -> None:
    """Not its bytes under another name, and no group that the lease does not price."""
    key = new_key()
    renamed = KeyInMemory(
        read_attributes(attributes_file(sgc="654321")), Secret(key.secret.reveal())
    )
    load_sealed(ceremony.ports, ceremony.seal(key), operator="")
    with pytest.raises(VendingKeyHeld) as held:
        load_sealed(ceremony.ports, ceremony.seal(renamed), operator="")
    assert held.value.facts == {"sgc": "123456", "krn": 1}
    limits = LeaseLimits(floors=(FloorPrice("123456", "electricity", 1000),))
    until = ceremony.ports.clock.now() + timedelta(days=30)
    ceremony.office.administration.grant(Grant(TERMINAL, 0, 0, 0, until, limits=limits))
    story.sync(ceremony.office, ceremony.ports)
    with pytest.raises(GroupForeign):
        load_sealed(ceremony.ports, ceremony.seal(new_key(sgc="777777")), operator="")
    assert [entry.sgc for entry in ceremony.loaded()] == ["123456"]


def test_a_sealed_key_comes_before_components_that_wait(tmp_path: Path) -> None:
    """Those of the same key are forgotten; those of an older one are not completed any more."""
    clock = RealClock()
    older, same = attributes_file(), attributes_file(krn=2)
    parts = {attributes: components_of(attributes) for attributes in (older, same)}
    till = terminal_stories.new_terminal(tmp_path / "till", components_ok=True)
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        terminal_stories.opened(till, clock=clock) as ports,
    ):
        agent = story.agent_of(ports)
        (one, other) = ((name, pin_of(till, name)) for name in ("supervisor", "agent"))
        story.join(office, ports)
        for attributes, (first, _) in parts.items():
            agent.custody.enter_component(*one, ComponentOffer(attributes, first))
        ceremony = Ceremony(office, ports, office.only_terminal().terminal)
        key = new_key(krn=2)
        load_sealed(ports, ceremony.seal(key), operator="")
        assert [waiting.krn for waiting in agent.custody.status().pending] == [1]
        for refusal, attributes in ((KeyDowngrade, older), (VendingKeyHeld, same)):
            offer = ComponentOffer(attributes, parts[attributes][1])
            with pytest.raises(refusal):
                agent.custody.enter_component(*other, offer)
        agent.custody.abandon(*other, "123456", 1)
        assert ceremony.loaded()[-1].check_value == key.check_value
        assert key.status() in agent.status().keys


def changed(sealed: SealedKey, **changes: object) -> SealedKey:
    """The file with something changed by somebody without head office's key."""
    return msgspec.structs.replace(sealed, **changes)


def test_what_is_changed_or_for_others_is_refused(ceremony: Ceremony, tmp_path: Path) -> None:
    """Attributes, box, signature, another head office, another terminal."""
    key = new_key()
    sealed = ceremony.seal(key)
    flipped = f"{int(sealed.box[:2], 16) ^ 1:02x}{sealed.box[2:]}"
    files = [
        changed(sealed, body=sealed.body.replace('"ken":255', '"ken":254')),
        changed(sealed, box=flipped),
        changed(sealed, signature="00" * 64),
    ]
    (tmp_path / "second").mkdir()
    clock = RealClock()
    with story.office_at(story.new_office(tmp_path / "second"), clock) as second:
        other = story.new_terminal(tmp_path / "other", clock, "T2")
        with story.terminal_at(other, clock) as elsewhere:
            story.join(second, elsewhere)
            to = elsewhere.keys.custody.sealing_key()
            terms = terms_for("T2", to, key)
            files.append(second.administration.sign_key(terms, seal_key(terms, key)))
    for file in files:
        with pytest.raises(SealedKeyNotGenuine):
            load_sealed(ceremony.ports, file, operator="agent")
    assert ceremony.loaded() == []


def test_head_office_itself_cannot_relabel_a_box(ceremony: Ceremony) -> None:
    """A box opens with the body that it was sealed with, and no other, whoever signs."""
    key = new_key()
    terms = ceremony.terms(key)
    box = seal_key(terms, key)
    relabelled = msgspec.structs.replace(terms, sgc="654321")
    signed = ceremony.office.administration.sign_key(relabelled, box)
    with pytest.raises(SealedKeyNotGenuine, match="seal"):
        load_sealed(ceremony.ports, signed, operator="agent")
    wrong = msgspec.structs.replace(terms, check_value="abcdef")
    signed = ceremony.office.administration.sign_key(wrong, seal_key(wrong, key))
    with pytest.raises(SealedKeyNotGenuine, match="check value"):
        load_sealed(ceremony.ports, signed, operator="agent")
    short = KeyInMemory(key.attributes, Secret(os.urandom(KEY_BYTES - 1)))
    with pytest.raises(SealedKeyNotGenuine, match="length"):
        load_sealed(ceremony.ports, ceremony.seal(short), operator="agent")


def test_head_office_seals_for_terminals_it_knows(ceremony: Ceremony) -> None:
    """By name and device key together; a sealing key that no device signed is none."""
    key = new_key()
    terms = msgspec.structs.replace(ceremony.terms(key), terminal="T9")
    with pytest.raises(TerminalNotKnown):
        ceremony.office.administration.sign_key(terms, seal_key(terms, key))
    terms = msgspec.structs.replace(ceremony.terms(key), device_key="00" * 32)
    with pytest.raises(TerminalNotKnown):
        ceremony.office.administration.sign_key(terms, seal_key(terms, key))
    genuine = ceremony.ports.keys.custody.sealing_key()
    assert read_sealing_key_file(msgspec.json.encode(genuine)) == genuine
    forged = msgspec.structs.replace(genuine, sealing_key="11" * 32)
    assert read_sealing_key_file(msgspec.json.encode(forged)) is None
    assert read_sealed_key_file(b"{}") is None


def test_a_key_whose_entry_a_power_cut_lost_is_written_down_once(ceremony: Ceremony) -> None:
    """Whether the cut came before the entry or between the entry and the agent's note of it."""
    key = new_key()
    custody = ceremony.ports.keys.custody
    custody.take_sealed(ceremony.seal(key))
    assert ceremony.loaded() == []
    write_down_keys(ceremony.ports, operator="")
    assert len(ceremony.loaded()) == 1
    safe = story.agent_of(ceremony.ports)._safe
    vending = safe.open_vending()
    safe.change_vending(vending.with_written("", 0))
    again = msgspec.structs.replace(vending.content(), unwritten=(("123456", 1),))
    safe.change_vending(type(vending).of(again, training=True))
    assert len(custody.status().unwritten) == 1
    write_down_keys(ceremony.ports, operator="")
    assert (len(ceremony.loaded()), custody.status().unwritten) == (1, ())


def send_down(ceremony: Ceremony, sealed: SealedKey, terminal: str = TERMINAL) -> None:
    """Publish a sealed key and have the terminal take it."""
    content = msgspec.json.encode(sealed)
    ceremony.office.administration.publish(BundleKind.SEALED_KEY, [content], terminal)
    take(ceremony.office, ceremony.ports)


def wishes(ceremony: Ceremony) -> list[tuple[str, str]]:
    """What became of the keys that came."""
    with ceremony.ports.store.read() as reads:
        return [(row.state, row.refused) for row in reads.agent_wishes()]


def notices(ceremony: Ceremony) -> list[NoticeKind]:
    """What the counter is told."""
    ports = ceremony.ports
    with ports.store.read() as reads:
        return [notice.kind for notice in office_notices(reads, ports.clock.now())]


def test_a_key_comes_down_the_line_and_the_counter_hears_of_it(ceremony: Ceremony) -> None:
    """It is loaded by the agent; one that is older or held already is refused and said so."""
    old, newer = ceremony.seal(new_key()), ceremony.seal(new_key(krn=2))
    send_down(ceremony, newer)
    assert notices(ceremony) == [NoticeKind.KEY_CAME]
    assert [entry.krn for entry in ceremony.loaded()] == [2]
    send_down(ceremony, old)
    assert notices(ceremony) == [NoticeKind.KEY_REFUSED, NoticeKind.KEY_CAME]
    assert wishes(ceremony) == [("done", ""), ("refused", KeyDowngrade.code)]
    assert ceremony.ports.store.rebuild() > 0


def test_a_key_waits_for_a_locked_agent_and_keeps_nothing_else_waiting(
    ceremony: Ceremony,
) -> None:
    """What comes behind it is taken; the key is loaded once the keys are unlocked, once."""
    ports = ceremony.ports
    ports.keys.lock()
    send_down(ceremony, ceremony.seal(new_key()))
    people = b'[{"name":"zola","role":"supervisor"}]'
    ceremony.office.administration.publish(BundleKind.OPERATORS, [people], "")
    assert take(ceremony.office, ports).wishes == 0
    with ports.store.read() as reads:
        assert reads.operator("zola") is not None
    assert notices(ceremony) == [NoticeKind.KEY_WAITS]
    ports.keys.unlock(agent_stories.PASSPHRASE)
    # The power goes between the agent and the journal.
    with ports.store.read() as reads:
        (waiting,) = reads.agent_wishes()
        sealed = read_sealed_key_file(reads.kept_file(waiting.wish))
    assert sealed is not None
    ports.keys.custody.take_sealed(sealed)
    assert carry_out_wishes(ports) == 1
    assert carry_out_wishes(ports) == 0
    assert wishes(ceremony) == [("done", "")]
    assert len(ceremony.loaded()) == 1


def test_a_key_for_another_agent_is_not_kept(ceremony: Ceremony) -> None:
    """Head office gives it to nobody else, and who gets it all the same has no use for it."""
    sealed = ceremony.seal(new_key())
    with pytest.raises(BundleMalformed):
        send_down(ceremony, sealed, "")
    terms = msgspec.structs.replace(ceremony.terms(new_key()), device_key="00" * 32)
    send_down(ceremony, msgspec.structs.replace(sealed, body=terms.body()))
    assert wishes(ceremony) == []
