"""Print jobs and what is remembered of printers."""

from pos.app.ports import PrinterMemory, PrintJob, PrintKind, PrintState
from pos.domain.errors import PrintJobUnknown
from pos.store import sql_texts as sql
from pos.store.statement_texts import StatementText, StoredRow, Values
from pos.store.transaction import Transaction


class PrintJobs:
    """The print jobs as they are in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def job(self, job: str) -> PrintJob | None:
        """Return a job by its id."""
        found = self._transaction.first(sql.PRINT_JOB_BY_ID, {"job": job})
        return None if found is None else _print_job(found)

    def waiting(self) -> tuple[PrintJob, ...]:
        """Return the jobs that are not done, oldest first."""
        return self._jobs(sql.WAITING_JOBS, {})

    def waiting_printers(self, subject: str) -> tuple[str, ...]:
        """Return the addresses that jobs wait for."""
        rows = self._transaction.all(sql.WAITING_PRINTERS, {"subject": subject})
        return tuple(dict.fromkeys(printer for (printer,) in rows))

    def ready(self, printer: str, subject: str, after: int, limit: int) -> tuple[PrintJob, ...]:
        """Return an address's jobs that are queued or blocked, oldest first."""
        wanted: dict[str, str | int] = {
            "printer": printer,
            "subject": subject,
            "after": after,
            "most": limit,
        }
        return self._jobs(sql.READY_JOBS, wanted)

    def sending(self, printer: str) -> tuple[PrintJob, ...]:
        """Return an address's jobs that are being sent."""
        return self._jobs(sql.SENDING_JOBS, {"printer": printer})

    def jobs_of(self, subject: str) -> tuple[PrintJob, ...]:
        """Return the papers about a sale or a journal entry, oldest first."""
        return self._jobs(sql.PAPERS_OF, {"subject": subject})

    def add(self, job: PrintJob) -> None:
        """Add a job in state queued; its number is given here."""
        values = {
            "id": None,
            "job": job.job,
            "kind": job.kind.value,
            "subject": job.subject,
            "copy": job.copy,
            "printer": job.printer,
            "state": PrintState.QUEUED.value,
            "queued_at": job.queued_at,
            "queued_by": job.queued_by,
            "attempts": 0,
            "content": job.content,
        }
        self._transaction.run(sql.ADD_JOB, values)

    def move(self, job: str, state: PrintState, *, tries: int = 0) -> PrintJob:
        """Set a job's state, count tries, and return it.

        Raises:
            PrintJobUnknown: there is no such job.
        """
        values = {"wanted": job, "new_state": state.value, "tries": tries}
        self._transaction.run(sql.MOVE_JOB, values)
        moved = self.job(job)
        if moved is None:
            raise PrintJobUnknown(job=job)
        return moved

    def readdress(self, before: str, after: str) -> None:
        """Give the jobs that are queued or blocked for one address to another."""
        self._transaction.run(sql.READDRESS, {"printer": before, "new_printer": after})

    def memory(self, address: str) -> PrinterMemory | None:
        """Return what a printer was seen to do, None for a new one."""
        found = self._transaction.first(sql.PRINTER_MEMORY, {"address": address})
        return None if found is None else PrinterMemory(*map(_fact, found))

    def remember(self, address: str, memory: PrinterMemory) -> None:
        """Keep what a printer was seen to do."""
        values = {
            "address": address,
            "answers_status": memory.answers_status,
            "confirms": memory.confirms,
            "fences": memory.fences,
        }
        self._transaction.run(sql.REMEMBER_PRINTER, values)

    def _jobs(self, statement: StatementText, values: Values) -> tuple[PrintJob, ...]:
        return tuple(map(_print_job, self._transaction.all(statement, values)))


def _fact(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)


def _print_job(row: StoredRow) -> PrintJob:
    number, job, kind, subject, copy, printer, state, queued_at, queued_by, attempts, content = row
    return PrintJob(
        job=job,
        kind=PrintKind(kind),
        subject=subject,
        copy=copy,
        printer=printer,
        state=PrintState(state),
        queued_at=queued_at,
        queued_by=queued_by,
        number=number,
        attempts=attempts,
        content=content,
    )
