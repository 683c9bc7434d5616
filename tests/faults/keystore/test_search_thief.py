"""After a day at the counter no key lies about, in any form, anywhere that this program writes."""

import base64
import os
import signal
import traceback
from pathlib import Path

import pytest

from pos.app.ports.custody import ComponentOffer
from pos.app.selling.sell import sell
from pos.app.selling.settle import settle
from pos.domain.entries import SaleBegun
from pos.domain.errors import PosError
from pos.domain.meter import display_number
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.keys.vending_keys import KeyInMemory
from tests import agent_stories as agent_story
from tests import command_line as cli
from tests import terminal_stories as story
from tests.custody_stories import PEOPLE, PIN, attributes_file, components_of, opened_custody
from tests.faults.keystore.gains import gained
from tests.promises_kept import facts_of
from tests.secret_forms import config_of, forms_of, found_in, found_under, keys_of

SALES = 60
KEY = bytes(range(200, 220))


def seen_of_process(pid: int | str) -> bytes:
    """Return what others can see of a process; what the kernel hides from us is hidden."""
    seen = b""
    for name in ("cmdline", "environ", "comm", "status", "maps"):
        try:
            seen += Path(f"/proc/{pid}/{name}").read_bytes()
        except PermissionError:
            continue
    return seen


def a_morning(till: Path, said: list[bytes]) -> None:
    """Sell by command: good, refused, locked, under wrong PINs; keep all output."""
    with story.opened(till) as ports, ports.store.read() as reads:
        meters = [display_number(pan) for pan in story.pans_of(reads, 3)]
    wrong_pin = till.parent / "wrong.pin"
    wrong_pin.write_text("000000\n")
    wrong_passphrase = till.parent / "wrong.passphrase"
    wrong_passphrase.write_text("no such passphrase\n")
    with cli.resident_agent(till) as pid:
        commands = [
            cli.sell(till, meters[0], "50", "--printer", "virtual:"),
            cli.sell(till, meters[1], "50", "--printer", "tcp://127.0.0.1:9"),
            cli.sell(till, meters[2], "0"),
            cli.sell(till, meters[2], "50", "--pin-file", str(wrong_pin)),
            cli.vendwatt(till, "keys", "status"),
            cli.vendwatt(till, "keys", "lock"),
            cli.sell(till, meters[2], "50"),
            cli.vendwatt(till, "--passphrase-file", str(wrong_passphrase), "keys", "unlock"),
            cli.vendwatt(till, "journal", "export"),
            cli.vendwatt(till, "journal", "show"),
        ]
        statuses = [command.status for command in commands]
        assert statuses == [0, 0, 2, 3, 0, 0, 8, 3, 0, 0]
        said += [command.output for command in commands]
        said.append(seen_of_process(pid))
        cli.end_agent(pid, signal.SIGKILL)


def an_afternoon(till: Path, said: list[bytes]) -> None:
    """Sell at one counter with an agent of its own; keep every error with its traceback."""
    agent = story.serve_forked(till)
    try:
        with story.reached(till) as ports:
            assert isinstance(ports.keys, AgentClient)
            with ports.store.read() as reads:
                pans = story.pans_of(reads, 20)
            for number in range(SALES):
                request = story.a_request(pans[number % len(pans)], 1_000 + number)
                sell(ports, request, operator=story.OPERATOR)
                said.append(repr(ports.keys.status()).encode())
            ports.keys.lock()
            other = story.a_request(pans[0])
            for refused in (other, story.a_request("600727000000000009")):
                with pytest.raises(PosError) as caught:
                    sell(ports, refused, operator=story.OPERATOR)
                said.append("".join(traceback.format_exception(caught.value)).encode())
            said.append(repr((ports, ports.keys, ports.store)).encode())
        said.append(seen_of_process(agent))
    finally:
        story.end_process(agent)


def secrets_of(till: Path) -> dict[str, bytes]:
    """Return every key of the terminal and of every meter that it sold to."""
    secrets = keys_of(till)
    with story.opened(till) as ports:
        settle(ports)
        with ports.store.read() as reads:
            begun: list[SaleBegun] = list(facts_of(reads).begun.values())
    for sale in begun:
        _, decoder_key = config_of(till, sale.meter)
        secrets[f"decoder key {sale.meter.pan}"] = decoder_key.secret
    return secrets


def test_no_key_lies_about_after_a_day(till: Path) -> None:
    """No file, answer, error, traceback, argument or environment holds a key in any form."""
    said: list[bytes] = []
    a_morning(till, said)
    an_afternoon(till, said)
    copies = {path.name: path.read_bytes() for path in till.glob("*.db*")}
    secrets = secrets_of(till)
    assert len(secrets) >= len(keys_of(till)) + 20
    assert found_under(till, secrets) == []
    assert [found for output in said for found in found_in(output, secrets)] == []
    assert [found for content in copies.values() for found in found_in(content, secrets)] == []
    assert found_in(seen_of_process(os.getpid()), secrets) == []
    what = f"none of {len(secrets)} keys, decoder keys among them, in {len(said)} outputs"
    gained("search files, logs, tracebacks and what a process shows", f"nothing: {what}")


def test_no_component_lies_in_what_a_failed_ceremony_says(tmp_path: Path) -> None:
    """Errors, tracebacks and reprs of every way in which custodians go wrong."""
    attributes = attributes_file()
    parts = components_of(attributes)
    raw = [part.split(b"\n", 1)[0] for part in parts]
    offers = [
        ComponentOffer(attributes, raw[0] + b"0"),
        ComponentOffer(attributes, raw[0] + b"zz"),
        ComponentOffer(attributes, raw[0] + b"\nkey " + raw[1]),
        ComponentOffer(attributes[:-1] + b',"key":"' + raw[0] + b'"}', raw[0]),
        ComponentOffer(raw[0], raw[0]),
        ComponentOffer(attributes, parts[0]),
        ComponentOffer(attributes, parts[0]),
        ComponentOffer(attributes_file(ken=1), parts[1]),
    ]
    said = [repr(offer).encode() for offer in offers[:3]]
    with opened_custody(tmp_path) as agent:
        for offer in offers:
            try:
                said.append(repr(agent.custody.enter_component(PEOPLE[0], PIN, offer)).encode())
            except PosError as error:
                said.append("".join(traceback.format_exception(error)).encode())
                said.append(repr(error.facts).encode())
        said += [repr(agent.custody.status()).encode(), repr(agent._safe.vending).encode()]
    secrets = {f"component {n}": bytes.fromhex(part.decode()) for n, part in enumerate(raw)}
    assert [found for output in said for found in found_in(output, secrets)] == []
    assert found_under(tmp_path, secrets) == []
    gained("make a ceremony fail and read what it says", f"nothing in {len(said)} outputs")


def test_the_search_finds_a_key_in_each_form(tmp_path: Path) -> None:
    """A planted key is found raw, in hex of both cases, and in base64 wherever it begins."""
    planted = [KEY, KEY.hex().encode(), KEY.hex().upper().encode()]
    planted += [base64.b64encode(b"x" * before + KEY + b"y" * 5) for before in range(4)]
    planted += [base64.urlsafe_b64encode(b"x" * before + KEY + b"y") for before in range(4)]
    for number, content in enumerate(planted):
        (tmp_path / f"{number}.log").write_bytes(b"before " + content + b" behind")
    assert len(found_under(tmp_path, {"key": KEY})) == len(planted)
    assert found_in(b"nothing here", {"key": KEY}) == []
    assert len(set(forms_of(KEY))) >= 6


def test_look_into_the_memory_of_a_locked_agent(tmp_path: Path) -> None:
    """Vending keys and the key that seals them are overwritten, whoever still points at them."""
    agent = agent_story.ready_agent(tmp_path, agent_story.SetClock())
    ring, master = agent._safe.ring, agent._safe._master_key
    assert ring is not None
    assert master is not None
    keys = [key.secret for key in ring._keys.values() if isinstance(key, KeyInMemory)]
    buffers = [secret._content for secret in (*keys, master)]
    assert all(any(buffer) for buffer in buffers)
    agent.lock()
    assert not any(any(buffer) for buffer in buffers)
    agent.close()
    gained("look into the memory of a locked agent", f"nothing: {len(buffers)} keys overwritten")
