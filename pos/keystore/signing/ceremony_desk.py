"""Key ceremonies in head office's key agent: nothing of them is ever written.

    begin -> enter, by each custodian -> (last) key put together, components wiped
          -> seal, by its check value -> key wiped, boxes kept for whoever asks again

The agent cannot know who sits at a browser: it takes the console's word for a custodian's name.
"""

import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from pos.app.ports import Clock
from pos.app.ports.ceremony import (
    CEREMONY_LASTS,
    CUSTODIANS_MAX,
    CUSTODIANS_MIN,
    RECEIVERS_MAX,
    CeremonyEnd,
    CeremonyPlan,
    CeremonyStatus,
    ComponentLetter,
    CustodianDone,
)
from pos.domain.errors.ceremony import (
    CeremonyMalformed,
    CeremonyOver,
    CeremonyUnderWay,
    CeremonyUnknown,
    CheckValueDiffers,
    ComponentsMissing,
    NotACustodian,
)
from pos.domain.journal import format_time
from pos.keystore.errors.custody import (
    ComponentMalformed,
    ComponentsDoNotFit,
    CustodianRepeated,
)
from pos.keystore.files.secret import Secret
from pos.keystore.keys.components import Component, combine, read_component
from pos.keystore.keys.hpke_box import seal_key, terms_for
from pos.keystore.keys.key_attributes import read_attributes
from pos.keystore.keys.vending_keys import KeyInMemory
from pos.sts.attributes import KeyAttributes
from pos.wire.sealed_key import KeyTerms, SealedKey

_OPEN_MAX: Final = 8
# Those that ended are remembered so that people are told how.
_KEPT_MAX: Final = 64
_MISFITS_MAX: Final = 5


@dataclass(slots=True, repr=False)
class _Ceremony:
    """One ceremony; parts and key are wiped as soon as they are not needed any more."""

    plan: CeremonyPlan
    attributes: KeyAttributes
    until: datetime
    parts: dict[str, Secret] = field(default_factory=dict)
    entered: list[CustodianDone] = field(default_factory=list)
    announced: str = ""
    key: KeyInMemory | None = None
    misfits: int = 0
    sealed: tuple[SealedKey, ...] = ()
    check_value: str = ""
    end: CeremonyEnd = CeremonyEnd.OPEN

    def finish(self, end: CeremonyEnd) -> None:
        """Wipe what is secret and say how it ended."""
        for part in self.parts.values():
            part.wipe()
        self.parts.clear()
        if self.key is not None:
            self.key.wipe()
            self.key = None
        self.end = end

    def count_misfit(self) -> int:
        """Note that something did not fit; end where that came too often, and return what is left.

        Who may try without end learns of the others' components bit by bit.
        """
        self.misfits += 1
        if self.misfits >= _MISFITS_MAX:
            self.finish(CeremonyEnd.MISFIT)
        return _MISFITS_MAX - self.misfits

    def status(self) -> CeremonyStatus:
        """Return what anyone may know."""
        return CeremonyStatus(
            id=self.plan.id,
            entered=tuple(self.entered),
            of=len(self.plan.custodians),
            until=format_time(self.until),
            end=self.end,
            check_value=self.check_value,
        )


class CeremonyDesk:
    """Implements the port `KeyCeremonies` inside the agent; also tells when one is due to end."""

    def __init__(
        self,
        clock: Clock,
        sign: Callable[[KeyTerms, bytes], SealedKey],
        must_grant: Callable[[], object],
    ) -> None:
        """Take the clock, what signs a box, and what refuses while keys that grant are locked."""
        self._clock, self._sign, self._must_grant = clock, sign, must_grant
        self._held: dict[str, _Ceremony] = {}
        self._turn = threading.Lock()

    def begin(self, plan: CeremonyPlan) -> CeremonyStatus:
        """See `KeyCeremonies.begin`."""
        self._must_grant()
        attributes = read_attributes(plan.attributes)
        _must_hold_together(plan)
        with self._turn:
            self._expire()
            is_open = [each for each in self._held.values() if each.end is CeremonyEnd.OPEN]
            if len(is_open) >= _OPEN_MAX or plan.id in self._held:
                raise CeremonyUnderWay(sgc=attributes.sgc, krn=attributes.krn)
            begun = _Ceremony(plan, attributes, self._clock.now() + CEREMONY_LASTS)
            self._held[plan.id] = begun
            for name in list(self._held)[:-_KEPT_MAX]:
                if self._held[name].end is not CeremonyEnd.OPEN:
                    del self._held[name]
            return begun.status()

    def statuses(self) -> tuple[CeremonyStatus, ...]:
        """See `KeyCeremonies.statuses`."""
        with self._turn:
            self._expire()
            return tuple(each.status() for each in self._held.values())

    def enter(self, ceremony: str, custodian: str, letter: ComponentLetter) -> CeremonyStatus:
        """See `KeyCeremonies.enter`."""
        self._must_grant()
        with self._turn:
            held = self._open(ceremony)
            if custodian not in held.plan.custodians:
                raise NotACustodian(name=custodian)
            if any(one.name == custodian for one in held.entered):
                raise CustodianRepeated(operator=custodian)
            component = _read(letter, held.attributes)
            try:
                _join(held, custodian, component)
            except ComponentsDoNotFit:
                held.count_misfit()
                raise
            return held.status()

    def seal(self, ceremony: str, check_value: str) -> tuple[SealedKey, ...]:
        """See `KeyCeremonies.seal`."""
        self._must_grant()
        with self._turn:
            held = self._held.get(ceremony)
            if held is not None and held.end is CeremonyEnd.SEALED:
                _must_be_equal(held, held.check_value, check_value)
                return held.sealed
            held = self._open(ceremony)
            if held.key is None:
                raise ComponentsMissing(entered=len(held.entered), of=len(held.plan.custodians))
            _must_be_equal(held, held.key.check_value, check_value)
            held.sealed = tuple(
                self._sign(terms, seal_key(terms, held.key))
                for to in held.plan.receivers
                for terms in [terms_for(to.terminal, to.to, held.key)]
            )
            held.check_value = held.key.check_value
            held.finish(CeremonyEnd.SEALED)
            return held.sealed

    def abandon(self, ceremony: str) -> bool:
        """See `KeyCeremonies.abandon`."""
        with self._turn:
            held = self._held.get(ceremony)
            if held is not None and held.end is CeremonyEnd.OPEN:
                held.finish(CeremonyEnd.ABANDONED)
            return held is not None

    def end_all(self, end: CeremonyEnd) -> None:
        """End all that are open."""
        with self._turn:
            for held in self._held.values():
                if held.end is CeremonyEnd.OPEN:
                    held.finish(end)

    def wait_s(self) -> float | None:
        """Return in how many seconds the next one is due to end, None for none."""
        # Asked by the server's loop, which waits for nobody: the table may change meanwhile.
        due = [each.until for each in tuple(self._held.values()) if each.end is CeremonyEnd.OPEN]
        return max(0.0, (min(due) - self._clock.now()).total_seconds()) if due else None

    def lock_if_due(self) -> None:
        """End those whose time is over."""
        if self.wait_s() == 0:
            with self._turn:
                self._expire()

    def _expire(self) -> None:
        now = self._clock.now()
        for held in self._held.values():
            if held.until <= now and held.end is CeremonyEnd.OPEN:
                held.finish(CeremonyEnd.TIMED_OUT)

    def _open(self, ceremony: str) -> _Ceremony:
        self._expire()
        held = self._held.get(ceremony)
        if held is None:
            raise CeremonyUnknown
        if held.end is not CeremonyEnd.OPEN:
            raise CeremonyOver(how=held.end.value)
        return held


def _must_hold_together(plan: CeremonyPlan) -> None:
    custodians, receivers = plan.custodians, plan.receivers
    if not CUSTODIANS_MIN <= len(custodians) <= CUSTODIANS_MAX:
        raise CeremonyMalformed(why="two or three custodians")
    if len(set(custodians)) < len(custodians) or not all(custodians):
        raise CeremonyMalformed(why="each custodian once")
    if not 1 <= len(receivers) <= RECEIVERS_MAX:
        raise CeremonyMalformed(why=f"one to {RECEIVERS_MAX} terminals")
    if len({one.terminal for one in receivers}) < len(receivers):
        raise CeremonyMalformed(why="each terminal once")
    if not all(one.to.is_genuine() for one in receivers):
        raise CeremonyMalformed(why="a public key that no terminal signed")


def _read(letter: ComponentLetter, attributes: KeyAttributes) -> Component:
    """Read a letter as the component file that it stands for."""
    lines = [b"".join(letter.digits.split())]
    if letter.check_value:
        lines.append(f"check value {letter.check_value}".encode())
    if letter.key_check_value:
        lines.append(f"key check value {letter.key_check_value}".encode())
    component = read_component(b"\n".join(lines), attributes)
    if not any(component.part):
        raise ComponentMalformed(why="all zero")
    return component


def _join(held: _Ceremony, custodian: str, component: Component) -> None:
    """Add a component; the last one makes the key and ends the parts."""
    announced = {held.announced, component.key_check_value} - {""}
    if len(announced) > 1:
        raise ComponentsDoNotFit(why="the check value of the key")
    parts = [Component(each.reveal()) for each in held.parts.values()]
    if any(hmac.compare_digest(each.part, component.part) for each in parts):
        raise ComponentsDoNotFit(why="two are equal")
    if len(parts) + 1 == len(held.plan.custodians):
        held.key = combine((*parts, component), held.attributes, key_check_value="".join(announced))
        for part in held.parts.values():
            part.wipe()
        held.parts.clear()
    else:
        held.parts[custodian] = Secret(component.part)
    held.announced = "".join(announced)
    held.entered.append(CustodianDone(custodian, component.check_value))


def _must_be_equal(held: _Ceremony, known: str, typed: str) -> None:
    said = "".join(typed.split()).lower()
    if not hmac.compare_digest(known.encode(), said.encode()):
        raise CheckValueDiffers(left=held.count_misfit() if held.key else 0)
