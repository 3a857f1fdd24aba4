"""What surrounds the findings: the verdict, decisions, what wasn't checked, how it was checked."""

import os
from collections import Counter

from luxterm.report.html.finding import usage_word
from luxterm.report.html.markup import Names, breakable, definition, disclosure, escape, listed, table
from luxterm.report.html.sums import Decision, Sums
from luxterm.report.request import Setting
from luxterm.report.run import Run
from luxterm.report.words import Words, counted, grouped, size
from luxterm.types import Message, Usage
from luxterm.wording import say

NAMED = 12
"""Documents named with a decision."""


def verdict(run: Run, sums: Sums, words: Words) -> str:
    """The result in a sentence."""
    all_ = counted(words, "n_documents", run.files)
    if not run.files:
        return escape(words["verdict_empty"])
    if not run.findings:
        return escape(words["verdict_clean"].replace("{all}", all_))
    some = sum(1 for _, counts in sums.documents if counts)
    said = words["verdict"].replace("{findings}", counted(words, "n_findings", run.findings))
    return escape(said.replace("{some}", grouped(some, words)).replace("{all}", all_))


def facts(run: Run, words: Words) -> str:
    """What was checked, in a line."""
    request = run.request
    lexicon = f"{words['lexicon']} {run.lexicon.name} {run.lexicon.version}"
    parts = [lexicon, f"luxterm {run.luxterm}"]
    if request:
        parts = [request.moment, ", ".join(request.paths), size(run.bytes, words), *parts]
    if run.kept:
        parts.append(counted(words, "n_kept", run.kept))
    if run.verbatim:
        parts.append(counted(words, "n_verbatim", run.verbatim))
    return "".join(f"<li>{escape(part)}</li>" for part in parts)


def notes(run: Run, words: Words) -> str:
    """What a reader must know before the numbers."""
    said: list[str] = []
    if run.interrupted:
        said.append(escape(words["interrupted"]))
    unread = [
        ("n_unread", run.unchecked_parts),
        ("unknown_n", len(run.request.unknown) if run.request else 0),
    ]
    said += (
        f'<a href="#inputs">{escape(counted(words, noun, number))}</a>' for noun, number in unread if number
    )
    if run.request and run.request.redacted:
        said.append(escape(words["redacted"]))
    return "".join(f'<p class="note">{each}</p>' for each in said)


def decisions(found: dict[Message, Decision], names: Names, words: Words) -> str:
    """The reasons for which people let findings stay, with room to sign."""
    if not found:
        return f"<p>{escape(words['decisions_none'])}</p>"
    heads = [
        (words["reason"], ""),
        (words["term"], ""),
        (words["where"], ""),
        (words["occurrences"], "number"),
        (words["agreed"], "box"),
    ]
    rows = [_decision(reason, decision, names, words) for reason, decision in found.items()]
    return (
        f"<p>{escape(words['decisions_intro'])}</p>"
        f'<div class="panel">{table(words["decisions"], heads, rows)}</div>'
        f'<p class="signature">{escape(words["signature"])}</p>'
    )


def _decision(reason: Message, decision: Decision, names: Names, words: Words) -> str:
    terms = ", ".join(escape(names(term)) for term in decision.terms)
    documents = list(decision.documents)
    where = ", ".join(map(breakable, documents[:NAMED]))
    if len(documents) > NAMED:
        where += f" {escape(counted(words, 'more', len(documents) - NAMED))}"
    return (
        f'<tr><th scope="row"><span data-reason>{escape(say(reason, words["lang"]))}</span></th>'
        f'<td>{terms}</td><td class="path">{where}</td>'
        f'<td class="number">{grouped(decision.terms.total(), words)}</td>'
        '<td class="box"><span aria-hidden="true">☐</span></td></tr>'
    )


def inputs(run: Run, sums: Sums, words: Words) -> str:
    """Errors, unsupported files, and the documents without findings."""
    unknown = run.request.unknown if run.request else ()
    if run.errors or run.notes:
        heads = [(words["path"], ""), (words["problem"], "")]
        rows = [
            f'<tr><th scope="row" class="path">{escape(path)}</th><td>{escape(message)}</td></tr>'
            for path, message in (*run.errors, *run.notes)
        ]
        parts = [f'<div class="panel">{table(words["inputs"], heads, rows)}</div>']
    else:
        parts = [] if unknown else [f"<p>{escape(words['inputs_none'])}</p>"]
    if unknown:
        kinds = Counter(os.path.splitext(path)[1].lower() or os.path.basename(path) for path in unknown)
        tally = ", ".join(f"{kind} {grouped(number, words)}" for kind, number in kinds.most_common(NAMED))
        body = f"<p>{escape(tally)}</p>{listed(list(unknown))}"
        parts.append(disclosure(counted(words, "unknown_n", len(unknown)), body))
    if sums.clean:
        parts.append(disclosure(counted(words, "clean_n", len(sums.clean)), listed(sums.clean)))
    return "".join(parts)


def about(run: Run, words: Words) -> str:
    """With what, and how, the documents were checked."""
    documents = f"{counted(words, 'n_documents', run.files)}, {size(run.bytes, words)}"
    parts = [
        definition(words["documents"], escape(documents)),
        definition(words["lexicon"], escape(f"{run.lexicon.name} {run.lexicon.version}")),
        definition(words["lexicon_sha"], f"<code>{escape(run.lexicon.sha256)}</code>"),
        definition(words["program"], escape(f"luxterm {run.luxterm}")),
    ]
    if run.request:
        parts.insert(0, definition(words["checked_at"], escape(run.request.moment)))
        parts.insert(1, definition(words["scope"], *map(escape, run.request.paths)))
        parts += [_setting(setting, words) for setting in run.request.settings]
    return f'<dl class="about">{"".join(parts)}</dl>'


def _setting(setting: Setting, words: Words) -> str:
    parts = [
        definition(words["configuration"], escape(setting.path or words["defaults"])),
        definition(words["language"], escape(setting.lang)),
        definition(words["profile"], escape(setting.profile)),
        definition(words["baseline"], escape(setting.baseline or words["no_baseline"])),
    ]
    if setting.lexicon:
        parts.append(definition(words["own_lexicon"], *map(escape, setting.lexicon)))
    return "".join(parts)


def options(sums: Sums, names: Names, words: Words) -> dict[str, str]:
    """The choices of the filters."""
    usages = [usage.value for usage in Usage if sums.usages[usage.value]]
    documents = [(str(number), escape(path)) for number, (path, _) in enumerate(sums.documents)]
    return {
        "term_options": _options([(term, escape(names(term))) for term in sorted(sums.terms, key=names)]),
        "usage_options": _options([(usage, escape(usage_word(usage, words))) for usage in usages]),
        "document_options": _options(documents),
    }


def _options(choices: list[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{shown}</option>' for value, shown in choices)
