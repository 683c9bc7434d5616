"""Start the program: `python -m pos` or `vendwatt`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # Every file that this program makes is its owner's alone.
    os.umask(0o077)
    # Loading makes many objects that stay: looking for garbage among them costs a sixth of the
    # time a one-shot command takes.
    gc.disable()
    from pos.bootstrap.terminals import InstalledTerminals  # noqa: PLC0415 - after the line above.
    from pos.cli.main import run  # noqa: PLC0415 - the same.

    gc.freeze()
    gc.enable()
    sys.exit(run(sys.argv[1:], InstalledTerminals()))


if __name__ == "__main__":
    main()
