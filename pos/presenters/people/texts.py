"""The words of managing people, marked for translation."""

from pos.domain.operator import Role
from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("people", text)


ROLES = {
    Role.AGENT: _say(QT_TRANSLATE_NOOP("people", "Agent")),
    Role.SUPERVISOR: _say(QT_TRANSLATE_NOOP("people", "Supervisor")),
    Role.TECHNICIAN: _say(QT_TRANSLATE_NOOP("people", "Technician")),
    Role.AUDITOR: _say(QT_TRANSLATE_NOOP("people", "Auditor")),
}
ADD = _say(QT_TRANSLATE_NOOP("people", "Add a person"))
CHANGE = _say(QT_TRANSLATE_NOOP("people", "Role and limits of {name}"))
NEW_PIN = _say(QT_TRANSLATE_NOOP("people", "A new PIN for {name}"))
REMOVE = _say(QT_TRANSLATE_NOOP("people", "Remove {name}"))
REMOVE_MEANS = _say(
    QT_TRANSLATE_NOOP("people", "{name} cannot sign in any more. What {name} did stays written.")
)
DO_ADD = _say(QT_TRANSLATE_NOOP("people", "Add {name}"))
DO_CHANGE = _say(QT_TRANSLATE_NOOP("people", "Change {name}"))
DO_PIN = _say(QT_TRANSLATE_NOOP("people", "Set the PIN"))
DO_REMOVE = _say(QT_TRANSLATE_NOOP("people", "Remove {name}"))
CHOOSE = _say(QT_TRANSLATE_NOOP("people", "Choose a person"))
NAME_FIRST = _say(QT_TRANSLATE_NOOP("people", "Type a name"))
ADDED = _say(QT_TRANSLATE_NOOP("people", "{name} may sign in now."))
CHANGED = _say(QT_TRANSLATE_NOOP("people", "{name} is changed; it holds from the next sign-in."))
PIN_SET = _say(QT_TRANSLATE_NOOP("people", "{name} has another PIN now."))
REMOVED = _say(QT_TRANSLATE_NOOP("people", "{name} may not sign in any more."))
PINS_DIFFER = _say(
    QT_TRANSLATE_NOOP("people", "The two new PINs are not the same. Type them again.")
)
WORKING = _say(QT_TRANSLATE_NOOP("people", "Working…"))
