"""The commands: each module has `run(args, console) -> int`, the exit status.

They are imported one at a time, when asked for. `Failure` is how a command ends with a message.
"""


class Failure(Exception):
    """What a person must hear of in a line: wrong usage, a broken configuration or lexicon. Status 2."""
