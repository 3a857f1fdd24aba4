"""luxterm for programs: check a text or a file, fix it, look into the termbase.

    import luxterm

    for finding in luxterm.check_text("The State shall prohibit child pornography."):
        print(finding.text, "→", finding.fixes[0].replacement)

Positions are code points of the text, end exclusive. Nothing is printed, written or sent. What is here is
the public interface, which stays stable from one version to the next; everything else in the package is
private.
"""

from typing import TYPE_CHECKING

from luxterm.base import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.config.settings import ConfigError as ConfigError
    from luxterm.config.settings import HouseCue as HouseCue
    from luxterm.config.settings import Settings as Settings
    from luxterm.engine.fixes import Unsettled as Unsettled
    from luxterm.scan.job import FileResult as FileResult
    from luxterm.termbase import Termbase as Termbase
    from luxterm.termbase import TermbaseError as TermbaseError
    from luxterm.types import Applicability as Applicability
    from luxterm.types import Edit as Edit
    from luxterm.types import Finding as Finding
    from luxterm.types import Fix as Fix
    from luxterm.types import Message as Message
    from luxterm.types import Severity as Severity
    from luxterm.types import Source as Source
    from luxterm.types import Usage as Usage
    from luxterm.wording import say as say
    from luxterm.wording.findings import because as because
    from luxterm.wording.findings import message as message
    from luxterm.wording.findings import where as where
    from luxterm.wording.findings import why as why

_HOMES = {
    "luxterm.config.settings": ("ConfigError", "HouseCue", "Settings"),
    "luxterm.engine.fixes": ("Unsettled",),
    "luxterm.scan.job": ("FileResult",),
    "luxterm.termbase": ("Termbase", "TermbaseError"),
    "luxterm.types": ("Applicability", "Edit", "Finding", "Fix", "Message", "Severity", "Source", "Usage"),
    "luxterm.wording": ("say",),
    "luxterm.wording.findings": ("because", "message", "where", "why"),
}
"""Public names and the module each is imported from when it is first asked for (PEP 562).

The command line begins by importing this module, too, and needs none of them yet.
"""

__all__ = [
    "Applicability",
    "ConfigError",
    "Edit",
    "FileResult",
    "Finding",
    "Fix",
    "HouseCue",
    "Message",
    "Settings",
    "Severity",
    "Source",
    "Termbase",
    "TermbaseError",
    "Unsettled",
    "Usage",
    "__version__",
    "apply_fixes",
    "because",
    "check_file",
    "check_text",
    "fix_text",
    "load_termbase",
    "message",
    "say",
    "where",
    "why",
]


def check_text(
    text: str,
    format: str = "markdown",
    settings: "Settings | None" = None,
    lexicon: tuple[str, ...] = (),
) -> "list[Finding]":
    """The findings in a text, in order; comments to luxterm are obeyed.

    What stays (titles, mentions, what a comment keeps) is among them, `kept`. `format` is "markdown",
    "mdx", "html", "rst", "latex", "asciidoc", "gitcommit" or "plain"; `lexicon` are paths of termbases over
    the bundled one. Raises ValueError for another format, and TermbaseError.
    """
    from luxterm.config.settings import Settings
    from luxterm.scan import file
    from luxterm.scan.job import Job, Options

    options = Options(settings=settings or Settings(), lexicon=lexicon)
    return file.check_text(text, format, Job("", options), spare=False).findings


def check_file(path: str, data: bytes | None = None) -> "FileResult":
    """What `luxterm check PATH` finds in a file of any kind that luxterm reads, by its nearest configuration.

    `data` is its content if it isn't to be read from the path. `findings` holds those that are
    reported, each with its lines and columns; `errors` says what went wrong with the file. Raises
    ConfigError where the configuration, its termbase or its baseline is broken.
    """
    from luxterm.scan.configurations import Configurations
    from luxterm.scan.file import scan_file
    from luxterm.scan.overrides import Overrides

    return scan_file(Configurations(Overrides(paths=(path,))).job(path, data))


def apply_fixes(
    text: str, findings: "Iterable[Finding]", least: "Applicability | None" = None
) -> "tuple[str, list[Finding]]":
    """The text with every fix made that is at least this applicable (default: safe), and the findings fixed.

    Where the fixes of two findings touch the same text only the first is made: `fix_text` checks again.
    """
    from luxterm.engine.fixes import apply
    from luxterm.types import Applicability

    return apply(text, findings, Applicability.SAFE if least is None else least)


def fix_text(
    text: str,
    format: str = "markdown",
    settings: "Settings | None" = None,
    lexicon: tuple[str, ...] = (),
    least: "Applicability | None" = None,
) -> str:
    """The text after fixing, checking and fixing again until nothing is left to fix.

    Raises what `check_text` raises, and Unsettled if that never ends.
    """
    from luxterm.engine import fixes
    from luxterm.types import Applicability

    return fixes.fix_text(
        text,
        lambda text: check_text(text, format, settings, lexicon),
        Applicability.SAFE if least is None else least,
    )


def load_termbase(lexicon: tuple[str, ...] = ()) -> "Termbase":
    """The bundled termbase with those at the paths of `lexicon` over it.

    `.languages` and `.profiles` name what there is; `.language("en").terms` are the discouraged terms, each
    with its concept, advice, reason, sources and what to say instead. Raises TermbaseError.
    """
    from luxterm.lexicon.load import termbase_of

    return termbase_of(lexicon)


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
