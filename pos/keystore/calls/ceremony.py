"""What clients ask of head office's key agent about ceremonies; see `KeyCeremonies`."""

from typing import Annotated, ClassVar

import msgspec

from pos.app.ports.ceremony import CeremonyPlan, CeremonyStatus, ComponentLetter
from pos.keystore.calls.protocol import Call
from pos.wire.sealed_key import SealedKey

_CeremonyId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class BeginCeremony(Call, frozen=True, forbid_unknown_fields=True, tag="begin_ceremony"):
    """`KeyCeremonies.begin`."""

    Result: ClassVar[object] = CeremonyStatus
    plan: CeremonyPlan


class AskCeremonies(Call, frozen=True, forbid_unknown_fields=True, tag="ceremonies"):
    """`KeyCeremonies.statuses`."""

    Result: ClassVar[object] = tuple[CeremonyStatus, ...]


class EnterLetter(Call, frozen=True, forbid_unknown_fields=True, tag="enter_letter"):
    """`KeyCeremonies.enter`."""

    Result: ClassVar[object] = CeremonyStatus
    ceremony: _CeremonyId
    custodian: str
    letter: ComponentLetter


class SealCeremony(Call, frozen=True, forbid_unknown_fields=True, tag="seal_ceremony"):
    """`KeyCeremonies.seal`."""

    Result: ClassVar[object] = tuple[SealedKey, ...]
    ceremony: _CeremonyId
    check_value: str


class AbandonCeremony(Call, frozen=True, forbid_unknown_fields=True, tag="abandon_ceremony"):
    """`KeyCeremonies.abandon`."""

    Result: ClassVar[object] = bool
    ceremony: _CeremonyId


CeremonyCall = BeginCeremony | AskCeremonies | EnterLetter | SealCeremony | AbandonCeremony
