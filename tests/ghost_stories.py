"""Issues that only one of key agent and journal knows, for tests of what finds them."""

from pos.app.ports import Issued, Ports
from pos.domain.entries import GhostVendsFound
from pos.domain.journal import NO_HASH, Entry, format_time, read_entry, seal
from tests import agent_stories, office_stories, terminal_stories
from tests.builders import a_sale_begun


def ghost(ports: Ports) -> str:
    """Ask the agent for a code behind the terminal's back; return the sale id."""
    with ports.store.read() as reads:
        pan = terminal_stories.pans_of(reads, 1)[0]
        meter = reads.meter(pan)
    assert meter is not None
    sale_id = agent_stories.new_sale_id()
    begun = a_sale_begun(sale_id=sale_id, meter=meter.keyed())
    entry = Entry(
        "T1", 1, 7, format_time(ports.clock.now()), "agent", begun.version, begun, NO_HASH
    )
    assert isinstance(ports.keys.issue(sale_id, seal(entry).body), Issued)
    return sale_id


def take_out_of_the_agents_books(ports: Ports, issue_no: int) -> None:
    """Delete an issue as somebody does who has the agent's key; its counters stay."""
    identity = office_stories.agent_of(ports)._identity
    assert identity is not None
    with identity.database.transaction():
        identity.database.run("DROP TRIGGER issue_kept")
        identity.database.run("DELETE FROM issue WHERE issue_no = ?", issue_no)


def told_ghosts(ports: Ports) -> list[tuple[str, ...]]:
    """Return what the journal tells head office of ghost vends, in order."""
    with ports.store.read() as reads:
        payloads = [read_entry(stored.body).payload for stored in reads.entries()]
    return [told.ghosts for told in payloads if isinstance(told, GhostVendsFound)]
