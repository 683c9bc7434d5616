"""Ending the agent of a folder that stays until somebody says so."""

import os
import select
import signal
from pathlib import Path
from typing import Final

from pos.domain.errors import AgentUnreachable
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.agent_line import NOT_RUNNING, SILENT, of_another_user

END_S: Final = 15


def end_agent(path: Path, *, within_s: int = END_S) -> bool:
    """Have a folder's agent end as a clean stop does, and wait until it has.

    Args:
        path: where the vault is.
        within_s: seconds to wait.

    Returns:
        Whether there was one.

    Raises:
        AgentUnreachable: it is another user's, a service or in a container perhaps, or does not
            end.
    """
    try:
        with AgentClient(path) as client:
            handle = _handle_of(client)
    except ProcessLookupError:
        return False
    except AgentUnreachable as error:
        if error.facts.get("why") != NOT_RUNNING:
            raise
        return False
    try:
        signal.pidfd_send_signal(handle, signal.SIGTERM)
        if not select.select([handle], [], [], within_s)[0]:
            raise AgentUnreachable(why=SILENT)
    except ProcessLookupError:
        return True
    except PermissionError as error:
        raise of_another_user() from error
    finally:
        os.close(handle)
    return True


def _handle_of(client: AgentClient) -> int:
    """Open the agent's process; AgentUnreachable, ProcessLookupError."""
    pid = client.agent_pid()
    if not pid:
        # It lives among other process ids, as in a container.
        raise of_another_user()
    # It cannot be another process while its end of the line is open.
    return os.pidfd_open(pid)
