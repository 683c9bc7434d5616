"""The end of a cash-up: a shift closed or a drawer handed over, and their papers."""

from itertools import chain

from pos.app.cash.close_shift import Closed
from pos.app.cash.hand_over import HandedOver
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintState
from pos.domain.cash import parse_reason
from pos.presenters.cash.cash_up_model import CashUpModel
from pos.presenters.cash.desk import CashDesk, Explanation, Hindrances

End = tuple[Closed | HandedOver, tuple[str, ...]]
"""What was done, and its papers line by line."""


def end_cash_up(
    desk: CashDesk, model: CashUpModel, operator: SignedIn, second: SecondPerson
) -> End:
    """Close the shift or hand its drawer over; raises as these use cases do."""
    reason = parse_reason(model.reason) if model.reason.strip() else ""
    why = Explanation(model.code, reason)
    if model.hands_over:
        handed = desk.hand_over(why, operator, second)
        return handed, desk.lines(desk.slip(handed.seq), operator)
    closed = desk.close(why, operator, second)
    slips = [desk.lines(desk.slip(seq), operator) for seq in model.deposits]
    return closed, tuple(chain(desk.lines(closed.report, operator), *slips))


def print_papers(
    desk: CashDesk, model: CashUpModel, operator: SignedIn, second: SecondPerson | None
) -> PrintState:
    """Print them once more, as marked copies; tell how far the last one came."""
    return [desk.print_out(kind, subject, operator, second) for kind, subject in model.papers][-1]


def settle_and_look(desk: CashDesk, job: str, *, printed: bool, operator: SignedIn) -> Hindrances:
    """Write down whether a paper came out, and return what still hinders closing."""
    desk.settle_print(job, printed=printed, operator=operator)
    return desk.hindrances()
