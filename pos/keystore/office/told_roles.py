"""Roles that head office gives people: the agent reads them out of the signed bundle itself.

So whoever is no supervisor any more cannot say yes from the next sync on, whatever program asks.
Each person's newest word counts, once: what a supervisor changed here since is not put back by it.
A word that gives power must be younger than the role that was set here last, so that no bundle of
before gives it, even one that this agent never saw; a word that takes it away counts in any case.
"""

from typing import Final

from pos.domain.errors import BadValue
from pos.domain.errors.bundles import BundleNotGenuine
from pos.domain.operator import Role, parse_operator_name
from pos.keystore.issue.identity import Identity
from pos.keystore.issue.office_words import SET_HERE, OfficeWords
from pos.keystore.office.believed_bundles import believed_head
from pos.wire.bundle import BundleKind, SignedBundle
from pos.wire.bundle_bodies import ListedOperator, listed_people

ROLE: Final = "role"
_WITH_POWER: Final = (Role.SUPERVISOR, Role.TECHNICIAN)
_ANOTHER_SUPERVISOR: Final = """
SELECT operator FROM pin WHERE operator <> ?1 AND role = 'supervisor'
UNION SELECT subject FROM office_word
    WHERE what = 'role' AND subject <> ?1 AND value = 'supervisor'
    AND subject NOT IN (SELECT operator FROM pin)
"""


def take_roles(identity: Identity, bundle: SignedBundle, *, training: bool) -> None:
    """Keep the roles of a list of people, and forget the PINs of those who are removed.

    A role that only newer programs know is kept as it is called, and may do nothing here.

    Raises:
        BundleNotGenuine, BundleOfAnother: as `believed_head`, or it is no list of people.
    """
    head = believed_head(identity, bundle, BundleKind.OPERATORS, training=training)
    people = listed_people(bundle.body)
    if people is None:
        raise BundleNotGenuine(why="body")
    words = OfficeWords(identity.database)
    with identity.database.transaction():
        for person in people:
            is_newer = words.version(ROLE, person.name) < (head.epoch, head.n)
            gives = not person.removed and person.role in _WITH_POWER
            if gives and head.created_at <= words.value(SET_HERE, person.name):
                continue
            if is_newer and _may_be(identity, person):
                role = "" if person.removed else person.role
                words.keep(ROLE, person.name, head, role)
                words.forget_resets(person.name, role)
                identity.pins.take_role(person.name, role)


def _may_be(identity: Identity, person: ListedOperator) -> bool:
    """Whether a word can be used, by the rules of the terminal's own list."""
    try:
        parse_operator_name(person.name)
    except BadValue:
        return False
    stays = not person.removed and person.role == Role.SUPERVISOR
    return stays or identity.database.one(_ANOTHER_SUPERVISOR, person.name) is not None
