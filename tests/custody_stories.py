"""Keys in components, for tests of their loading."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypedDict

import msgspec

from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.keys.components import split_new_key
from pos.keystore.keys.key_attributes import read_attributes
from tests import agent_stories as story


class By(TypedDict):
    """Name and PIN, as calls of the agent take them."""

    by: str
    pin: bytes


PIN = b"4938"
PEOPLE = ("Amina", "Bongani", "Chipo")
BY: Final = By(by=PEOPLE[0], pin=PIN)
"""Whoever asks for what takes a PIN."""
TABLES = b'{"name":"licensed","encrypt_sub1":[1,0,2,3,4,5,6,7,8,9,10,11,12,13,14,15],' + (
    b'"encrypt_sub2":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,15,14],"encrypt_perm":['
    + b",".join(str(63 - place).encode() for place in range(64))
    + b"]}"
)


def attributes_file(**changes: Any) -> bytes:
    """Attributes of a 160-bit key, as a custodian brings them."""
    values = {
        "sgc": "123456",
        "krn": 1,
        "kt": 2,
        "dkga": "04",
        "base": 2014,
        "ken": 255,
        "tid_utc_offset": 120,
    }
    return msgspec.json.encode(values | changes)


def components_of(attributes: bytes, count: int = 2) -> tuple[bytes, ...]:
    """Component files of a new key."""
    return split_new_key(read_attributes(attributes), count, os.urandom)[1]


def new_custody_vault(folder: Path, *, training: bool = True) -> Path:
    """Make a vault that takes components."""
    create_vault(
        folder,
        story.PASSPHRASE,
        training=training,
        randomness=os.urandom,
        cost=story.CHEAP,
        components_ok=training,
    )
    return folder


def owned(folder: Path) -> KeyAgent:
    """Own a folder and unlock it, at tests' cost."""
    agent = KeyAgent.open(folder, clock=story.SetClock(), randomness=os.urandom, cost=story.CHEAP)
    agent.unlock(story.PASSPHRASE)
    return agent


@contextmanager
def opened_custody(folder: Path, *, training: bool = True) -> Iterator[KeyAgent]:
    """Make such a vault, open it and give its custodians PINs."""
    agent = owned(new_custody_vault(folder, training=training))
    try:
        for name in PEOPLE:
            agent.set_pin(name, PIN, Role.SUPERVISOR)
        yield agent
    finally:
        agent.close()
