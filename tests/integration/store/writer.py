"""A process that writes into a store; started by the tests that kill it or run several.

Arguments: folder, what to do (`sell` or `hold`), first number, how many. Each line on standard
output is the number of an entry that was acknowledged.
"""

import sys
from pathlib import Path

from tests import store_stories as story


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def sell(folder: Path, first: int, count: int) -> None:
    """Write sales and say the number of each entry after its commit."""
    store = story.reopened(folder)
    for number in range(first, first + count):
        with store.write() as work:
            story.begin(work, number)
            seq = work.head().seq
            work.commit()
        _say(seq)
        with store.write() as work:
            story.commit_sale(work, number)
            seq = work.head().seq
            work.commit()
        _say(seq)
    store.close()


def hold(folder: Path, number: int) -> None:
    """Hold a sale and the print queue until standard input ends."""
    store = story.reopened(folder)
    with store.sale_lock(story.sale_id(number)), store.spool_lock("virtual:") as is_owner:
        _say(int(is_owner))
        sys.stdin.read()
    store.close()


if __name__ == "__main__":
    terminal, what = Path(sys.argv[1]), sys.argv[2]
    if what == "sell":
        sell(terminal, int(sys.argv[3]), int(sys.argv[4]))
    else:
        hold(terminal, int(sys.argv[3]))
