"""The customer's side in training: a meter on the wall that takes the codes."""

from pos.app.ports import Store
from pos.app.ports.meters import MeterReading, TrainingMeters
from pos.app.quoting import known_meter


def enter_code(store: Store, meters: TrainingMeters, pan: str, digits: str) -> MeterReading:
    """Type a code into the virtual meter of a customer; MeterUnknown, and as `TrainingMeters`."""
    with store.read() as reads:
        meter = known_meter(reads, pan)
    return meters.training_meter_enter(meter.keyed(), digits)
