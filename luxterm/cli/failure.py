"""The commands: each module has `run(args, console) -> int`, the exit status.

They are imported one at a time, when asked for. `Failure` is how a command ends with a message.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luxterm.termbase import Termbase


class Failure(Exception):
    """What a person must hear of in a line: wrong usage, a broken configuration or lexicon. Status 2."""


def load_termbase(lexicon: tuple[str, ...]) -> "Termbase":
    """The termbase with these layers. Raises Failure."""
    from luxterm.scan import termbase_of
    from luxterm.termbase import TermbaseError

    try:
        return termbase_of(lexicon)
    except TermbaseError as error:
        raise Failure(f"lexicon: {error}") from error
