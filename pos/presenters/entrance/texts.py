"""The words of signing in, unlocking and settings, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("entrance", text)


WHO = _say(QT_TRANSLATE_NOOP("entrance", "Who is selling?"))
LOCKED_FOR = _say(QT_TRANSLATE_NOOP("entrance", "Locked. {name}'s sale is kept."))
PASSPHRASE_WANTED = _say(
    QT_TRANSLATE_NOOP("entrance", "The key store is closed. Type its passphrase to open it.")
)
KEYS_WANTED = _say(
    QT_TRANSLATE_NOOP("entrance", "The vending keys are locked. Type the passphrase to sell again.")
)
SIGN_IN = _say(QT_TRANSLATE_NOOP("entrance", "Sign in"))
UNLOCK = _say(QT_TRANSLATE_NOOP("entrance", "Unlock"))
OPENING = _say(QT_TRANSLATE_NOOP("entrance", "Opening the terminal…"))
CHECKING = _say(QT_TRANSLATE_NOOP("entrance", "Checking…"))
TRAINING_HINT = _say(
    QT_TRANSLATE_NOOP("entrance", "Training: the PIN can be filled in for you. It guards nothing.")
)
NOT_NOW = _say(QT_TRANSLATE_NOOP("entrance", "A sale is being made. Lock when it is done."))
PRINTER_SET = _say(QT_TRANSLATE_NOOP("entrance", "Receipts go to {address} from now on."))
PAPERS_IN = _say(QT_TRANSLATE_NOOP("entrance", "Papers are printed in {language} from now on."))
OWN_PAPERS_IN = _say(QT_TRANSLATE_NOOP("entrance", "What you print is in {language} from now on."))
COPIES_SET = _say(
    QT_TRANSLATE_NOOP("entrance", "Copies of a paper without a supervisor: {copies}.")
)
NOT_KEPT = _say(
    QT_TRANSLATE_NOOP("entrance", "This setting holds now, but could not be kept on the disk.")
)
