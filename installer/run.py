"""Start Vendwatt: set it up where it is not yet, then make a training sale.

    python3 installer/run.py             set up, then sell
    python3 installer/run.py --prepare   set up only

Nothing but Python itself may be here when this starts, and it may be an old one, so this file
keeps to what every Python 3 can read and looks before it imports the rest.
"""

import importlib
import os
import sys
from pathlib import Path

PYTHON_NEEDED = 0x030B0000


def main() -> int:
    """Refuse a machine that cannot run the set-up, else hand over to it.

    Returns:
        The exit status: 0 done, 2 this machine lacks something that a person must put right,
        5 no disk space, 7 no network, 70 our own fault; from the sale, what `vendwatt` answered.
    """
    if sys.hexversion < PYTHON_NEEDED or os.name != "posix":
        print("This needs Python 3.11 or newer on Linux: Debian 12 or later has it.")
        return 2
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    status: int = importlib.import_module("installer.first_sale").main(sys.argv[1:])
    return status


if __name__ == "__main__":
    sys.exit(main())
