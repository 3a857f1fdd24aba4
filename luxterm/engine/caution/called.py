"""Whether a term is in a name whose first word alone has a capital: the rest looks like any words.

"La Mesa para prevenir …", "the Stop … campaign", "die Aktion Stopp …". The words are contexts in the cues, if
a language has them: `purposed` (what has what it is for in its name) and `purposed-within` (what may stand in
between), `name-openers`, `title-openers`, `works`, `undertakings` and `undertaking-joins`, `apposed` for
papers with a title behind them, and `apposed-after` for what stands before a work that is spoken of, not
used: "zum Gesetzentwurf …".
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.contexts import Context
from luxterm.text.capitals import last_capital
from luxterm.text.words import WORD, words

_REACH = 250
"""Code points before a term in which its name begins."""
_PURPOSE = 12
"""Words of what a name says that something is for, at most."""
_MARKS = ".;:()?!"
_OPENED = 2
"""Words of a sentence that begins with an article and what has a name: "Die Petition …"."""


def perhaps_called(around: Surroundings) -> bool:
    """Whether its words may belong to such a name."""
    contexts = around.language.contexts
    undertakings, joins = contexts["undertakings"], contexts["undertaking-joins"]
    if _is_apposed(around, undertakings) or any(
        _is_apposed(around, contexts[it], alone=True) for it in ("works", "apposed")
    ):
        return True
    if _has_purpose(around, contexts["purposed"]):
        return True
    if any(it(around) for it in (_is_opened, _may_go_on, _is_titled, _is_of_noun)):
        return True
    return in_name_behind(around, undertakings, joins) is not None


def in_name_behind(around: Surroundings, nouns: Context, joins: Context | None = None) -> str | None:
    """The first word of the name that it is in, right behind one of `nouns`: "la campagne Zéro …"; or None.

    Only small words, or those of `joins`, are between that and the term: not "l’association Awa lutte
    contre …". Nor behind a comma that no other one follows, "in the campaign, Brazil and …", nor where all
    nouns have capitals.
    """
    if not nouns or around.language.grammar.capital_nouns:
        return None
    text = around.written_left[-_REACH:]
    said = words(text)
    at = last_capital(said)
    if not at or not nouns.stands_in([said[at - 1].lower()]):
        return None
    between = [it.lower() for it in said[at + 1 :]]
    if not around.language.grammar.small_words.issuperset(joins.without(between) if joins else between):
        return None
    return said[at] if f"{said[at - 1]}," not in text or around.right.startswith(",") else None


def _is_opened(around: Surroundings) -> bool:
    """Whether a verb with a capital inside a sentence opens it: "the Stop … campaign", not "Aim: Stop …"."""
    text = around.written_left[-_REACH:]
    said = words(text)
    at = last_capital(said)
    if not at or not around.language.contexts["name-openers"].stands_in([said[at].lower()]):
        return False
    before = text[: text.rfind(said[at])]
    inside = before[-1:] == " " and before[-2:-1].isalpha()
    return inside and around.language.grammar.small_words.issuperset(said[at + 1 :])


def _may_go_on(around: Surroundings) -> bool:
    """Whether a title may reach to it whose one capital opens it: "el curso Juntos prevenimos la …".

    No mark comes between, nor a verb that is known, by which what has the title does something.
    """
    contexts, text = around.language.contexts, around.written_left[-_REACH:]
    said = words(text) if contexts["title-openers"] else []
    at = last_capital(said)
    if not at or len(said) - at > _PURPOSE or any(it in text for it in _MARKS):
        return False
    if not contexts["title-openers"].stands_in([said[at].lower()]):
        return False
    named = any(contexts[it].stands_in([said[at - 1].lower()]) for it in ("works", "undertakings"))
    return named and not around.language.has_verb(it.lower() for it in said[at:])


def _is_titled(around: Surroundings) -> bool:
    """Where nouns have capitals: whether another word with one inside a sentence opens a title.

    "Die Reportage Das Geschäft mit …", an article, a preposition or a conjunction. No mark comes between, no
    verb, and no markup or end of a line before it.
    """
    language, text = around.language, around.written_left[-_REACH:]
    if not language.grammar.capital_nouns:
        return False
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
    """Where nouns have capitals and the verb is second: whether it is bare behind a noun before that verb.

    What stands there is one phrase: "Am Runden Tisch … nehmen", "Für die Gruppe … und … spricht". Not behind
    an indefinite article, with which a noun counts, nor where the context `themes` only says that it is one.
    """
    language, text = around.language, around.written_left[-_REACH:]
    grammar, declension = language.grammar, language.declension
    said, last = words(text), around.preceding
    if not grammar.capital_nouns or len(said) < _OPENED or last != said[-1].lower() or last == said[-1]:
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


def _has_purpose(around: Surroundings, purposed: Context) -> bool:
    """Whether a noun with a capital comes before it, and directly behind that what says what it is for.

    "La Unidad de Delitos contra la …", not "la Unidad investiga …": no verb comes between, nor a mark. Small
    words are enough behind what `purposed-within` has, or a capital: "Pôle de lutte contre la", "Unidade de
    Combate à".
    """
    if not purposed:
        return False
    said = words(around.written_left[-_REACH:])
    last = at = last_capital(said)
    if not last or len(said) - last > _PURPOSE + 1:
        return False
    small = around.language.grammar.small_words
    while not (said[at][0].isupper() and purposed.stands_in([said[at].lower()])):
        if not at or not (said[at][0].isupper() or said[at] in small):
            return False
        at -= 1
    gap = around.left[-_REACH:]
    gap = gap[gap.rfind(said[last].lower()) + len(said[last]) :].lstrip()
    if any(mark in gap for mark in _MARKS):
        return False
    said_of = around.words(gap)
    between = around.language.contexts["purposed-within"].without(said_of)
    own = (between != said_of) or (at < last and said[last - 1] in small)
    if small.issuperset(between) and (own or _is_of(around, said[:at], between)):
        return True
    clear = not around.language.has_finite_verb(between)
    return clear and f"{' '.join(between)} ".startswith(around.language.leading_connectors)


def _is_of(around: Surroundings, before: list[str], between: list[str]) -> bool:
    """Whether what ends before it has a capital that no sentence explains, and it hangs on that.

    "L’Observatoire de la …", not "Comités et …".
    """
    language = around.language
    governing = language.agreement.governing - language.grammar.conjunctions
    return bool(before and between) and not language.grammar.capital_nouns and between[0] in governing


def _is_apposed(around: Surroundings, undertakings: Context, *, alone: bool = False) -> bool:
    """Where nouns have capitals: whether a word with one is right behind such a noun, "die Aktion Stopp …".

    Only small words, or others with capitals, are between that and the term, which itself stands there only
    in what opens a sentence: "behandelt der Kurs Kinder…" has an object. With `alone`, nothing is between:
    "zeigt in ihrem Film Opfer von …".
    """
    if not undertakings or not around.language.grammar.capital_nouns:
        return False
    said = [*words(around.written_left[-_REACH:]), *words(around.text)[:1]]
    last, small = len(said) - 1, around.language.grammar.small_words
    for at in range(last, 0, -1):
        if not (said[at][0].isupper() or said[at].lower() in small):
            return False
        if said[at][0].isupper() and undertakings.stands_in([said[at - 1].lower()]):
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
    if at > 0 and not declension.cases_shown(said[at]) and declension.looks_like_adjective(said[at]):
        at -= 1  # "den neuen Flyer …"
    opening, article = ([it.lower() for it in said[max(0, one) : one + 1]] for one in (at - 1, at))
    if around.language.contexts["apposed-after"].stands_in(article):
        return True
    cases = declension.cases_shown(article[0]) if article else ()
    if declension.object_case not in cases:
        return False
    if declension.subject_case not in cases and not any(map(declension.is_preposition, opening)):
        return True
    first = said[0].lower()
    subject = first in declension.subjects or first in declension.referring_words
    return subject and first not in declension.before
