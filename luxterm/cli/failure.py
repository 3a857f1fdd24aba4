"""How a command ends with a message."""


class Failure(Exception):
    """Something to tell the user in one line: wrong usage, a file that can't be written. Exit status 2.

    A broken configuration or termbase says so itself (ConfigError, TermbaseError); `luxterm.cli.main`
    reports all three.
    """
