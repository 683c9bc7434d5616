"""What head office gives away: bundles to terminals, files to whoever carries them, sales."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from typing import Final

from pos.app.ports import Clock
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors.office import DutyTaken
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.headoffice.bundles.bundles import Published, publish
from pos.headoffice.bundles.carrying import CarriedFile, carried_file
from pos.headoffice.journal.sales_export import ExportedSale, SalesWanted, exported_sales
from pos.headoffice.meters.meter_publishing import publish_meters
from pos.headoffice.meters.standings import STANDINGS, StandingsTold, tell_standings
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.duty import Done, Turn, last_done
from pos.headoffice.texts.text_gateway import HttpTextGateway
from pos.headoffice.texts.text_outbox import TextsTried, send_texts
from pos.wire.bundle import BundleKind
from pos.wire.carried_bundles import Version

_HOLDER_BYTES: Final = 16


class OfficeGiving:
    """The part of a head office that gives.

    Attributes:
        signing: its keys.
    """

    def __init__(
        self,
        database: OfficeDatabase,
        clock: Clock,
        randomness: Callable[[int], bytes],
        signing: OfficeSigning,
    ) -> None:
        self._database, self._clock, self._randomness = database, clock, randomness
        self.signing = signing

    def publish(
        self, kind: BundleKind, lines: Iterable[bytes], terminal: str, *, whole: bool = False
    ) -> Published:
        """Give terminals a file; of meters what changed, unless the whole list is wanted.

        Raises as `publish_meters`, `bodies_of` and `publish`.
        """
        now = self._clock.now()
        if kind is BundleKind.METERS:
            with self._database.write() as connection:
                done = publish_meters(
                    connection,
                    lines,
                    terminal,
                    clerk="",
                    whole=whole,
                    now=now,
                    signing=self.signing,
                )
            if done.owes_news:
                self.tell_news()
            return done.published
        with self._database.write() as connection:
            bodies = bodies_of(kind, lines, terminal)
            return publish(
                connection, kind, bodies, terminal=terminal, now=now, signing=self.signing
            )

    def tell_news(self) -> None:
        """Tell what a list said of meters that owe, unless somebody is at it."""
        # Whoever is at it looked before this list; the next run tells of it.
        with suppress(DutyTaken):
            self.tell_standings(whole=False)

    def tell_standings(
        self, *, whole: bool, must_stop: Callable[[], bool] = lambda: False
    ) -> StandingsTold:
        """Tell every terminal what meters bought and owe; raises as `tell_standings`."""
        turn = Turn(STANDINGS, self._randomness(_HOLDER_BYTES).hex())
        return tell_standings(
            self._database, self.signing, self._clock, turn, whole=whole, must_stop=must_stop
        )

    def standings_done(self) -> Done:
        """Return when they were told last, by whichever server or command."""
        with self._database.read() as connection:
            return last_done(connection, STANDINGS)

    def carried_file(self, terminal: str, after: Version) -> AbstractContextManager[CarriedFile]:
        """Give a file with what a terminal does not have; raises as `carried_file`."""
        now = self._clock.now()
        return carried_file(self._database, self.signing, terminal, after=after, now=now)

    def send_texts(self, gateway: HttpTextGateway) -> TextsTried:
        """Try the messages that are due; see `send_texts`."""
        return send_texts(self._database, gateway, self._clock.now())

    def exported_sales(
        self,
        wanted: SalesWanted,
        written: Callable[[Iterable[ExportedSale]], Iterator[bytes]],
    ) -> Iterator[bytes]:
        """Yield a file with sales, in the form that is given."""
        with self._database.read() as connection:
            yield from written(exported_sales(connection, wanted))
