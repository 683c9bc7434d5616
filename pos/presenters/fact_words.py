"""Facts of errors that are codes, amounts or moments: how each of them is told to a person.

A code that stands here is translated with its sentence, an amount and a moment are written as the
screen writes them; any other fact is shown as it is.
"""

from typing import Final

from pos.domain.errors.files import FileFault
from pos.domain.projections import CaseState
from pos.domain.tariff.terms import Resource
from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Kind, Say
from pos.sts.key_change_plan import Obstacle


def _say(text: str) -> Say:
    return Say("facts", text)


_NOT_PERMITTED = _say(QT_TRANSLATE_NOOP("facts", "codes cannot make this change"))
_NO_KEY = _say(QT_TRANSLATE_NOOP("facts", "one of the two keys is not here"))
_SAME_KEY = _say(QT_TRANSLATE_NOOP("facts", "it holds that key"))
_CASE_STATES: Final = {
    CaseState.OPEN.value: _say(QT_TRANSLATE_NOOP("facts", "open")),
    CaseState.CLOSED.value: _say(QT_TRANSLATE_NOOP("facts", "closed, no money went back")),
    CaseState.REFUNDED.value: _say(QT_TRANSLATE_NOOP("facts", "the money went back")),
}
_FILE_FAULTS: Final = {
    FileFault.FOLDER.value: _say(QT_TRANSLATE_NOOP("facts", "it is a folder")),
    FileFault.NOT_PERMITTED.value: _say(
        QT_TRANSLATE_NOOP("facts", "the system does not permit it")
    ),
    FileFault.TOO_LARGE.value: _say(QT_TRANSLATE_NOOP("facts", "it is too large")),
    FileFault.NOT_PLAIN.value: _say(QT_TRANSLATE_NOOP("facts", "it is a pipe or a device")),
}
FACT_WORDS: Final[dict[tuple[str, str], dict[str, Say]]] = {
    ("CASE-02", "state"): _CASE_STATES,
    ("CASE-03", "state"): _CASE_STATES,
    ("FILE-01", "why"): _FILE_FAULTS,
    ("KEYCHANGE-02", "why"): {
        "present_key": _NO_KEY,
        "same": _SAME_KEY,
        Obstacle.NO_NEXT_KEY.value: _NO_KEY,
        Obstacle.NOT_PERMITTED.value: _NOT_PERMITTED,
        Obstacle.NEXT_KEY_EXPIRED.value: _say(
            QT_TRANSLATE_NOOP("facts", "the next key has expired")
        ),
        Obstacle.NEXT_KEY_NOT_BEGUN.value: _say(
            QT_TRANSLATE_NOOP("facts", "the next key is not valid yet")
        ),
    },
    # Lists may say anything else, too.
    ("METER-04", "status"): {
        "blocked": _say(QT_TRANSLATE_NOOP("facts", "blocked")),
        "closed": _say(QT_TRANSLATE_NOOP("facts", "closed")),
        "lost": _say(QT_TRANSLATE_NOOP("facts", "lost")),
        "removed": _say(QT_TRANSLATE_NOOP("facts", "removed")),
        "stolen": _say(QT_TRANSLATE_NOOP("facts", "stolen")),
    },
    ("METER-05", "resource"): {
        Resource.WATER.value: _say(QT_TRANSLATE_NOOP("facts", "water")),
        Resource.GAS.value: _say(QT_TRANSLATE_NOOP("facts", "gas")),
        Resource.TIME.value: _say(QT_TRANSLATE_NOOP("facts", "time")),
        Resource.ELECTRICITY_CURRENCY.value: _say(
            QT_TRANSLATE_NOOP("facts", "to meters that count electricity in money")
        ),
        Resource.WATER_CURRENCY.value: _say(
            QT_TRANSLATE_NOOP("facts", "to meters that count water in money")
        ),
        Resource.GAS_CURRENCY.value: _say(
            QT_TRANSLATE_NOOP("facts", "to meters that count gas in money")
        ),
        Resource.TIME_CURRENCY.value: _say(
            QT_TRANSLATE_NOOP("facts", "to meters that count time in money")
        ),
    },
    ("STORE-08", "why"): _FILE_FAULTS
    | {
        FileFault.MISSING.value: _say(QT_TRANSLATE_NOOP("facts", "there is no such folder")),
        FileFault.NO_ROOM.value: _say(QT_TRANSLATE_NOOP("facts", "there is no room left")),
    },
    ("LEASE-01", "what"): {
        "money": _say(QT_TRANSLATE_NOOP("facts", "money")),
        "energy": _say(QT_TRANSLATE_NOOP("facts", "energy")),
        "energy_per_meter": _say(QT_TRANSLATE_NOOP("facts", "energy of this meter today")),
        "free": _say(QT_TRANSLATE_NOOP("facts", "free units today")),
        "engineering": _say(QT_TRANSLATE_NOOP("facts", "engineering codes today")),
        "key_change": _say(QT_TRANSLATE_NOOP("facts", "key changes today")),
    },
    ("REISSUE-01", "why"): {
        "not_here": _say(QT_TRANSLATE_NOOP("facts", "they were not made here")),
        "no_key_change": _say(QT_TRANSLATE_NOOP("facts", "its meter had no key change")),
        "same_key": _say(QT_TRANSLATE_NOOP("facts", "they are under that key")),
        "base_date": _say(
            QT_TRANSLATE_NOOP("facts", "the base dates differ: open a case of the sale")
        ),
        "once": _say(QT_TRANSLATE_NOOP("facts", "they were made again before")),
    },
}
"""Words for the values of a fact, by the error's code and the fact's name."""

_WRITTEN: Final[dict[Kind, dict[str, str]]] = {
    Kind.MONEY: {
        "AMOUNT-04": "amount minimum maximum step",
        "AMOUNT-05": "amount least",
        "AMOUNT-08": "amount",
        "TENDER-02": "tendered total short",
        "TENDER-03": "tendered total",
        "FLOAT-01": "left asked",
        "SALE-09": "amount",
        "SHIFT-07": "over_short limit",
        "SHIFT-08": "over_short",
        "CASH-02": "asked",
        "CASH-03": "limit asked",
        "OPERATOR-05": "limit asked",
    },
    Kind.NUMBER: {"AMOUNT-08": "units most", "SALE-06": "told now"},
    Kind.MOMENT: {
        "TARIFF-03": "valid_from valid_until",
        "LEASE-02": "until now",
        "LEASE-03": "not_before now",
        "KEY-06": "begins",
        "CLOCK-01": "now known",
        "CLOCK-02": "now known",
    },
}
KIND_OF_FACT: Final[dict[tuple[str, str], Kind]] = {
    (code, name): kind
    for kind, names_by_code in _WRITTEN.items()
    for code, names in names_by_code.items()
    for name in names.split()
}
"""What a fact is that the screen writes in its own manner, by the error's code and its name."""


def fact_told(code: str, name: str, fact: str | int | None) -> str | int | Say | None:
    """Return the words for a fact that is a code, and any other fact as it is."""
    words = FACT_WORDS.get((code, name), {})
    return words.get(str(fact)) or fact
