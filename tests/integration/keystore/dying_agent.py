"""An agent that kills itself at a step of one issue or cancel; started by `test_power_thief.py`.

Arguments: folder, `issue` or `cancel`, sale id, file with the SaleBegun bytes, number of the step.
Every SQL statement that begins is a step, `BEGIN` and `COMMIT` included; so is the end of the call,
before the answer is written. Standard output says `done` if the steps ran out.
"""

import os
import signal
import sys
from pathlib import Path

from tests import agent_stories as story


def main() -> None:
    """Die at the step, or say that there was none."""
    folder, what, sale_id, begun, step = sys.argv[1:]
    agent = story.opened(Path(folder), story.SetClock())
    identity = agent._identity
    assert identity is not None
    left = int(step)

    def count_down(_: str = "") -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    identity.database._connection.set_trace_callback(count_down)
    if what == "issue":
        agent.issue(sale_id, Path(begun).read_bytes())
    else:
        agent.cancel(sale_id)
    count_down()
    sys.stdout.write("done")


if __name__ == "__main__":
    main()
