"""Copies without a supervisor, the drawer at a cash sale, languages: what a terminal is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.paper.paper_policy import set_paper_language, set_paper_policy
from pos.app.ports import Ports, PrintKind, PrintState
from pos.app.selling.settle import settle
from pos.app.sold.history import reprint
from pos.domain.entries import PaperPolicySet
from pos.domain.errors import CopiesNeedSupervisor, OperatorUnknown, RoleNotAllowed
from tests import cash_stories as cash
from tests import terminal_stories as terminal
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """A training terminal."""
    with terminal.opened(till) as ports:
        yield ports


def papers(till: Path) -> list[str]:
    """Return what the virtual printer kept, oldest first."""
    return [path.read_text() for path in sorted((till / "paper").glob("*.txt"))]


def test_copies_beyond_the_setting_need_a_supervisor(ports: Ports, till: Path) -> None:
    """Their own sign-in, or their second signature, which is written down before the copy."""
    agent, boss = (cash.signed_in(ports, till, name) for name in ("agent", "supervisor"))
    set_paper_policy(ports, PaperPolicySet(copies_alone=1, opens_drawer=False), operator=boss)
    sale = cash.sell_for(ports, 5_000)
    assert reprint(ports, sale, printer="", operator=agent).copy == 1
    with pytest.raises(CopiesNeedSupervisor) as caught:
        reprint(ports, sale, printer="", operator=agent)
    assert caught.value.facts == {"copy": 2, "limit": 1}
    assert reprint(ports, sale, printer="", operator=boss).copy == 2
    signed = reprint(ports, sale, printer="", operator=agent, second=cash.second(till))
    assert signed.copy == 3
    with ports.store.read() as reads:
        bodies = [entry.body for entry in reads.entries()]
    assert b'"supervisor":"supervisor"' in bodies[-2]
    assert b'"copy":3' in bodies[-1]


def test_only_a_supervisor_sets_it(ports: Ports, till: Path) -> None:
    """An agent chooses nothing but their own language."""
    agent = cash.signed_in(ports, till, "agent")
    with pytest.raises(RoleNotAllowed):
        set_paper_policy(ports, PaperPolicySet(copies_alone=9, opens_drawer=False), operator=agent)
    for name in ("", "supervisor"):
        with pytest.raises(RoleNotAllowed):
            set_paper_language(ports, "fr", operator=agent, for_operator=name)
    boss = cash.signed_in(ports, till, "supervisor")
    with pytest.raises(OperatorUnknown):
        set_paper_language(ports, "fr", operator=boss, for_operator="nobody")
    set_paper_language(ports, "fr", operator=agent, for_operator="agent")


def test_an_operators_language_goes_before_the_terminals(ports: Ports, till: Path) -> None:
    """And none of their own is that of the terminal."""
    agent, boss = (cash.signed_in(ports, till, name) for name in ("agent", "supervisor"))
    sale = cash.sell_for(ports, 5_000)
    wanted = [("", "sw", "Jumla iliyolipwa"), ("agent", "fr", "Total pay\u00e9")]
    for name, code, word in [*wanted, ("agent", "", "Jumla iliyolipwa")]:
        set_paper_language(ports, code, operator=boss, for_operator=name)
        reprint(ports, sale, printer="", operator=agent, second=cash.second(till))
        ports.receipts.work_off()
        assert word in papers(till)[-1]
    assert ports.store.rebuild() > 0


def test_a_cash_sale_opens_the_drawer_where_it_is_set(ports: Ports, till: Path) -> None:
    """Once, before the receipt, for its sale alone; a copy opens nothing."""
    agent, boss = (cash.signed_in(ports, till, name) for name in ("agent", "supervisor"))
    set_paper_policy(ports, PaperPolicySet(copies_alone=1, opens_drawer=True), operator=boss)
    sale = cash.sell_for(ports, 5_000)
    with ports.store.read() as reads:
        kick, receipt = reads.waiting_print_jobs()
        assert (kick.kind, kick.subject, receipt.sale_id) == (PrintKind.DRAWER, sale, sale)
    ports.receipts.work_off(first=sale)
    reprint(ports, sale, printer="", operator=agent)
    ports.receipts.work_off(first=sale)
    with ports.store.read() as reads:
        assert [job.copy for job in reads.print_jobs_of(sale)] == [0, 1]
        opened = reads.print_job(kick.job)
    assert opened is not None
    assert opened.state is PrintState.CONFIRMED
    kicks = [path for path in (till / "paper").glob("*.escpos") if b"\x1bp" in path.read_bytes()]
    assert len(kicks) == 1
    assert settle(ports).committed == ()
