"""What the self-contained luxterm runs: `luxterm.cli.main.main`, also in the processes of a parallel scan."""

from multiprocessing import freeze_support

from luxterm.cli.main import main

if __name__ == "__main__":
    freeze_support()
    raise SystemExit(main())
