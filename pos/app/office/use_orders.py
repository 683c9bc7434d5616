"""What head office says and orders: messages, settings, the oldest program, revoked and new keys.

What only the key agent can do is written down as a wish; `pos.app.office.agent_wishes` carries it
out as soon as the vending keys are open.
"""

from typing import Final

import msgspec

from pos.app.cash.cash_policy import policy_of
from pos.app.paper.paper_policy import paper_policy_of
from pos.app.ports import UnitOfWork
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import (
    AgentWished,
    CashPolicySet,
    KeyRevoked,
    MessageText,
    OfficeMessageSet,
    PaperLanguageSet,
    PaperPolicySet,
    ProgramRuleSet,
)
from pos.domain.projections.downlink_rows import AgentWish
from pos.wire.bundle import SignedBundle
from pos.wire.bundle_bodies import OfficeMessage, ProgramRule, RevokedKey, TerminalSettings
from pos.wire.sealed_key import read_sealed_key_file, sealed_terms

# Entries say that head office did it, not a person who signed in here.
HEAD_OFFICE: Final = ""


def set_message(work: UnitOfWork, message: OfficeMessage) -> bool:
    """Take in a message; False where its times are none or its text is no plain line."""
    if not message.is_well_formed():
        return False
    texts = tuple(MessageText(language, text) for language, text in sorted(message.texts.items()))
    work.append(
        OfficeMessageSet(
            id=message.id,
            place=message.place,
            texts=texts,
            starts=message.starts,
            ends=message.ends,
            withdrawn=message.withdrawn,
        ),
        operator=HEAD_OFFICE,
    )
    return True


def set_program_rule(work: UnitOfWork, rule: ProgramRule) -> bool:
    """Take in the oldest program that may sell; False where its time is none."""
    if rule.is_well_formed():
        work.append(ProgramRuleSet(lowest=rule.lowest, stops=rule.stops), operator=HEAD_OFFICE)
    return rule.is_well_formed()


def revoke_key(work: UnitOfWork, key: RevokedKey) -> bool:
    """Make no credit with a vending key any more; again changes nothing."""
    if all((row.sgc, row.krn) != (key.sgc, key.krn) for row in work.revoked_keys()):
        work.append(KeyRevoked(sgc=key.sgc, krn=key.krn), operator=HEAD_OFFICE)
    return True


def take_settings(work: UnitOfWork, settings: TerminalSettings, bundle: SignedBundle) -> bool:
    """Set what a supervisor could set here; what is None stays, what is so already is not told."""
    paper = paper_policy_of(work)
    copies, drawer = settings.copies_alone, settings.opens_drawer
    wanted_paper = PaperPolicySet(
        copies_alone=paper.copies_alone if copies is None else copies,
        opens_drawer=bool(paper.opens_drawer) if drawer is None else drawer,
    )
    if (wanted_paper.copies_alone, int(wanted_paper.opens_drawer)) != (
        paper.copies_alone,
        paper.opens_drawer,
    ):
        work.append(wanted_paper, operator=HEAD_OFFICE)
    language = settings.paper_language
    if language is not None and language != work.paper_language(""):
        work.append(PaperLanguageSet(operator="", language=language), operator=HEAD_OFFICE)
    _set_cash(work, settings)
    if settings.idle_lock_minutes is not None:
        _wish(
            work, AgentWish.IDLE_LOCK, str(settings.idle_lock_minutes), msgspec.json.encode(bundle)
        )
    return True


def wish_sealed_key(work: UnitOfWork, terminal: str, body: str) -> bool:
    """Keep a sealed key until the key agent can take it; False where it is none for here."""
    sealed = read_sealed_key_file(body.encode())
    terms = None if sealed is None else sealed_terms(sealed)
    facts = terminal_of(work)
    if terms is None or terminal != facts.terminal or terms.device_key != facts.device_key:
        return False
    _wish(work, AgentWish.SEALED_KEY, f"{terms.sgc}/{terms.krn}", body.encode())
    return True


def _set_cash(work: UnitOfWork, settings: TerminalSettings) -> None:
    before = policy_of(work)
    names = ("drawer_limit", "over_short_limit", "cash_step", "rounding_mode")
    known = {name: getattr(before, name) for name in names}
    told = {name: getattr(settings, name) for name in names}
    wanted = known | {name: value for name, value in told.items() if value is not None}
    if wanted != known:
        work.append(msgspec.convert(wanted, CashPolicySet), operator=HEAD_OFFICE)


def _wish(work: UnitOfWork, what: AgentWish, subject: str, content: bytes) -> None:
    wish = work.keep_file(content)
    work.append(AgentWished(wish=wish, what=what, subject=subject), operator=HEAD_OFFICE)
