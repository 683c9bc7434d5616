"""From what a request says about a meter to its key in the open vending compartment."""

from collections.abc import Mapping

from pos.domain.entries import MeterKeyed
from pos.domain.errors import MeterKeyNotSold, VendingKeyMissing
from pos.keystore.issue.token_maker import MeterKey
from pos.keystore.keys.vending_keys import VendingKey, VendingRing
from pos.sts.attributes import KRN_MAX, KRN_MIN, Dkga, Ea, KeyType, MeterConfig
from pos.sts.errors import StsError
from pos.sts.identifiers import MeterPan

_SOLD = (
    (Ea.STA_07, Dkga.DKGA02),
    (Ea.STA_07, Dkga.DKGA04),
    (Ea.MISTY1_11, Dkga.DKGA04),
)
# A meter fresh from the factory holds a default key and is moved away from it.
_LEFT_BEHIND = (KeyType.DDTK, KeyType.DUTK)
_KEY_TYPES: Mapping[int, KeyType] = {each.value: each for each in KeyType}
_ALGORITHMS: Mapping[str, Ea] = {each.value: each for each in Ea}


def key_for_credit(meter: MeterKeyed, ring: VendingRing) -> MeterKey:
    """Return the key that a meter takes credit under.

    Raises:
        VendingKeyMissing: it is not here.
        MeterKeyNotSold: the meter's number, key type or algorithm take no credit from here.
    """
    return _meter_key(meter, ring, (KeyType.DUTK,))


def key_to_leave(meter: MeterKeyed, ring: VendingRing) -> MeterKey:
    """Return the key that a meter is moved away from; raises as `key_for_credit`."""
    return _meter_key(meter, ring, _LEFT_BEHIND)


def _meter_key(meter: MeterKeyed, ring: VendingRing, key_types: tuple[KeyType, ...]) -> MeterKey:
    if not KRN_MIN <= meter.krn <= KRN_MAX:
        raise MeterKeyNotSold(why="meter")
    key = ring.find(meter.sgc, meter.krn)
    if key is None:
        raise VendingKeyMissing(sgc=meter.sgc[:6], krn=meter.krn)
    config = _config_of(meter, key)
    if config.key_type != key.attributes.key_type or config.key_type not in key_types:
        raise MeterKeyNotSold(why="key type")
    if (config.ea, config.dkga) not in _SOLD:
        raise MeterKeyNotSold(why="algorithm")
    if config.ea is Ea.STA_07 and ring.tables is None:
        raise MeterKeyNotSold(why="tables")
    return MeterKey(key, config)


def _config_of(meter: MeterKeyed, key: VendingKey) -> MeterConfig:
    try:
        return MeterConfig(
            pan=MeterPan(meter.pan),
            sgc=meter.sgc,
            krn=meter.krn,
            tariff_index=meter.tariff_index,
            key_type=_KEY_TYPES[meter.key_type],
            ea=_ALGORITHMS[meter.ea],
            dkga=key.attributes.dkga,
            base_date=key.attributes.base_date,
        )
    except (StsError, KeyError) as error:
        raise MeterKeyNotSold(why="meter") from error
