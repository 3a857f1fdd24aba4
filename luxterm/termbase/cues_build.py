"""From the models of `cues/<lang>.toml` to what the compiled termbase has of them."""

from collections.abc import Callable, Container

from luxterm.termbase.contexts import Words
from luxterm.termbase.cue_models import REQUIRED_SETS, Cues
from luxterm.termbase.cues import CueData, file_cues
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.grammar import SignalWords
from luxterm.termbase.templates import expand_all
from luxterm.text.folding import fold_all
from luxterm.text.words import Divider
from luxterm.types import Message


def contexts(parts: list[Cues], divider: Divider) -> dict[str, Words]:
    """The words and the phrases of each named set, folded and divided."""
    contexts: dict[str, list[str]] = {}
    for part in parts:
        for name, words in part.contexts.items():
            contexts.setdefault(name, []).extend(words)
    divided = {name: [divider.apart(it).strip() for it in folded(words)] for name, words in contexts.items()}
    return {
        name: (
            [word for word in words if " " not in word],
            [word for word in words if " " in word],
        )
        for name, words in divided.items()
    }


def cues(parts: list[Cues], common: dict[str, int], contexts: Container[str]) -> bytes:
    """The cues as they are filed. Raises TermbaseError for a set of words that isn't there."""
    for part in parts:
        for cue in part.cues:
            for name in cue.needs:
                if name not in contexts:
                    raise TermbaseError("", 0, Message("cue-needs-unknown", (repr(name),)))
    filed = (
        (
            cue.position,
            folded(cue.phrases),
            CueData(cue.usage, cue.quoted, cue.reason, tuple(cue.needs), cue.ends, cue.defines, cue.opens),
        )
        for part in parts
        for cue in part.cues
    )
    return file_cues(filed, common)


def signals(parts: list[Cues]) -> SignalWords:
    """The words beside the cues."""

    def words(of: Callable[[Cues], list[str]]) -> tuple[str, ...]:
        return folded([phrase for part in parts for phrase in of(part)])

    given = {name for part in parts for name in part.model_fields_set}
    sets = {name for part in parts for name in part.contexts}
    return SignalWords(
        lacks=(
            *sorted(Cues.model_fields.keys() - given),
            *(f"contexts.{name}" for name in REQUIRED_SETS if name not in sets),
        ),
        instruments=words(lambda part: part.instruments),
        connectors=words(lambda part: part.connectors),
        names=words(lambda part: part.names),
        sections=words(lambda part: part.sections),
        labels=words(lambda part: part.labels),
        codes=words(lambda part: part.codes),
        infinitive=frozenset(words(lambda part: part.infinitive)),
        mandates=frozenset(words(lambda part: part.mandates)),
        subjects=words(lambda part: part.subjects),
        verbs=frozenset(words(lambda part: [*part.verbs, *part.finite, *part.reporting])),
        fillers=frozenset(words(lambda part: part.fillers)),
        ordinals=tuple(folded([phrase]) for part in parts for phrase in part.ordinals),
        own_headings=frozenset(words(lambda part: part.own_headings)),
        finite=frozenset(words(lambda part: part.finite)),
        finite_endings=words(lambda part: part.finite_endings),
        reporting=words(lambda part: part.reporting),
    )


def folded(phrases: list[str]) -> tuple[str, ...]:
    """All that the templates stand for, folded, each once."""
    return tuple(dict.fromkeys(fold_all(expand_all(phrases))))
