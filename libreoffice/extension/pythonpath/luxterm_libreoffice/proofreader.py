"""The proofreading service: the office asks about each paragraph as it is typed in, and draws the lines.

A paragraph is answered for as a whole, whichever of its sentences is asked about.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import uno
from com.sun.star.lang import DisposedException, Locale, XServiceDisplayName, XServiceName
from com.sun.star.linguistic2 import (
    LinguServiceEvent,
    ProofreadingResult,
    SingleProofreadingError,
    XLinguServiceEventBroadcaster,
    XProofreader,
    XSupportedLocales,
)

from luxterm_libreoffice import marks, office, reading, state
from luxterm_libreoffice.service import Service

if TYPE_CHECKING:
    from luxterm_libreoffice.documents import Bound

_PROOFREADING = 2
"""com.sun.star.text.TextMarkupType.PROOFREADING"""
_AGAIN = 8
"""com.sun.star.linguistic2.LinguServiceEventFlags.PROOFREAD_AGAIN"""
_WAVE, _BOLD_WAVE, _DASH = 10, 18, 5
"""com.sun.star.awt.FontUnderline"""
_LINES = {"error": (0xC0392B, _BOLD_WAVE), "warning": (0xC77700, _WAVE), "info": (0x2E6FBA, _DASH)}
"""Colour and line by severity: told apart without colours, too."""


class Proofreader(
    Service,
    XProofreader,
    XServiceName,
    XServiceDisplayName,
    XSupportedLocales,
    XLinguServiceEventBroadcaster,
):
    """What the office calls; nothing that goes wrong here is its business."""

    NAME = "org.luxterm.libreoffice.Proofreader"
    SERVICES = ("com.sun.star.linguistic2.Proofreader",)

    def __init__(self, context: Any, *arguments: Any) -> None:
        self._listeners: list[Any] = []
        self._locales: tuple[Any, ...] = ()
        state.get().again.append(self._again)

    def getServiceName(self) -> str:
        """As it is registered."""
        return self.NAME

    def getServiceDisplayName(self, locale: Any) -> str:
        """Its name in the office's list of writing aids."""
        return "luxterm"

    def hasLocale(self, locale: Any) -> bool:
        """Whether there are terms in that language."""
        return any(it.Language == locale.Language for it in self.getLocales())

    def getLocales(self) -> tuple[Any, ...]:
        """Those for which it is registered."""
        if not self._locales:
            with open(os.path.join(state.HERE, "locales.json"), encoding="utf-8") as file:
                tags = [tag.split("-") for tag in json.load(file)]
            self._locales = tuple(Locale(tag[0], "".join(tag[1:2]), "") for tag in tags)
        return self._locales

    def isSpellChecker(self) -> bool:
        """It looks at no spelling."""
        return False

    def ignoreRule(self, rule: str, locale: Any) -> None:
        """Leave a term alone from now on, in all documents, until the settings say otherwise."""
        here = state.get()
        try:
            ignored = tuple(dict.fromkeys((*here.settings.ignored, rule)))
            here.keep(here.settings._replace(ignored=ignored))
        except Exception as error:
            here.failed(error)

    def resetIgnoreRules(self) -> None:
        """Nothing: the office asks for this when it checks anew; what was ignored stays so."""

    def addLinguServiceEventListener(self, listener: Any) -> bool:
        """The office wants to know when all is to be checked again."""
        self._listeners.append(listener)
        return True

    def removeLinguServiceEventListener(self, listener: Any) -> bool:
        """The office doesn't any more."""
        if listener in self._listeners:
            self._listeners.remove(listener)
            return True
        return False

    def doProofreading(
        self, document: str, text: str, locale: Any, start: int, end: int, properties: Any
    ) -> Any:
        """What to mark in a paragraph from `start` on."""
        result = ProofreadingResult()
        result.aDocumentIdentifier, result.aText, result.aLocale, result.xProofreader = (
            document,
            text,
            locale,
            self,
        )
        result.nStartOfSentencePosition = start
        result.nStartOfNextSentencePosition = result.nBehindEndOfSentencePosition = max(
            marks.units(text), end
        )
        result.aProperties = ()
        result.aErrors = ()
        try:
            found = _marks(document, text, locale, properties)
            result.aErrors = tuple(_error(mark) for mark in found if mark["start"] >= start)
        except DisposedException:
            pass  # closed while it was asked about: nothing is marked any more
        except reading.Unsettled as error:
            here = state.get()
            here.log(str(error))
            here.check_again()
        except state.Trouble as error:
            here = state.get()
            if here.trouble != str(error):
                here.trouble = str(error)
                here.log(here.trouble)
        except Exception as error:
            here = state.get()
            here.trouble = here.failed(error)
        return result

    def _again(self) -> None:
        for listener in list(self._listeners):
            event = LinguServiceEvent()
            event.Source, event.nEvent = self, _AGAIN
            listener.processLinguServiceEvent(event)


def _marks(id: str, text: str, locale: Any, properties: Any) -> list[marks.Mark]:
    """What luxterm marks in a paragraph."""
    here = state.get()
    if not here.ready or not text.strip():
        return []
    said = {each.Name: each.Value for each in properties}
    count = int(said.get("DocumentElementsCount", -1))
    bound = here.documents.find(id, text)
    request = {
        "do": "check",
        "document": id,
        "text": text,
        "lang": office.code_of(locale),
        "number": int(said.get("SortedTextId", -1)),
        "count": count,
        "objects": [*said.get("FootnotePositions", ()), *said.get("FieldPositions", ())],
    }
    others = _read(here, bound, count, same=False) if bound is not None else False
    answer = here.ask(request)
    if bound is not None:
        bound.strangers = bound.strangers + 1 if answer["stranger"] else 0
        if answer["same"] and _read(here, bound, count, same=True):
            others, answer = True, here.ask(request)
    if others or answer["others"]:
        here.check_again()
    here.trouble = ""
    return list(answer["marks"])


def _read(here: state.State, bound: Bound, count: int, same: bool) -> bool:
    """Read the document again if that is due, now or later; whether that changes anything."""
    wait = bound.wait(count, same)
    if wait > 0:
        here.check_again(wait)
    return wait == 0 and bool(bound.read(here.ask, count)[0]["changed"])


def _error(mark: marks.Mark) -> Any:
    """A mark as the office wants it."""
    error = SingleProofreadingError()
    error.nErrorStart, error.nErrorLength = mark["start"], mark["length"]
    error.nErrorType, error.aRuleIdentifier = _PROOFREADING, mark["rule"]
    error.aShortComment = mark["message"]
    error.aFullComment = marks.said(mark)
    error.aSuggestions = tuple(mark["suggestions"])
    colour, line = _LINES["info" if mark["quotation"] else mark["severity"]]
    error.aProperties = (
        office.value("LineColor", colour),
        office.value("LineType", uno.Any("short", line)),
    )
    return error
