"""swtpm, a simulated TPM 2.0, for the length of a test."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.agent_stories import wait_for_end


@contextmanager
def running_tpm(folder: Path) -> Iterator[str]:
    """Run a TPM whose state lies in a folder; give the way to it.

    Args:
        folder: with a short path, since it holds sockets; the state in it outlives the process.
    """
    folder.mkdir(exist_ok=True)
    place, pid_file = folder / "tpm", folder / "pid"
    # It goes to the background once it listens.
    subprocess.run(
        [
            *("swtpm", "socket", "--tpm2", "--daemon", "--tpmstate", f"dir={folder}"),
            *("--server", f"type=unixio,path={place}"),
            *("--ctrl", f"type=unixio,path={place}.ctrl"),
            *("--flags", "startup-clear", "--pid", f"file={pid_file}"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    pid = int(pid_file.read_text())
    try:
        yield f"swtpm:path={place}"
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_for_end(pid)
