"""From a request to what its tokens must say: keys, contents, what they count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from pos.domain.engineering import EngineeringKind, engineering_token
from pos.domain.entries import (
    Begun,
    EngineeringBegun,
    FreeBegun,
    IssuedToken,
    KeyChangeBegun,
    ReissueBegun,
    SaleBegun,
)
from pos.domain.errors import KeyChangeNotPossible, ReissueNotPossible
from pos.domain.journal import read_entry
from pos.domain.lease import CountedKind
from pos.domain.meter import display_number
from pos.keystore.issue.identifiers import Identifiers
from pos.keystore.issue.issue_store import IssueStore
from pos.keystore.issue.meter_keys import key_for_credit, key_to_leave
from pos.keystore.issue.token_maker import MeterKey, WantedToken
from pos.keystore.keys.vending_keys import VendingRing
from pos.sts.amount import MILLI_PER_STEP, steps_up_from_milli
from pos.sts.errors import ChangeNotPermitted, UnverifiedAlgorithm
from pos.sts.key_change_rules import require_permitted_change
from pos.sts.tokens import CreditUnits, Resource

CREDIT = "credit"
FREE = "free"


@dataclass(frozen=True, slots=True)
class OrderKeys:
    """The keys of one issue.

    Attributes:
        present: what the meter holds when the first token is typed.
        new: what a key change moves it to; None for no change.
    """

    present: MeterKey
    new: MeterKey | None = None

    @property
    def under(self) -> MeterKey:
        """Key of all tokens but the key change."""
        return self.new or self.present


def keys_of(begun: Begun, ring: VendingRing) -> OrderKeys:
    """Find the keys of a request.

    Raises:
        VendingKeyMissing, MeterKeyNotSold: as `key_for_credit`.
        KeyChangeNotPossible: tokens cannot make this change.
    """
    under = key_for_credit(begun.meter, ring)
    change = begun.key_change if isinstance(begun, SaleBegun | KeyChangeBegun) else None
    if change is None:
        return OrderKeys(under)
    present = key_to_leave(change.present, ring)
    number = display_number(present.config.pan.digits)
    if present.config == under.config:
        raise KeyChangeNotPossible(meter=number, why="same")
    try:
        require_permitted_change(present.config, under.config)
    except (ChangeNotPermitted, UnverifiedAlgorithm) as error:
        raise KeyChangeNotPossible(meter=number, why="not_permitted") from error
    return OrderKeys(present, under)


def wanted_tokens(
    begun: Begun,
    keys: OrderKeys,
    identifiers: Identifiers,
    store: IssueStore,
    *,
    ring: VendingRing,
    draw: Callable[[], int],
) -> tuple[WantedToken, ...]:
    """Return the tokens of a request besides its key change, in the order to type them.

    Args:
        draw: gives 4 random bits.

    Raises:
        TokenTimeAhead, VendingKeyExpired, VendingKeyNotBegun, EngineeringMalformed.
        ReissueNotPossible: see `_reissued`.
    """
    match begun:
        case SaleBegun():
            credit = _credit(
                CREDIT, begun.units_milli, begun.credited_milli, identifiers.take(), draw()
            )
            if not begun.free_milli:
                return (credit,)
            free = begun.free_milli, begun.free_credited_milli
            return credit, _credit(FREE, *free, identifiers.take(), draw())
        case FreeBegun():
            free = begun.units_milli, begun.credited_milli
            return (_credit(FREE, *free, identifiers.take(), draw()),)
        case EngineeringBegun(setting=setting, value=value):
            has_tid = setting != EngineeringKind.METER_TEST
            tid = identifiers.take() if has_tid else 0
            return (WantedToken(setting, engineering_token(setting, value, tid=tid, rnd=draw())),)
        case KeyChangeBegun():
            return ()
        case ReissueBegun():
            tokens = _reissued(begun, keys.under, store, ring)
            for token in tokens:
                identifiers.must_fit_key(token.tid)
            return tuple(
                _credit(token.kind, token.units_milli, token.units_milli, token.tid, draw())
                for token in tokens
            )
        case _:
            assert_never(begun)


def counted_kinds(begun: Begun) -> tuple[CountedKind, ...]:
    """Return what a request counts against the day's numbers of tokens without cash."""
    match begun:
        case SaleBegun():
            change = () if begun.key_change is None else (CountedKind.KEY_CHANGE,)
            return (*change, CountedKind.FREE) if begun.free_milli else change
        case KeyChangeBegun():
            return (CountedKind.KEY_CHANGE,)
        case EngineeringBegun():
            return (CountedKind.ENGINEERING,)
        case FreeBegun():
            return (CountedKind.FREE,)
        case ReissueBegun():
            return ()
        case _:
            assert_never(begun)


def _credit(kind: str, units_milli: int, promised_milli: int, tid: int, rnd: int) -> WantedToken:
    content = CreditUnits(Resource.ELECTRICITY, tid, rnd, steps_up_from_milli(units_milli))
    return WantedToken(kind, content, promised_milli)


def _reissued(
    begun: ReissueBegun, under: MeterKey, store: IssueStore, ring: VendingRing
) -> tuple[IssuedToken, ...]:
    """Return the tokens of the sale that is named, if they may be made once more under this key.

    The same identifiers on both keys are what makes a meter take one of the two only; a key with
    another base date counts other minutes and makes the meter forget what it took.

    Raises:
        ReissueNotPossible: it was not issued here for this meter, the key is the same, the base
            dates differ, or it was done before.
    """
    refusal = {"sale": begun.of_sale[:40]}
    issued = store.issue_of(begun.of_sale)
    original = None if issued is None else read_entry(issued.begun).payload
    if (
        issued is None
        or not isinstance(original, SaleBegun | FreeBegun)
        or original.meter.pan != begun.meter.pan
    ):
        raise ReissueNotPossible(why="not_here", **refusal)
    first = key_for_credit(original.meter, ring)
    if first.config == under.config:
        raise ReissueNotPossible(why="same_key", **refusal)
    if first.config.base_date != under.config.base_date:
        raise ReissueNotPossible(why="base_date", **refusal)
    if store.is_reissued(begun.of_sale):
        raise ReissueNotPossible(why="once", **refusal)
    tokens = tuple(token for token in issued.receipt.tokens if token.kind in (CREDIT, FREE))
    if any(token.units_milli % MILLI_PER_STEP for token in tokens):
        raise ReissueNotPossible(why="not_here", **refusal)
    return tokens
