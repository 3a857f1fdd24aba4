"""The installed command: what happens before any of luxterm is loaded."""

import gc
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn


def program() -> "NoReturn":
    """Run `luxterm.cli.main.program`. Ctrl-C while modules are being loaded ends the process silently."""
    # Importing makes many objects and few cycles: no need to look for those as often as usual
    gc.set_threshold(50_000, 20, 50)
    listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # otherwise our parent blocked it
    if listens:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from luxterm.cli import main

    if listens:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main.program()
