"""Print jobs and what is remembered of printers."""

from typing import Final

from sqlalchemy import bindparam, insert, or_, select, text, update

from pos.app.ports import PrintKind, PrintState
from pos.store.conditions import WAITING
from pos.store.schema import PRINT_JOB, PRINTER
from pos.store.statements.rows import upsert

PRINT_JOB_BY_ID: Final = select(PRINT_JOB).where(PRINT_JOB.c.job == bindparam("job"))
_IS_WAITING: Final = f"({WAITING})"
WAITING_JOBS: Final = select(PRINT_JOB).where(text(_IS_WAITING)).order_by(PRINT_JOB.c.id)
_OF_SUBJECT: Final = or_(bindparam("subject") == "", PRINT_JOB.c.subject == bindparam("subject"))
WAITING_PRINTERS: Final = select(PRINT_JOB.c.printer).where(text(_IS_WAITING), _OF_SUBJECT)
_AT_PRINTER: Final = PRINT_JOB.c.printer == bindparam("printer")
READY_JOBS: Final = (
    select(PRINT_JOB)
    .where(
        text(_IS_WAITING),
        or_(
            PRINT_JOB.c.state == PrintState.QUEUED.value,
            PRINT_JOB.c.state == PrintState.BLOCKED.value,
        ),
        _AT_PRINTER,
        _OF_SUBJECT,
        PRINT_JOB.c.id > bindparam("after"),
    )
    .order_by(PRINT_JOB.c.id)
    .limit(bindparam("most"))
)
SENDING_JOBS: Final = (
    select(PRINT_JOB)
    .where(text(_IS_WAITING), PRINT_JOB.c.state == PrintState.SENDING.value, _AT_PRINTER)
    .order_by(PRINT_JOB.c.id)
)
PAPERS_OF: Final = (
    select(PRINT_JOB)
    .where(PRINT_JOB.c.subject == bindparam("subject"), PRINT_JOB.c.kind != PrintKind.DRAWER.value)
    .order_by(PRINT_JOB.c.id)
)
ADD_JOB: Final = insert(PRINT_JOB)
MOVE_JOB: Final = (
    update(PRINT_JOB)
    .where(PRINT_JOB.c.job == bindparam("wanted"))
    .values(state=bindparam("new_state"), attempts=PRINT_JOB.c.attempts + bindparam("tries"))
)
READDRESS: Final = (
    update(PRINT_JOB)
    .where(
        text(_IS_WAITING),
        or_(
            PRINT_JOB.c.state == PrintState.QUEUED.value,
            PRINT_JOB.c.state == PrintState.BLOCKED.value,
        ),
        _AT_PRINTER,
    )
    .values(printer=bindparam("new_printer"))
)
PRINTER_MEMORY: Final = select(
    PRINTER.c.answers_status, PRINTER.c.confirms, PRINTER.c.fences
).where(PRINTER.c.address == bindparam("address"))
REMEMBER_PRINTER: Final = upsert(PRINTER, ("address",))
