"""How papers are printed: copies without a supervisor, the drawer at a cash sale, languages."""

from pos.app.people.approvals import SecondPerson, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads
from pos.domain.entries import PaperLanguageSet, PaperPolicySet
from pos.domain.errors import CopiesNeedSupervisor, OperatorUnknown
from pos.domain.operator import Role
from pos.domain.projections import PAPER_POLICY_KEY, PaperPolicyRow

_NO_POLICY = PaperPolicyRow(PAPER_POLICY_KEY, copies_alone=3, opens_drawer=0)
_ENGLISH = "en"


def paper_policy_of(reads: Reads) -> PaperPolicyRow:
    """Return what is in force."""
    return reads.paper_policy() or _NO_POLICY


def paper_language_of(reads: Reads, operator: str) -> str:
    """Return the code of an operator's language on paper: their own, else the terminal's."""
    return reads.paper_language(operator) or reads.paper_language("") or _ENGLISH


def set_paper_policy(ports: Ports, policy: PaperPolicySet, *, operator: SignedIn) -> None:
    """Say what is printed without asking; RoleNotAllowed."""
    operator.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        work.append(policy, operator=operator.name)
        work.commit()


def set_paper_language(
    ports: Ports, language: str, *, operator: SignedIn, for_operator: str = ""
) -> None:
    """Choose the language of what somebody prints.

    Args:
        language: a code that the caller has checked; empty for that of the terminal.
        for_operator: name; the terminal if empty.

    Raises:
        RoleNotAllowed: another's language, or the terminal's, is a supervisor's choice.
        OperatorUnknown.
    """
    if for_operator != operator.name:
        operator.must_be(Role.SUPERVISOR, Role.TECHNICIAN)
    with ports.store.write() as work:
        if for_operator and work.operator(for_operator) is None:
            raise OperatorUnknown(operator=for_operator[:40])
        chosen = PaperLanguageSet(operator=for_operator, language=language)
        work.append(chosen, operator=operator.name)
        work.commit()


def copy_must_be_allowed(
    ports: Ports, copy: int, *, operator: SignedIn, second: SecondPerson | None
) -> str:
    """Check that this many copies may be printed; return who allowed it, empty if nobody had to.

    Args:
        copy: number of the copy that is wanted.

    Raises:
        CopiesNeedSupervisor: more than somebody may print alone.
        ApproverIsOperator, SignInRefused, SignInDelayed, RoleNotAllowed.
    """
    with ports.store.read() as reads:
        alone = paper_policy_of(reads).copies_alone
    if copy <= alone or operator.role is Role.SUPERVISOR:
        return ""
    if second is None:
        raise CopiesNeedSupervisor(copy=copy, limit=alone)
    return second_signature(ports, second, first=operator, roles=(Role.SUPERVISOR,)).name
