"""How a command ends with a message."""


class Failure(Exception):
    """What a person must be told in a line: wrong usage, a file that can't be written. Exit status 2.

    A broken configuration or termbase says so itself (ConfigError, TermbaseError); `luxterm.cli.main`
    tells of all three.
    """
