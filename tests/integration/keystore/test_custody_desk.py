"""Loading keys: the ceremony, what it refuses, and what survives in between."""

import os
from pathlib import Path

import pytest

from pos.app.ports.custody import ComponentOffer, PendingStatus
from pos.domain.errors import KeysLocked, SignInRefused
from pos.domain.lease import FloorPrice, LeaseLimits
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.custody import (
    AttributesDiffer,
    ComponentMalformed,
    ComponentsDoNotFit,
    ComponentsNotPending,
    CustodianRepeated,
    GroupForeign,
    KeyDowngrade,
    OneByOneOnly,
    TablesMalformed,
    TablesRefused,
    TrainingTakesNoKeys,
)
from pos.keystore.errors.refusals import VendingKeyHeld
from pos.sts.tables import SAMPLE_TABLES
from tests import agent_stories as story
from tests.custody_stories import (
    BY,
    PEOPLE,
    PIN,
    TABLES,
    attributes_file,
    components_of,
    new_custody_vault,
    opened_custody,
    owned,
)
from tests.secret_forms import found_under

ATTRIBUTES = attributes_file()
AMINA, BONGANI, CHIPO = PEOPLE


def offer(part: bytes, attributes: bytes = ATTRIBUTES, of: int = 0) -> ComponentOffer:
    """What a custodian brings."""
    return ComponentOffer(attributes, part, of)


def bare(parts: tuple[bytes, ...]) -> list[bytes]:
    """Components without a word about them."""
    return [part.split(b"\n", 1)[0] for part in parts]


@pytest.mark.parametrize("training", [True, False])
def test_a_ceremony_of_three_survives_restarts(tmp_path: Path, *, training: bool) -> None:
    """Each sees the check value of their own component; the key is there with the last one."""
    parts = components_of(ATTRIBUTES, 3)
    with opened_custody(tmp_path, training=training) as agent:
        first = agent.custody.enter_component(AMINA, PIN, offer(parts[0]))
    assert first.key is None
    assert first.pending == PendingStatus("123456", 1, 3, (AMINA,))
    secrets = {f"component {n}": bytes.fromhex(each.decode()) for n, each in enumerate(bare(parts))}
    assert found_under(tmp_path, secrets) == []
    agent = owned(tmp_path)
    assert agent.custody.status().pending == (first.pending,)
    agent.custody.enter_component(BONGANI, PIN, offer(parts[2]))
    agent.close()
    agent = owned(tmp_path)
    last = agent.custody.enter_component(CHIPO, PIN, offer(parts[1]))
    assert last.key is not None
    assert last.key in agent.status().keys
    status = agent.custody.status()
    assert (status.pending, status.unwritten) == ((), (last.key,))
    assert agent.status().unwritten == 1
    agent.custody.written_down("123456", 1)
    agent.custody.written_down("123456", 1)
    agent.close()
    agent = owned(tmp_path)
    assert agent.status().unwritten == 0
    assert last.key in agent.status().keys
    agent.close()
    assert found_under(tmp_path, secrets) == []


def test_a_custodian_who_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    """The same person, another PIN, other attributes, another count, the same component."""
    parts = bare(components_of(ATTRIBUTES, 3))
    with opened_custody(tmp_path) as agent:
        desk = agent.custody
        desk.enter_component(AMINA, PIN, offer(parts[0], of=3))
        before = desk.status()
        with pytest.raises(CustodianRepeated):
            desk.enter_component(AMINA, PIN, offer(parts[1], of=3))
        with pytest.raises(SignInRefused):
            desk.enter_component(BONGANI, b"9999", offer(parts[1], of=3))
        with pytest.raises(AttributesDiffer):
            desk.enter_component(BONGANI, PIN, offer(parts[1], attributes_file(ken=254), of=3))
        with pytest.raises(AttributesDiffer):
            desk.enter_component(BONGANI, PIN, offer(parts[1], of=2))
        with pytest.raises(ComponentMalformed, match="in already"):
            desk.enter_component(BONGANI, PIN, offer(parts[0], of=3))
        with pytest.raises(ComponentMalformed):
            desk.enter_component(BONGANI, PIN, offer(parts[1][:-2], of=3))
        assert desk.status() == before


def test_bare_components_are_two_unless_somebody_says_so(tmp_path: Path) -> None:
    """The second one completes the key."""
    parts = bare(components_of(ATTRIBUTES))
    with opened_custody(tmp_path) as agent:
        agent.custody.enter_component(AMINA, PIN, offer(parts[0]))
        assert agent.custody.enter_component(BONGANI, PIN, offer(parts[1])).key is not None


def test_a_count_that_the_file_does_not_say_is_refused(tmp_path: Path) -> None:
    """What is typed is neither ignored nor believed; the same count twice is well."""
    parts = components_of(ATTRIBUTES, 3)
    with opened_custody(tmp_path) as agent:
        for of in (2, 4):
            with pytest.raises(ComponentsDoNotFit, match="counts others"):
                agent.custody.enter_component(AMINA, PIN, offer(parts[0], of=of))
        assert agent.custody.status().pending == ()
        entered = agent.custody.enter_component(AMINA, PIN, offer(parts[0], of=3))
        assert entered.pending.of == 3


def test_a_wrong_component_leaves_a_set_that_can_be_abandoned(tmp_path: Path) -> None:
    """The check value of the key tells; then custodians begin again."""
    parts, others = components_of(ATTRIBUTES), components_of(ATTRIBUTES)
    with opened_custody(tmp_path) as agent:
        desk = agent.custody
        desk.enter_component(AMINA, PIN, offer(parts[0]))
        with pytest.raises(AttributesDiffer):
            desk.enter_component(BONGANI, PIN, offer(others[1]))
        with pytest.raises(ComponentsDoNotFit):
            desk.enter_component(BONGANI, PIN, offer(bare(others)[1]))
        waiting = desk.status().pending
        for name, pin in ((CHIPO, b"0000"), ("Nobody", PIN)):
            with pytest.raises(SignInRefused):
                desk.abandon(name, pin, "123456", 1)
        assert desk.status().pending == waiting
        desk.abandon(CHIPO, PIN, "123456", 1)
        assert desk.status().pending == ()
        with pytest.raises(ComponentsNotPending):
            desk.abandon(CHIPO, PIN, "123456", 1)


def load(agent: KeyAgent, **changes: object) -> None:
    """Load a test key with these attributes."""
    attributes = attributes_file(**changes)
    agent.custody.load_together(attributes, components_of(attributes))


def test_duplicates_and_downgrades_are_refused(tmp_path: Path) -> None:
    """The same name, the same bytes under another name, and every way back."""
    with opened_custody(tmp_path) as agent:
        load(agent, krn=2)
        with pytest.raises(VendingKeyHeld):
            load(agent, krn=2)
        for changes in ({"krn": 1}, {"krn": 3, "base": 1993}, {"krn": 3, "dkga": "02"}):
            with pytest.raises(KeyDowngrade):
                load(agent, **changes)
        load(agent, krn=3, base=2035)
        load(agent, sgc="654321", krn=1)
        parts = components_of(attributes_file(sgc="777777"))
        agent.custody.load_together(attributes_file(sgc="777777"), parts)
        with pytest.raises(VendingKeyHeld) as held:
            agent.custody.load_together(attributes_file(sgc="888888"), parts)
        assert held.value.facts == {"sgc": "777777", "krn": 1}
        again = attributes_file(sgc="888888")
        agent.custody.enter_component(AMINA, PIN, offer(parts[0], again))
        with pytest.raises(VendingKeyHeld) as held:
            agent.custody.enter_component(BONGANI, PIN, offer(parts[1], again))
        assert held.value.facts == {"sgc": "777777", "krn": 1}
        assert "888888" not in {key.sgc for key in agent.status().keys}


def test_no_component_is_taken_of_a_key_that_would_be_refused(tmp_path: Path) -> None:
    """One that is held, that leads back, or whose group the lease does not price."""
    refused = (
        (VendingKeyHeld, attributes_file(krn=2)),
        (KeyDowngrade, ATTRIBUTES),
        (KeyDowngrade, attributes_file(krn=3, base=1993)),
        (GroupForeign, attributes_file(sgc="654321")),
    )
    with opened_custody(tmp_path) as agent:
        limits = LeaseLimits(floors=(FloorPrice("123456", "electricity", 1000),))
        agent.grant_training_lease(story.a_lease(story.NOON, limits=limits))
        load(agent, krn=2)
        for refusal, attributes in refused:
            with pytest.raises(refusal):
                agent.custody.enter_component(
                    AMINA, PIN, offer(components_of(attributes)[0], attributes)
                )
        assert agent.custody.status().pending == ()


def test_a_group_that_the_lease_does_not_price_is_foreign(tmp_path: Path) -> None:
    """Its tokens would count nothing; a lease without floor prices says nothing about groups."""
    floors = (FloorPrice("123456", "electricity", 1000),)
    with opened_custody(tmp_path) as agent:
        limits = LeaseLimits(floors=floors)
        agent.grant_training_lease(story.a_lease(story.NOON, limits=limits))
        load(agent)
        with pytest.raises(GroupForeign):
            load(agent, sgc="654321")


def test_training_takes_keys_only_where_it_was_made_for_them(tmp_path: Path) -> None:
    """A plain training vault takes none at all."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    agent.set_pin(AMINA, PIN, Role.SUPERVISOR)
    parts = components_of(ATTRIBUTES)
    with pytest.raises(TrainingTakesNoKeys):
        agent.custody.enter_component(AMINA, PIN, offer(parts[0]))
    with pytest.raises(TrainingTakesNoKeys):
        agent.custody.load_together(ATTRIBUTES, parts)
    agent.close()


def test_a_real_vault_takes_components_one_by_one_while_it_is_open(tmp_path: Path) -> None:
    """Never all from one hand, never a zero one, never locked."""
    parts = components_of(ATTRIBUTES)
    with opened_custody(tmp_path, training=False) as agent:
        with pytest.raises(OneByOneOnly):
            agent.custody.load_together(ATTRIBUTES, parts)
        with pytest.raises(ComponentMalformed):
            agent.custody.enter_component(AMINA, PIN, offer(b"00" * 20))
        agent.lock()
        with pytest.raises(KeysLocked):
            agent.custody.enter_component(AMINA, PIN, offer(parts[0]))
        assert agent.custody.status().tables is None


def test_tables_are_for_real_vaults_and_never_the_sample(tmp_path: Path) -> None:
    """Licensed tables stay; others beside them are refused; they lie nowhere in the clear."""
    sample = (Path(__file__).parents[3] / "resources" / "sts" / "sample_tables.json").read_bytes()
    with opened_custody(tmp_path, training=False) as agent:
        desk = agent.custody
        with pytest.raises(TablesRefused):
            desk.import_tables(sample, **BY)
        for malformed in (b"", b"{}", TABLES[:-2]):
            with pytest.raises(TablesMalformed):
                desk.import_tables(malformed, **BY)
        taken = desk.import_tables(TABLES, **BY)
        assert desk.import_tables(TABLES, **BY) == taken == desk.status().tables
        other = TABLES.replace(b"[1,0,2", b"[2,0,1")
        with pytest.raises(TablesRefused):
            desk.import_tables(other, **BY)
    agent = owned(tmp_path)
    assert agent.custody.status().tables == taken
    agent.close()
    assert TABLES not in (tmp_path / "vault").read_bytes()
    with opened_custody(new_folder(tmp_path)) as training, pytest.raises(TablesRefused):
        training.custody.import_tables(TABLES, **BY)
    assert SAMPLE_TABLES.is_sample


def new_folder(folder: Path) -> Path:
    """An empty folder beside."""
    beside = folder / "beside"
    beside.mkdir()
    return beside


def test_a_client_does_it_all_over_the_socket(tmp_path: Path) -> None:
    """The same desk, asked by another process's words."""
    with story.served(new_custody_vault(tmp_path)) as client:
        client.unlock(story.PASSPHRASE)
        for name in PEOPLE:
            client.set_pin(name, PIN, Role.SUPERVISOR)
        desk = client.custody
        parts = components_of(ATTRIBUTES)
        assert desk.enter_component(AMINA, PIN, offer(parts[0])).key is None
        desk.abandon(AMINA, PIN, "123456", 1)
        key = desk.load_together(ATTRIBUTES, parts)
        assert desk.status().unwritten == (key,)
        desk.written_down(key.sgc, key.krn)
        assert desk.status().unwritten == ()
        assert desk.sealing_key().is_genuine()
        with pytest.raises(TablesMalformed):
            desk.import_tables(os.urandom(50), **BY)
