"""The window's line to its printers: asked how they are, and given what waits for them."""

import logging
import threading
from collections.abc import Callable

from pos.app.ports import Condition, Ports, PrintJob, PrintState
from pos.app.selling.quoting import terminal_of
from pos.domain.errors import PosError

PAUSE_S = 3.0
_SILENT_EVERY = 10
_CAN_PRINT = (Condition.READY, Condition.NEAR_END)


class PaperLine:
    """Looks after the printers of an open terminal from `start` to `stop`.

    A printer is asked every few seconds, in one short conversation each time, so that others may
    share it. What is blocked is tried again as soon as the printer says that it is ready; one that
    cannot say is tried every half minute.

    Args:
        ports: of the terminal.
        changed: called in some thread when a printer says something new or paper went out.
    """

    def __init__(
        self, ports: Ports, changed: Callable[[], None], *, pause_s: float = PAUSE_S
    ) -> None:
        self._ports = ports
        self._tell = changed
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self._rounds = 0
        self._thread = threading.Thread(target=self._work, name="paper", daemon=True)
        ports.receipts.tell(changed)

    def start(self) -> None:
        """Begin with a look at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop and wait; a job under way ends with its own time limits."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        while True:
            try:
                self._once()
            except PosError as error:
                logging.getLogger(__name__).warning("printers not looked after: %s", error.code)
            except Exception:
                # The thread must live on; the next round may find things in order again.
                logging.getLogger(__name__).exception("unexpected fault at the printers")
            if self._stopping.wait(self._pause_s):
                return

    def _once(self) -> None:
        self._rounds += 1
        with self._ports.store.read() as reads:
            asked = (terminal_of(reads).printer, *reads.waiting_printers())
        for printers in dict.fromkeys(asked):
            self._ports.receipts.look(printers)
        # Read now: a paper may have been queued while its printer was being asked.
        with self._ports.store.read() as reads:
            waiting = reads.waiting_printers()
            oldest = [job for each in waiting for job in reads.ready_print_jobs(each, limit=1)]
            # Under way, or left by a process that died: the queue knows which.
            is_sending = any(reads.sending_print_jobs(each) for each in waiting)
        if is_sending or any(map(self._is_worth_a_try, oldest)):
            self._ports.receipts.work_off()
            self._tell()

    def _is_worth_a_try(self, job: PrintJob) -> bool:
        reports = self._ports.receipts.reports(job.printer)
        if job.state is PrintState.QUEUED or any(each.condition in _CAN_PRINT for each in reports):
            return True
        can_all_say = all(each.condition is not Condition.CANNOT_SAY for each in reports)
        return self._rounds % _SILENT_EVERY == 0 and not (reports and can_all_say)
