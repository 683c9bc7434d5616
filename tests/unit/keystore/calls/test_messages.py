"""Errors and answers cross the socket as what they are."""

import subprocess
import sys
from pathlib import Path

import pytest

import pos.keystore
from pos.app.ports import Issued, Tombstone
from pos.domain.error_catalogue import all_error_types
from pos.domain.errors import AgentUnreachable, PosError
from pos.keystore.calls.messages import Ended
from pos.keystore.calls.protocol import Failed, error_of, failed_by
from pos.keystore.errors.refusals import KEYSTORE_ERRORS
from tests.builders import an_issue

ISSUED = Issued(b"begun", an_issue())
GRAVE = Tombstone("id", "operator")


@pytest.mark.parametrize("kind", [*all_error_types().values(), *KEYSTORE_ERRORS])
def test_every_error_arrives_as_its_own_type(kind: type[PosError]) -> None:
    """With its facts."""
    error = error_of(failed_by(kind(sale="x", seconds=3)))
    assert type(error) is kind
    assert error.facts == {"sale": "x", "seconds": 3}


def test_a_client_knows_every_error_of_the_agent() -> None:
    """Also in a process that has loaded nothing of the agent's own."""
    folder = Path(pos.keystore.__file__).parent / "errors"
    modules = [f"pos.keystore.errors.{path.stem}" for path in folder.glob("[a-z]*.py")]
    program = (
        "import importlib, sys\n"
        "import pos.keystore.client.agent_client\n"
        "from pos.domain.error_catalogue import all_error_types\n"
        "before = set(all_error_types())\n"
        "[importlib.import_module(name) for name in sys.argv[1:]]\n"
        "sys.exit(str(set(all_error_types()) - before or ''))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *modules], capture_output=True, check=False
    )
    assert len(modules) >= 4
    assert done.stderr.strip() == b""


def test_an_unknown_error_is_not_guessed_at() -> None:
    """A newer agent may know more."""
    assert isinstance(error_of(Failed("NEW-99", {})), AgentUnreachable)


@pytest.mark.parametrize("outcome", [None, ISSUED, GRAVE])
def test_an_outcome_comes_out_as_it_went_in(outcome: Issued | Tombstone | None) -> None:
    """Wrapped for the way only."""
    assert Ended.of(outcome).outcome() == outcome
