"""Hand a job to a queue of CUPS, as it is.

The queue takes a whole job or none, so nothing leaves before the end. What it does with the job
afterwards it does not tell us: handed over is the most that can be said.
"""

import shutil
import subprocess
from typing import Final

from printers.errors import PrinterStalled, PrinterUnreachable, StorageRefused
from printers.transport.whole_job import WholeJob

SUBMIT_S: Final = 15.0


class CupsTransport(WholeJob):
    """One job on its way into a queue.

    Args:
        queue: name of the queue, checked by printers.url.
        title: the job's title in the queue; everybody can read it.
        submit_s: how long the queue may take to accept a job.

    Raises:
        PrinterUnreachable: the program `lp` is not installed.
    """

    def __init__(self, queue: str, title: str, *, submit_s: float = SUBMIT_S) -> None:
        super().__init__()
        program = shutil.which("lp")
        if program is None:
            raise PrinterUnreachable("CUPS is not installed")
        self._command = [program, "-d", queue, "-t", title, "-o", "raw"]
        self._submit_s = submit_s

    def finish(self, timeout_s: float) -> bool:  # noqa: ARG002 -- the port's signature
        """Put the job into the queue.

        Returns:
            False: a queue is not paper.

        Raises:
            StorageRefused: there is no such queue, or it takes no jobs; nothing was queued.
            PrinterStalled: no answer in time; it may have been queued.
        """
        try:
            done = subprocess.run(  # noqa: S603 -- a fixed program, a checked name
                self._command,
                input=bytes(self._data),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self._submit_s,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            self._bytes_sent = len(self._data)
            raise PrinterStalled(
                "CUPS did not answer in time", bytes_sent=self._bytes_sent
            ) from error
        except OSError as error:
            raise StorageRefused("the program of CUPS cannot be started") from error
        if done.returncode != 0:
            raise StorageRefused("CUPS has no such queue, or the queue takes no jobs")
        self._bytes_sent = len(self._data)
        return False
