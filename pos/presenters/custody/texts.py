"""The words of keys and their loading, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("custody", text)


BRING = _say(QT_TRANSLATE_NOOP("custody", "Bring a component"))
DO_BRING = _say(QT_TRANSLATE_NOOP("custody", "Hand it over"))
BACK_TO_LETTER = _say(QT_TRANSLATE_NOOP("custody", "Back to the letter"))
DO_SEALED = _say(QT_TRANSLATE_NOOP("custody", "Take it"))
DO_FORGET = _say(QT_TRANSLATE_NOOP("custody", "Forget the components"))
LETTER_FIRST = _say(QT_TRANSLATE_NOOP("custody", "Type what the letter says"))
CHOOSE = _say(QT_TRANSLATE_NOOP("custody", "Choose one"))
WORKING = _say(QT_TRANSLATE_NOOP("custody", "Working…"))

GUIDE_HELD = _say(
    QT_TRANSLATE_NOOP(
        "custody",
        "A key is loaded by two to five people. Each signs in and brings one component, alone.",
    )
)
GUIDE_WAITING = _say(
    QT_TRANSLATE_NOOP("custody", "Components are missing. The next custodian signs in: F12.")
)
GUIDE_BRING = _say(
    QT_TRANSLATE_NOOP("custody", "{name}, you alone see your letter. The component is not shown.")
)
GUIDE_JOIN = _say(
    QT_TRANSLATE_NOOP("custody", "Of this key {have} of {of} components are in: {names}.")
)
GUIDE_SECOND = _say(
    QT_TRANSLATE_NOOP("custody", "Key {waiting} waits for components; this letter is of {letter}.")
)
ASK_SECOND = _say(
    QT_TRANSLATE_NOOP(
        "custody",
        "Key {waiting} still waits for components. Is {letter} a second key to begin beside it?",
    )
)
GUIDE_SEALED = _say(
    QT_TRANSLATE_NOOP(
        "custody", "Put in the stick with the key or the lease that head office sent."
    )
)
GUIDE_FORGET = _say(
    QT_TRANSLATE_NOOP(
        "custody", "What is in of this key is forgotten, and all its custodians begin again."
    )
)

BROUGHT = _say(
    QT_TRANSLATE_NOOP(
        "custody", "Component {value} is in, {have} of {of}. Compare it with the letter."
    )
)
LOADED = _say(
    QT_TRANSLATE_NOOP(
        "custody",
        "The key of {group}, revision {revision}, is loaded: check value {value}. Compare it.",
    )
)
LEASED = _say(QT_TRANSLATE_NOOP("custody", "Lease no. {serial} holds until {day}."))
FORGOTTEN = _say(QT_TRANSLATE_NOOP("custody", "The components are forgotten."))
NO_STICK = _say(QT_TRANSLATE_NOOP("custody", "Put in a stick first."))
NOTHING_THERE = _say(QT_TRANSLATE_NOOP("custody", "No stick that is in holds a key or a lease."))
SAVED = _say(QT_TRANSLATE_NOOP("custody", "The public key is on the stick: {name}"))

STORE = _say(QT_TRANSLATE_NOOP("custody", "Key store"))
STORE_OPEN = _say(QT_TRANSLATE_NOOP("custody", "{tier}, open"))
STORE_LOCKED = _say(QT_TRANSLATE_NOOP("custody", "{tier}, locked"))
TIER_SOFTWARE = _say(QT_TRANSLATE_NOOP("custody", "Software: misuse is found, not bounded"))
TIER_HARDWARE = _say(QT_TRANSLATE_NOOP("custody", "Hardware: misuse is bounded"))
DEVICE = _say(QT_TRANSLATE_NOOP("custody", "Keys are kept in"))
TABLES = _say(QT_TRANSLATE_NOOP("custody", "EA07 tables"))
WAITS = _say(QT_TRANSLATE_NOOP("custody", "{group}, revision {revision}"))
WAITS_FOR = _say(QT_TRANSLATE_NOOP("custody", "{have} of {of} components are in: {names}"))
NO_LEASE = _say(QT_TRANSLATE_NOOP("custody", "None: nothing can be sold"))
LEASE = _say(QT_TRANSLATE_NOOP("custody", "Lease"))
LEASE_UNTIL = _say(QT_TRANSLATE_NOOP("custody", "No. {serial} until {day}, days left: {days}"))
MONEY_LEFT = _say(QT_TRANSLATE_NOOP("custody", "Money left"))
ENERGY_LEFT = _say(QT_TRANSLATE_NOOP("custody", "Energy left"))
LEFT_OF = _say(QT_TRANSLATE_NOOP("custody", "{left} of {all}"))
ENERGY = _say(QT_TRANSLATE_NOOP("custody", "{units} kWh"))
PER_METER = _say(QT_TRANSLATE_NOOP("custody", "For one meter a day"))
UNPAID = _say(QT_TRANSLATE_NOOP("custody", "Codes without cash left today"))
UNPAID_LEFT = _say(
    QT_TRANSLATE_NOOP("custody", "free {free}, engineering {engineering}, key change {key_change}")
)
FORFEITED = _say(QT_TRANSLATE_NOOP("custody", "Lost by crashes"))
