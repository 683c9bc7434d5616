"""Issue stores that older programs left, laid down as they were and opened with this one."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from pos.domain.journal import parse_time
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.folder import AgentFolder
from pos.keystore.vault.compartments import decode_identity
from pos.keystore.vault.vault import decode_vault
from tests import agent_stories as story
from tests.kept_stores import unpacked

_FILE: Final = Path(__file__).parent / "vectors" / "issue_stores.json"
OLD: Final[list[dict[str, Any]]] = json.loads(_FILE.read_text())["stores"]


def put(folder: Path, old: dict[str, Any]) -> Path:
    """Lay down the files exactly as the older program left them."""
    place = AgentFolder(folder)
    place.vault.write_bytes(bytes.fromhex("".join(old["vault"])))
    store, log = unpacked(old["store"], old["log"], store_key(old))
    place.issue_store.write_bytes(store)
    if log:
        (folder / "agent.db-wal").write_bytes(log)
    return folder


def store_key(old: dict[str, Any]) -> bytes:
    """Take the key of the store out of its vault."""
    vault = decode_vault(bytes.fromhex("".join(old["vault"])))
    keys = story.master_keys(vault, old["passphrase"].encode())
    return decode_identity(vault.open_identity(keys.identity)).issue_store_key


def opened(folder: Path, old: dict[str, Any]) -> KeyAgent:
    """Open it an hour after the older program was used last."""
    clock = story.SetClock(parse_time(old["known_time"]) + timedelta(hours=1))
    return story.opened(folder, clock)
