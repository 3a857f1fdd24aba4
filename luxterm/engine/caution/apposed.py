"""Where all nouns have capitals: whether a term belongs to a name right behind a noun for what has one.

"Die Aktion Stopp …", "die Reportage Das Geschäft mit …", "am Runden Tisch … nehmen". The words are contexts
in the cues, if a language has them: `works`, `undertakings`, `apposed` for papers with a title behind them,
and `apposed-after` for what stands before a work that is spoken of, not used: "zum Gesetzentwurf …".
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.contexts import Context
from luxterm.text.words import WORD, words

_REACH = 250
"""Code points before a term in which its name begins."""
_MARKS = ".;:()?!"
_OPENED = 2
"""Words of a sentence that begins with an article and what has a name: "Die Petition …"."""


def perhaps_apposed(around: Surroundings) -> bool:
    """Whether its words may belong to such a name."""
    if not around.language.grammar.capital_nouns:
        return False
    contexts = around.language.contexts
    if any(_is_apposed(around, contexts[it], alone=True) for it in ("works", "apposed")):
        return True
    looks = (_is_titled, _is_of_noun)
    return _is_apposed(around, contexts["undertakings"]) or any(look(around) for look in looks)


def _is_apposed(around: Surroundings, nouns: Context, *, alone: bool = False) -> bool:
    """Whether a word with a capital is right behind one of these nouns, "die Aktion Stopp …".

    Only small words, or others with capitals, are between that and the term, which itself stands there only
    in what opens a sentence: "behandelt der Kurs Kinder…" has an object. With `alone`, nothing is between:
    "zeigt in ihrem Film Opfer von …".
    """
    if not nouns:
        return False
    said = [*words(around.written_left[-_REACH:]), *words(around.text)[:1]]
    last, small = len(said) - 1, around.language.grammar.small_words
    for at in range(last, 0, -1):
        if not (said[at][0].isupper() or said[at].lower() in small):
            return False
        if said[at][0].isupper() and nouns.stands_in([said[at - 1].lower()]):
            return (at < last and not alone) or at <= _OPENED or _lacks_object(around, said[:at])
    return False


def _lacks_object(around: Surroundings, said: list[str]) -> bool:
    """Whether a noun behind another one is no object: its verb has none, or the first noun is that.

    "Am Stand lag die Broschüre …", "sie las die Broschüre …", "wir verteilen den Flyer …"; not "seit Mai
    bekämpft das Projekt …". Nor is it one behind "zum Gesetzentwurf …".
    """
    declension = around.language.declension
    if any(declension.is_intransitive(it.lower()) for it in said if it.islower()):
        return True
    at = len(said) - 2
    if not declension.cases_shown(said[at]) and declension.looks_like_adjective(said[at]):
        at -= 1  # "den neuen Flyer …"
    opening, article = ([it.lower() for it in said[max(0, one) : one + 1]] for one in (at - 1, at))
    if around.language.contexts["apposed-after"].stands_in(article):
        return True
    cases = declension.cases_shown(article[0])
    if declension.object_case not in cases:
        return False
    if declension.subject_case not in cases and not any(map(declension.is_preposition, opening)):
        return True
    first = said[0].lower()
    subject = first in declension.subjects or first in declension.referring_words
    return subject and first not in declension.before


def _is_titled(around: Surroundings) -> bool:
    """Whether another word with a capital inside a sentence opens a title.

    "Die Reportage Das Geschäft mit …", an article, a preposition or a conjunction. No mark comes between, no
    verb, and no markup or end of a line before it.
    """
    language, text = around.language, around.written_left[-_REACH:]
    openers = language.grammar.small_words | language.declension.subordinators
    for word in WORD.finditer(text):
        start = word.start()
        written, before, title = word[0], text[:start], text[start:]
        inside = before[-1:] == " " and before[-2:-1].isalpha() and written.istitle()
        if not inside or written.lower() not in openers or any(it in title for it in f",{_MARKS}"):
            continue
        if any(True for _ in language.declension.meanings(written.lower())):
            continue  # "des Falls"
        at = around.view.source(around.occurrence.start - len(title), around.occurrence.start).start
        said = language.divider.words(title.lower())
        if not language.has_verb(said) and around.document_text(at - 2, at) == before[-2:]:
            return True
    return False


def _is_of_noun(around: Surroundings) -> bool:
    """Where the verb is second: whether it is bare behind a noun before that verb.

    What stands there is one phrase: "Am Runden Tisch … nehmen", "Für die Gruppe … und … spricht". Not behind
    an indefinite article, with which a noun counts, nor where the context `themes` only says that it is one.
    """
    language, text = around.language, around.written_left[-_REACH:]
    grammar, declension = language.grammar, language.declension
    said, last = words(text), around.preceding
    if len(said) < _OPENED or last != said[-1].lower() or last == said[-1]:
        return False
    if around.text[0].islower():
        return False  # an adjective, which may show a case: "die Zahl … Kinder steigt"
    if last in language.function_words or language.contexts["themes"].stands_in([last]):
        return False
    opens = said[0].lower() in declension.before or declension.is_preposition(said[0].lower())
    if not opens or any(it in text for it in f",{_MARKS}") or any(_is_verb(around, it) for it in said):
        return False
    at = len(said) - 2
    front = [it.lower() for it in said]
    while at > 0 and not declension.cases_shown(front[at]) and declension.looks_like_adjective(front[at]):
        at -= 1
    if not declension.cases_shown(front[at]) or front[at] in grammar.generic:
        return False
    behind = words(around.written_right)
    while behind[1:] and behind[0] in grammar.conjunctions and behind[1][0].isupper():
        del behind[:2]
    return around.right.startswith(" ") and bool(behind) and _is_verb(around, behind[0])


def _is_verb(around: Surroundings, word: str) -> bool:
    """Whether a word in small letters is a verb, or looks like one with a subject in the singular."""
    language = around.language
    if word in language.declension.verbs or word in language.signals.verbs:
        return True
    looks = language.declension.shows(word) == language.declension.singular
    return looks and word.islower() and word not in language.function_words
