"""The command line: ``python -m baogao``, the same as the command ``baogao``."""

import os
import signal
import sys

from baogao import _baogao


def main() -> int:
    """Runs the command line on ``sys.argv``.

    Returns:
        int: the exit status: 0 when all went well, 1 when some inputs failed, 2 for wrong usage.
    """
    # The command runs outside the interpreter, which would keep an interrupt for later.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.stdout is None and os.path.exists("/dev/full"):
        # Standard output was closed: writing to it must fail, and not be lost without a word.
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
    return _baogao._command(["baogao", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
