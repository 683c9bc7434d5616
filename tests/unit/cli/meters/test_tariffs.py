"""`vendwatt tariffs check`: an answer that says whether a tariff is monotone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from click.testing import CliRunner, Result

from pos.cli.meters.tariffs import tariffs
from pos.cli.session import Session, WantedTerminal
from pos.domain.errors import FileNotRead, ResourceNotSold, TariffMalformed
from tests.unit.domain.tariff_builders import VAT, tariff_bytes


class NoTerminals:
    """A tariff file is looked at without a terminal."""

    def open(self, folder: Path, ask_passphrase: Callable[[bool], bytes]) -> NoReturn:
        raise AssertionError(folder, ask_passphrase)

    def open_agent(self, folder: Path) -> NoReturn:
        raise AssertionError(folder)

    def create_training(
        self,
        folder: Path,
        currency: str,
        *,
        components_ok: bool = False,
        passphrase: bytes | None = None,
    ) -> NoReturn:
        raise AssertionError(folder, currency, components_ok, passphrase)

    def create_real(self, folder: Path, wanted: WantedTerminal) -> NoReturn:
        raise AssertionError(folder, wanted)

    def keyring(self, folder: Path) -> NoReturn:
        raise AssertionError(folder)

    def offices(self) -> NoReturn:
        raise AssertionError

    def backups(self) -> NoReturn:
        raise AssertionError

    def open_window(self, folder: Path) -> NoReturn:
        raise AssertionError(folder)

    def resources(self) -> NoReturn:
        raise AssertionError


def _check(folder: Path, content: bytes | None, *options: str, command: str = "check") -> Result:
    file = folder / "x.tariff.json"
    if content is not None:
        file.write_bytes(content)
    session = Session(terminals=NoTerminals(), data=folder)
    return CliRunner().invoke(tariffs, [command, str(file), *options], obj=session)


def test_a_monotone_tariff_has_no_findings(tmp_path: Path) -> None:
    """In JSON and in words."""
    answer = json.loads(_check(tmp_path, tariff_bytes(), "--json").stdout)
    assert answer == {
        "id": "plain",
        "name": "Plain",
        "currency": "ZAR",
        "resource": "electricity",
        "valid_from": "2026-01-01",
        "valid_until": None,
        "monotone": True,
        "findings": [],
    }
    assert "never buys fewer" in _check(tmp_path, tariff_bytes(valid_until="2026-12-31")).stdout


def test_where_a_tariff_is_not_monotone_is_said(tmp_path: Path) -> None:
    """From which amount to which."""
    content = tariff_bytes(
        blocks=[{"rate": "5.26"}],
        lifelines=[{"up_to": "50", "blocks": [{"rate": "4.36"}]}],
    )
    answer = json.loads(_check(tmp_path, content, "--json").stdout)
    assert answer["monotone"] is False
    assert answer["findings"] == [
        {
            "kind": "not_monotone",
            "amount": "218.00",
            "units": "50.0",
            "units_after": "41.4",
            "amount_again": "262.74",
            "owing": False,
        }
    ]
    assert "ZAR 218.00 buys 50.0 units" in _check(tmp_path, content).stdout


def test_a_tariff_that_cannot_be_sold_from_is_refused(tmp_path: Path) -> None:
    """Malformed, unusable, and not there."""
    everything = VAT | {"percent": "100", "of": ["total"]}
    for content, error in (
        (b"{}", TariffMalformed),
        (tariff_bytes(adjustments=[everything]), TariffMalformed),
    ):
        assert isinstance(_check(tmp_path, content).exception, error)
    assert isinstance(_check(tmp_path / "none", None).exception, FileNotRead)


def test_what_is_not_sold_yet_is_said(tmp_path: Path) -> None:
    """A tariff for water is well formed; it says that nothing is sold under it, nor rehearsed."""
    water = tariff_bytes(resource="water")
    assert json.loads(_check(tmp_path, water, "--json").stdout)["resource"] == "water"
    assert "Only electricity is sold here, not water." in _check(tmp_path, water).stdout
    assert "Only electricity" not in _check(tmp_path, tariff_bytes()).stdout
    rehearsed = _check(tmp_path, water, command="rehearse")
    assert isinstance(rehearsed.exception, ResourceNotSold)
