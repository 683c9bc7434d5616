"""The console's sections, and what is told after something was done."""

from dataclasses import dataclass
from typing import Final

from pos.headoffice.people.roles import OfficeRole


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the navigation.

    Attributes:
        path: below the console.
        title: English.
        key: after `g`, it leads there.
        least: role that sees it.
    """

    path: str
    title: str
    key: str
    least: OfficeRole = OfficeRole.AUDITOR


SECTIONS: Final = (
    Section("/terminals", "Terminals", "t"),
    Section("/day", "End of day", "d"),
    Section("/sales", "Sales", "s"),
    Section("/shifts", "Shifts", "z"),
    Section("/bank", "Bank", "b"),
    Section("/leases", "Leases", "l"),
    Section("/meters", "Meters", "m"),
    Section("/tariffs", "Tariffs", "r"),
    Section("/keys", "Keys", "k"),
    Section("/exceptions", "Exceptions", "x"),
    Section("/operators", "Operators", "o"),
    Section("/people", "People", "p"),
    Section("/audit", "Audit", "a"),
)
# By name, so that an address cannot make the console say anything else.
NOTES: Final = {
    "granted": "Granted. The terminal gets it with its next sync.",
    "proposed": "It takes two: a second person confirms it.",
    "confirmed": "Confirmed and carried out.",
    "rejected": "Given up.",
    "limited": "The limit holds from now on.",
    "revoked": "Revoked. Head office gives it nothing from now on.",
    "own": "Changed. You are signed out everywhere else.",
    "person": "Done, and written down.",
    "published": "Signed. Terminals take it in with their next sync.",
    "ceremony_begun": "Begun. Each custodian now signs in and enters their own component.",
    "component_entered": "Your component is in. Nobody is shown it.",
    "ceremony_sealed": "Sealed and signed. Terminals take the key in with their next sync.",
    "ceremony_abandoned": "Ended. All components are forgotten.",
    "sealing_key": "The public key is kept. Keys can be sealed for this terminal.",
    "text_asked": "It waits to be sent. What the gateway answers is shown here.",
    "published_before": "This list was published before, and once. It stands below.",
    "given_up": "Given up. Nothing was published.",
    "nothing_new": "Nothing in it is new; nothing was published.",
    "matched": "What the bank got is written down.",
}
