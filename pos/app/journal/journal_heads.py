"""Signing the end of the journal, and finding the last signed end again.

The agent remembers the last head it signed. A journal that does not hold it was shortened, or is an
older copy beside a live agent: nothing is appended to it.
"""

from contextlib import suppress

from pos.app.ports import AgentStatus, Ports, Reads
from pos.domain.errors import (
    AgentStateDamaged,
    AgentUnreachable,
    IdentityLocked,
    JournalDamaged,
    JournalShortened,
)


def sign_newest_head(ports: Ports) -> None:
    """Have the newest entry signed and keep the signature.

    Raises:
        AgentUnreachable, IdentityLocked: nothing is signed; the next signing covers it.
        JournalShortened: the agent signed another entry under this number.
    """
    with ports.store.read() as reads:
        head = reads.head()
    if head.seq == 0:
        return
    checkpoint = ports.keys.sign_head(head)
    if checkpoint is None:
        return
    with ports.store.write() as work:
        work.add_checkpoint(checkpoint)
        work.commit()


def sign_what_can_be_signed(ports: Ports) -> None:
    """Have the newest entry signed, if the agent can; without it the entry is as durable."""
    with suppress(AgentUnreachable, IdentityLocked):
        sign_newest_head(ports)


def agent_must_not_be_older(ports: Ports, last_issue_no: int) -> None:
    """Refuse an agent whose records are older than the journal: its sums and identifiers are, too.

    Args:
        last_issue_no: as the journal held it before the agent is asked here; asked the other way
            round, a sale of another process in between would look like an agent that forgot.

    Raises:
        AgentStateDamaged: the journal holds issues that the agent does not remember.
        IdentityLocked: the agent is closed and cannot say.
    """
    if ports.keys.status().issues >= last_issue_no:
        return
    # An agent that was started anew meanwhile knows nothing until it is opened: this tells.
    if next(ports.keys.issues_after(last_issue_no - 1), None) is None:
        raise AgentStateDamaged(why="older than the journal")


def journal_must_hold_signed_head(reads: Reads, status: AgentStatus) -> None:
    """Refuse a journal that lacks the agent's last signed head.

    Raises:
        JournalShortened: names the signed number and the number this journal ends with.
    """
    signed = status.signed_head
    if signed is None:
        return
    head = reads.head()
    same_terminal = (signed.terminal, signed.incarnation) == (head.terminal, head.incarnation)
    if not same_terminal or head.seq < signed.seq:
        raise JournalShortened(seq=signed.seq, found=head.seq)
    try:
        stored = reads.entry(signed.seq)
    except JournalDamaged as error:
        raise JournalShortened(seq=signed.seq, found=head.seq) from error
    if stored.hash != signed.hash:
        raise JournalShortened(seq=signed.seq, found=head.seq)
