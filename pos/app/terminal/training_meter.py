"""The customer's side in training: a meter on the wall that takes the codes."""

from pos.app.ports import Store
from pos.app.ports.meters import MeterReading, TrainingMeters
from pos.app.selling.quoting import known_meter


def enter_code(store: Store, meters: TrainingMeters, pan: str, digits: str) -> MeterReading:
    """Type a code into the virtual meter of a customer; MeterUnknown, and as `TrainingMeters`."""
    with store.read() as reads:
        known_meter(reads, pan)
        # The wall's meter starts with the key from before any change that was issued here.
        meter = reads.meter_as_imported(pan)
        assert meter is not None  # noqa: S101 - it is known.
    return meters.training_meter_enter(meter.keyed(), digits)
