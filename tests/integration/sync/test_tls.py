"""The line to head office over TLS, and from a machine that starts in some past year."""

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from pos.app.office.enrol import enrol
from pos.app.office.sync_journal import sync_journal
from pos.app.ports import Ports
from pos.domain.errors import HeadOfficeUnreachable
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

YEAR = timedelta(days=365)
Serve = Callable[..., AbstractContextManager[str]]


def certificate(file: Path, begins: timedelta, *, host: str = "127.0.0.1") -> Path:
    """Write a key and its own certificate that begins so much from now and lasts a year."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + begins + YEAR)
        .add_extension(address, critical=True)
        .sign(key, SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(key.private_bytes(pem, *plain) + made.public_bytes(pem))
    return file


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    with story.office_at(story.new_office(tmp_path), RealClock()) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    clock = RealClock()
    with story.terminal_at(story.new_terminal(tmp_path / "till", clock), clock) as ports:
        story.join(office, ports)
        yield ports


@pytest.fixture(name="serve")
def _serve(office: OfficeHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Give what serves the head office over TLS by a certificate that this machine trusts."""

    @contextmanager
    def serve(begins: timedelta, **changes: str) -> Iterator[str]:
        file = certificate(tmp_path / "tls.pem", begins, **changes)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        with story.served(office, tls=file) as url:
            yield url

    return serve


def delivered(ports: Ports, url: str) -> bool:
    """Whether everything arrives."""
    with story.line_over(None, ports, url) as line:
        sync_journal(ports, line)
    return True


def test_everything_arrives_over_tls(ports: Ports, serve: Serve, office: OfficeHere) -> None:
    """By a certificate that holds today."""
    story.sell_many(ports, 1, 2)
    with serve(timedelta(days=-1)) as url:
        assert delivered(ports, url)
    assert office.only_terminal().sales == 2


def test_a_machine_before_its_certificate_hears_the_time(ports: Ports, serve: Serve) -> None:
    """To a machine with a dead battery each certificate begins in years to come."""
    with serve(4 * YEAR) as url:
        assert delivered(ports, url)


@pytest.mark.parametrize(
    ("begins", "host"), [(-2 * YEAR, "127.0.0.1"), (4 * YEAR, "127.0.0.2"), (-YEAR / 2, "::1")]
)
def test_a_certificate_that_is_over_or_anothers_is_none(
    ports: Ports, serve: Serve, begins: timedelta, host: str
) -> None:
    """Whatever the machine's clock shows."""
    with serve(begins, host=host) as url, pytest.raises(HeadOfficeUnreachable):
        delivered(ports, url)


def test_a_certificate_that_nobody_trusts_is_none(
    ports: Ports, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that has not begun, too."""
    for begins in (4 * YEAR, timedelta(days=-1)):
        other = certificate(tmp_path / f"{begins.days}.pem", timedelta())
        with serve(begins) as url:
            monkeypatch.setenv("SSL_CERT_FILE", str(other))
            with pytest.raises(HeadOfficeUnreachable):
                delivered(ports, url)


def test_who_has_not_joined_looks_at_the_dates(
    office: OfficeHere, serve: Serve, tmp_path: Path
) -> None:
    """Nothing else says yet who answers."""
    clock = RealClock()
    with (
        story.terminal_at(story.new_terminal(tmp_path / "new", clock, "T2"), clock) as ports,
        serve(4 * YEAR) as url,
        story.line_over(None, ports, url) as line,
    ):
        code = office.code_for("T2")
        with pytest.raises(HeadOfficeUnreachable):
            enrol(ports, story.agent_of(ports), line, url=url, code=code)
