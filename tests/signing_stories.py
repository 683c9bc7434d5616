"""Key stores of head offices, for tests: cheap to open, in this process or in one of their own."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Clock
from pos.app.ports.signing import Certify, KeyMaker
from pos.bootstrap.office_signing import SigningHere
from pos.cli.office.key_places import kept_passphrase
from pos.cli.session import PASSPHRASE_FILE, write_secret_file
from pos.keystore.calls.signing import SIGNING_REQUEST_BYTES_MAX
from pos.keystore.client.signing_client import SigningClient
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.keystore.server.server import AgentServer, ServerLimits
from pos.keystore.signing.signing_agent import SigningAgent, SigningPorts
from pos.keystore.signing.signing_dispatch import answer_signing
from pos.keystore.signing.signing_keys import SigningKeys
from pos.keystore.signing.signing_vault import SigningSlots, create_signing_vault
from pos.wire.uplink_keys import KeyCertificate, certify
from tests.agent_stories import CHEAP, PASSPHRASE
from tests.patience import PATIENCE_S


def keys_of(database: Path) -> Path:
    """Return where the keys of a head office in a file are."""
    return database.with_name(f"{database.name}.keys")


def maker(folder: Path) -> KeyMaker:
    """Return what makes a head office's keys in a folder, with the passphrase beside them."""

    def make(root_key: str, certify: Certify) -> tuple[KeyCertificate, ...]:
        keys = SigningKeys(root_key, {}, ()).with_missing(certify, os.urandom)
        return keep(folder, keys)

    return make


def keep(folder: Path, keys: SigningKeys) -> tuple[KeyCertificate, ...]:
    """Put keys into a new vault."""
    folder.mkdir(mode=0o700)
    create_signing_vault(folder, keys, SigningSlots(PASSPHRASE, cost=CHEAP), os.urandom)
    write_secret_file(folder / PASSPHRASE_FILE, PASSPHRASE)
    return keys.certificates


@contextmanager
def agent_at(folder: Path, clock: Clock, *, locked: bool = False) -> Iterator[SigningAgent]:
    """Own the keys in this process."""
    agent = SigningAgent.open(folder, SigningPorts(clock, os.urandom, CHEAP))
    try:
        if not locked:
            agent.unlock(PASSPHRASE)
        yield agent
    finally:
        agent.close()


@contextmanager
def shared_agent(folder: Path) -> Iterator[SigningHere]:
    """Reach the keys in a process of their own, as several servers do."""
    signing = SigningHere(folder, kept_passphrase)
    try:
        yield signing
    finally:
        signing.close()


@contextmanager
def served_agent(folder: Path, clock: Clock) -> Iterator[SigningClient]:
    """Serve the keys from a thread of this process; give a client of it."""
    place = AgentFolder(folder)
    place.make_meeting_place()
    agent = SigningAgent.open(folder, SigningPorts(clock, os.urandom, CHEAP))
    listener = meeting_point.listen(place.meeting_place)
    limits = ServerLimits(request_bytes=SIGNING_REQUEST_BYTES_MAX)
    answer = partial(answer_signing, agent)
    server = AgentServer(agent, answer, place, resident=True, limits=limits)
    thread = threading.Thread(target=server.serve, args=(listener,))
    thread.start()
    with SigningClient(folder) as client:
        client.unlock(PASSPHRASE)
        yield client
    server.stop()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def a_root(seed: int = 1) -> Ed25519PrivateKey:
    """Return a root key."""
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def new_store(folder: Path, root: Ed25519PrivateKey, *, training: bool = True) -> Path:
    """Make a head office's keys that a root key certified, without the head office."""
    public = root.public_key().public_bytes_raw().hex()
    maker(folder)(public, lambda purpose, key: certify(root, purpose, key, training=training))
    return folder
