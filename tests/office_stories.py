"""A real head office and real terminals that talk to it, for tests."""

import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import msgspec
import uvicorn
from sqlalchemy import make_url
from starlette.types import ASGIApp

from pos.app.office.answer_keys import (
    all_answer_keys,
    follow_answer_keys,
    good_answer_keys,
)
from pos.app.office.enrol import enrol
from pos.app.office.sync_journal import Synced, sync_journal
from pos.app.ports import Clock, Ports, PrinterReport
from pos.app.ports.signing import OfficeSigning
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import (
    ApprovalReceipt,
    CaseOpened,
    CashRefunded,
    IssuedToken,
    IssueReceipt,
    OperatorAdded,
    SaleCommitted,
    ShiftOpened,
    TerminalCreated,
)
from pos.domain.journal import format_time
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.server.office import PATHS, Office
from pos.headoffice.server.watch import Watch
from pos.headoffice.server.web import web_application
from pos.headoffice.store.database import OfficeDatabase, open_database
from pos.headoffice.terminals.leases import Grant
from pos.headoffice.terminals.report import TerminalReport
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.signing.signing_agent import SigningAgent
from pos.store.store import SqlStore
from pos.sync.client import HttpHeadOffice, LineTools
from pos.sync.trust import AnswerTrust
from pos.wire.uplink_enrolment import read_code
from pos.wire.uplink_lease import SignedLease
from tests import agent_stories, store_stories
from tests.builders import a_sale_begun
from tests.signing_stories import agent_at, keys_of, maker

URL = "http://127.0.0.1:8440"
TERMINAL = "T1"
KWH = 1000
DAY = timedelta(days=1)


@dataclass(slots=True)
class RealClock:
    """The machine's clock, moved or stopped by a test.

    Attributes:
        stopped_at: when it stands still but for what it is moved; None while it goes.
        step: how much each look moves it, so that what happens one by one has an order.
    """

    moved: timedelta = field(default_factory=timedelta)
    stopped_at: datetime | None = None
    step: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the moved time."""
        self.moved += self.step
        return (self.stopped_at or datetime.now(UTC)) + self.moved

    def stop(self) -> None:
        """Stand still, so that it does not matter how busy the machine is."""
        self.stopped_at = datetime.now(UTC)


@dataclass(slots=True)
class OfficeHere:
    """A head office in this process.

    Attributes:
        url: of its database.
        office: answers requests.
        administration: what people there do.
        lose_answers: how many of the next answers get lost on their way.
    """

    url: str
    clock: Clock
    database: OfficeDatabase
    office: Office
    administration: OfficeAdministration
    lose_answers: int = 0

    @property
    def path(self) -> Path:
        """File of an SQLite database."""
        return Path(str(make_url(self.url).database))

    def transport(self) -> httpx.BaseTransport:
        """Return a line that leads here without a network."""
        return httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        answer = self.office.answer(request.url.path, dict(request.headers), request.content)
        if self.lose_answers:
            self.lose_answers -= 1
            raise httpx.ReadError("the answer was lost")
        headers = {"vendwatt-signature": answer.signature} if answer.signature else {}
        return httpx.Response(answer.status, headers=headers, content=answer.body)

    def code_for(self, terminal: str) -> str:
        """Return a one-time code as the terminal takes it."""
        code = read_code(self.administration.enrol_code(terminal, timedelta(hours=1)).code)
        assert code is not None
        return code

    def only_terminal(self) -> TerminalReport:
        """Return the report of the one terminal."""
        (found,) = self.administration.report()
        return found

    def grant(self, terminal: str, money: int, kwh: int, days: int = 30) -> None:
        """Grant further money (minor units) and kWh."""
        until = self.clock.now() + timedelta(days=days)
        grant = Grant(terminal, money, kwh * KWH, energy_per_meter_day_milli=kwh * KWH, until=until)
        assert isinstance(self.administration.grant(grant), SignedLease)


@contextmanager
def office_at(
    where: Path | str, clock: Clock, signing: OfficeSigning | None = None
) -> Iterator[OfficeHere]:
    """Open a head office that was made before, in a file or at a URL.

    Args:
        where: its database.
        clock: its clock.
        signing: its keys; those beside the file, in this process, if None.
    """
    url = where if isinstance(where, str) else f"sqlite:///{where}"
    database = open_database(url)
    try:
        with ExitStack() as opened:
            own = signing or opened.enter_context(agent_at(keys_of(Path(where)), clock))
            administration = OfficeAdministration(database, clock, os.urandom, own)
            office = Office(database, clock, own)
            yield OfficeHere(url, clock, database, office, administration)
    finally:
        database.close()


def signing_of(office: OfficeHere) -> SigningAgent:
    """Return the key agent of a head office in this process."""
    assert isinstance(office.administration.signing, SigningAgent)
    return office.administration.signing


def new_office(folder: Path, *, training: bool = True) -> Path:
    """Make a head office and return its database's file."""
    path = folder / "office.db"
    now = datetime.now(UTC)
    create_office(
        f"sqlite:///{path}",
        folder / "root.pem",
        training=training,
        now=now,
        make_keys=maker(keys_of(path)),
    )
    return path


@contextmanager
def terminal_at(folder: Path, clock: Clock) -> Iterator[Ports]:
    """Open a small terminal: a real key agent in this process and a real store."""
    with ExitStack() as stack:
        agent = KeyAgent.open(folder, clock=clock, randomness=os.urandom)
        stack.callback(agent.close)
        agent.unlock(agent_stories.PASSPHRASE)
        store = SqlStore.open(folder, agent.database_key(), clock)
        stack.callback(store.close)
        yield Ports(
            store=store,
            keys=agent,
            clock=clock,
            receipts=_NoReceipts(),
            new_id=lambda: str(uuid.uuid4()),
        )


def new_terminal(
    folder: Path, clock: Clock, name: str = TERMINAL, *, time_zone: str = "UTC"
) -> Path:
    """Make a terminal with a lease, an operator and an open shift, and nothing sold."""
    folder.mkdir()
    agent_stories.new_vault(folder)
    with ExitStack() as stack:
        agent = KeyAgent.open(folder, clock=clock, randomness=os.urandom)
        stack.callback(agent.close)
        agent.unlock(agent_stories.PASSPHRASE)
        agent.grant_training_lease(agent_stories.a_lease(clock.now()))
        store = SqlStore.create(folder, agent.database_key(), clock, terminal=name)
        stack.callback(store.close)
        with store.write() as work:
            work.append(
                TerminalCreated(
                    terminal=name,
                    currency="ZAR",
                    training=True,
                    time_zone=time_zone,
                    device_key=agent.device_key(),
                ),
                operator="",
            )
            work.append(OperatorAdded(name="agent", role="agent"), operator="")
            work.append(ShiftOpened(shift_no=1, opening_float=0), operator="agent")
            work.commit()
    return folder


class _NoReceipts:
    """Prints nothing."""

    def work_off(self, *, first: str | None = None) -> None:
        """Do nothing."""

    def look(self, printers: str) -> None:
        """Do nothing."""

    def reports(self, printers: str) -> tuple[PrinterReport, ...]:
        """Know nothing."""
        del printers
        return ()

    def tell(self, changed: Callable[[], None]) -> None:
        """Do nothing."""


def agent_of(ports: Ports) -> KeyAgent:
    """Return the agent of a terminal made here."""
    assert isinstance(ports.keys, KeyAgent)
    return ports.keys


def _name_of(ports: Ports) -> str:
    with ports.store.read() as reads:
        return terminal_of(reads).terminal


def line_to(office: OfficeHere, ports: Ports) -> HttpHeadOffice:
    """Return a terminal's line to a head office in this process."""
    return line_over(office.transport(), ports)


def line_over(
    transport: httpx.BaseTransport | None, ports: Ports, url: str = URL
) -> HttpHeadOffice:
    """Return a terminal's line."""
    with ports.store.read() as reads:
        is_joined = reads.uplink() is not None
    tools = LineTools(_name_of(ports), ports.keys, ports.clock, os.urandom)
    trust = AnswerTrust(
        partial(good_answer_keys, ports),
        partial(all_answer_keys, ports),
        partial(follow_answer_keys, ports),
    )
    return HttpHeadOffice(url, tools, trust=trust if is_joined else None, transport=transport)


def join(office: OfficeHere, ports: Ports, url: str = URL) -> None:
    """Enrol a terminal."""
    with line_to(office, ports) as line:
        enrol(ports, agent_of(ports), line, url=url, code=office.code_for(_name_of(ports)))


def sync(office: OfficeHere, ports: Ports) -> Synced:
    """Deliver everything."""
    with line_to(office, ports) as line:
        return sync_journal(ports, line)


def sell_many(
    ports: Ports, first: int, count: int, *, total: int = 10_000, lease_serial: int = 1
) -> int:
    """Write whole sales, two entries each, as one commit; return what they come to.

    The tokens are made up; each issue is signed by the device key, as the agent signs it.
    """
    agent = agent_of(ports)
    identity = agent._identity
    assert identity is not None
    with ports.store.write() as work:
        for number in range(first, first + count):
            sale_id = store_stories.sale_id(number)
            meter = store_stories.a_meter(number).keyed()
            begun = a_sale_begun(
                sale_id=sale_id, meter=meter, total=total, tendered=total, change=0
            )
            work.append(begun, operator="agent")
            issue = identity.device_key.sign_receipt(
                msgspec.structs.replace(
                    _issue(sale_id, number, ports.clock.now()), lease_serial=lease_serial
                )
            )
            receipt = f"{_name_of(ports)}-1-{number:06d}"
            work.append(
                SaleCommitted(sale_id=sale_id, receipt_no=receipt, issue=issue), operator="agent"
            )
        work.commit()
    return count * total


def give_back(ports: Ports, sale_id: str, *, amount: int = 10_000) -> None:
    """Write that a case of a sale gave its money back; who approved it is made up."""
    case = f"case of {sale_id}"
    approval = ApprovalReceipt("supervisor", "0" * 64, format_time(ports.clock.now()), "0" * 128)
    with ports.store.write() as work:
        work.append(CaseOpened(case, sale_id, "wrong meter", ""), operator="agent")
        work.append(CashRefunded(1, amount, "wrong meter", case, approval), operator="agent")
        work.commit()


def _issue(sale_id: str, number: int, now: datetime) -> IssueReceipt:
    digits = f"{int.from_bytes(os.urandom(8)):020d}"
    token = IssuedToken("credit", digits, 45_500, number, 1, training=True)
    return IssueReceipt(
        issue_no=number,
        issued_at=format_time(now),
        sale_id=sale_id,
        request_digest="0" * 64,
        lease_serial=1,
        money_issued=10_000 * number,
        energy_issued_milli=45_500 * number,
        tokens=(token,),
        signature="",
    )


def hashes_of(ports: Ports) -> list[str]:
    """Return the hash of every entry."""
    with ports.store.read() as reads:
        return [stored.hash for stored in reads.entries()]


def stored_hashes(office: OfficeHere, branch: int = 0) -> list[str]:
    """Return the hash of every entry that head office holds on a branch of its own, in order."""
    with office.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT hash FROM entry WHERE branch = ? ORDER BY seq", (branch,)
        )
        return [row[0] for row in rows]


@contextmanager
def served(
    office: OfficeHere,
    *,
    body_seconds: int = 30,
    console: ASGIApp | None = None,
    tls: Path | None = None,
) -> Iterator[str]:
    """Serve a head office over HTTP from a thread of this process; the value is its URL.

    Args:
        tls: file with key and certificate; none without it.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    watch = Watch(PATHS)
    application = web_application(office.office, watch, console=console, body_seconds=body_seconds)
    server = uvicorn.Server(
        uvicorn.Config(application, log_config=None, lifespan="off", ws="none", ssl_certfile=tls)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
