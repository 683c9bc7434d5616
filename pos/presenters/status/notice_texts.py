"""What head office has to say, in the words of the status bar's line."""

from pos.app.office.office_notices import NoticeKind, OfficeNotice, text_in
from pos.domain.journal import parse_time
from pos.presenters.manner import Manner
from pos.presenters.sale.state import Tone
from pos.presenters.status import texts as words
from pos.presenters.texts import Say, plain

_WORDS = {
    NoticeKind.PROGRAM_STOPPED: words.PROGRAM_STOPPED,
    NoticeKind.PROGRAM_OLD: words.PROGRAM_OLD,
    NoticeKind.KEY_WAITS: words.KEY_WAITS,
    NoticeKind.KEY_REFUSED: words.KEY_REFUSED,
    NoticeKind.KEY_CAME: words.KEY_CAME,
}
_QUIET = (NoticeKind.MESSAGE, NoticeKind.KEY_CAME)


def notice_text(notice: OfficeNotice, manner: Manner) -> Say:
    """Return a notice in words; a message is head office's own, in the window's language."""
    if notice.kind is NoticeKind.MESSAGE:
        return plain(text_in(notice.texts, manner.formatter.language))
    facts = dict(notice.facts)
    said = _WORDS[notice.kind]
    if notice.kind is NoticeKind.PROGRAM_OLD and facts["stops"]:
        said = words.PROGRAM_OLD_UNTIL
        facts["stops"] = manner.formatter.moment(manner.local(parse_time(facts["stops"])))
    return said.with_facts(**facts)


def notice_tone(notice: OfficeNotice) -> Tone:
    """Return how much a notice asks for attention."""
    return Tone.PLAIN if notice.kind in _QUIET else Tone.WARNING
