"""Run by the office's Python, which has UNO: does tasks (JSON on standard input) in a running LibreOffice.

    python3 writer_tasks.py PIPE < tasks.json > answers.json

A task is the name of a function here, in `writer_texts` or in `writer_hands`, and its arguments; its answer
is what the function gives.
"""
# pyright: basic, reportMissingImports=false
# UNO is that Python's own, and comes without types

import json
import os
import signal
import subprocess
import sys
import threading
import time

import uno
import unohelper
import writer_hands
import writer_texts
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment
from writer_desk import LOCALES, begin, configuration, documents, make, singleton, wait

NAME = "org.luxterm.libreoffice"
PROOFREADER = f"{NAME}.Proofreader"
SERVICE = "com.sun.star.linguistic2.Proofreader"
APPROVE = "com.sun.star.task.XInteractionApprove"
PROOFREADING = 2


class Quiet(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Whatever is asked is agreed to."""

    def getInteractionHandler(self):
        return self

    def handle(self, request):
        for each in request.getContinuations():
            if hasattr(each, "queryInterface") and each.queryInterface(uno.getTypeByName(APPROVE)):
                each.select()
                return

    def getProgressHandler(self):
        return None


def install(oxt):
    manager = singleton("com.sun.star.deployment.ExtensionManager")
    package = manager.addExtension(oxt, (), "user", None, Quiet())
    return package.getIdentifier().Value


def remove():
    manager = singleton("com.sun.star.deployment.ExtensionManager")
    manager.removeExtension(NAME, "", "user", None, Quiet())


def state():
    """What of the extension the office knows."""
    manager = make("com.sun.star.linguistic2.LinguServiceManager")
    proofreaders = {
        lang: list(manager.getAvailableServices(SERVICE, locale)) for lang, locale in LOCALES.items()
    }
    addons = configuration("/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar")
    events = configuration("/org.openoffice.Office.Jobs/Jobs")
    return {
        "proofreaders": proofreaders,
        "menu": addons.hasByName(NAME),
        "jobs": any(NAME in name for name in events.getElementNames()),
    }


def ready():
    """Choose the proofreader, have the office check while one types, and wait until luxterm answers."""
    manager = make("com.sun.star.linguistic2.LinguServiceManager")
    for locale in LOCALES.values():
        manager.setConfiguredServices(SERVICE, locale, (PROOFREADER,))
    settings = configuration("/org.openoffice.Office.Linguistic", update=True)
    settings.getByName("SpellChecking").setPropertyValue("IsSpellAuto", True)
    settings.getByName("GrammarChecking").setPropertyValue("IsAutoCheck", True)
    settings.commitChanges()
    text = "The State prohibits child pornography."
    return wait(lambda: direct("ready", text, "en"))


def logged(path, words):
    """Whether the extension's log says that, by now or soon."""

    def said():
        if not os.path.exists(path):
            return False
        with open(path, encoding="utf-8") as file:
            return words in file.read()

    return bool(wait(said))


def direct(id, text, lang):
    result = make(PROOFREADER).doProofreading(id, text, LOCALES[lang], 0, len(text), ())
    return [plain(error) for error in result.aErrors]


def plain(error):
    return {
        "start": error.nErrorStart,
        "length": error.nErrorLength,
        "rule": error.aRuleIdentifier,
        "message": error.aShortComment,
        "more": error.aFullComment,
        "suggestions": list(error.aSuggestions),
        "colour": {each.Name: each.Value for each in error.aProperties}["LineColor"],
    }


def picture(path, seconds=3):
    """The screen, once the office has had time to draw lines."""
    time.sleep(seconds)
    subprocess.run(["import", "-window", "root", path], check=True)


def found(name, expected=None):
    """What the office's own check gives for each paragraph, once that is as many as expected."""
    seen = []

    def enough():
        nonlocal seen
        seen = [it["errors"] for it in (suggestions(name, at) for at in range(len(flat(name))))]
        return expected is None or sum(map(len, seen)) == expected

    wait(enough)
    return [[(it["rule"], it["suggestions"][:1]) for it in each] for each in seen]


def flat(name):
    """The paragraphs as the office checks them."""
    iterator = documents[name].getFlatParagraphIterator(PROOFREADING, False)
    paragraphs, paragraph = [], iterator.getFirstPara()
    while paragraph is not None:
        paragraphs.append(paragraph)
        paragraph = iterator.getParaAfter(paragraph)
    return paragraphs


def suggestions(name, number):
    """What the office's own check gives for a paragraph: what its menu shows."""
    document, paragraph = documents[name], flat(name)[number]
    text = paragraph.getText()
    locale = paragraph.getLanguageOfText(0, 1)
    proof = make("com.sun.star.linguistic2.ProofreadingIterator")
    found = proof.checkSentenceAtPosition(document, paragraph, text, locale, 0, len(text), 0)
    return {"text": text, "errors": [plain(error) for error in found.aErrors]}


def apply(name, number):
    """Take the first suggestion for a paragraph, as the office's menu does."""
    error = suggestions(name, number)["errors"][0]
    paragraphs = documents[name].Text.createEnumeration()
    for _ in range(number + 1):
        paragraph = paragraphs.nextElement()
    cursor = documents[name].Text.createTextCursorByRange(paragraph.getStart())
    cursor.goRight(error["start"], False)
    cursor.goRight(error["length"], True)
    cursor.setString(error["suggestions"][0])
    return paragraph.getString()


def timed(name, keys):
    """Milliseconds for each paragraph of a text, and for each of so many letters typed into it."""
    paragraphs, proof = flat(name), make("com.sun.star.linguistic2.ProofreadingIterator")
    marks = 0

    def once(paragraph):
        text = paragraph.getText()
        begun = time.perf_counter()
        found = proof.checkSentenceAtPosition(
            documents[name], paragraph, text, LOCALES["en"], 0, len(text), 0
        )
        return 1000 * (time.perf_counter() - begun), len(found.aErrors)

    first, _ = once(paragraphs[0])
    all_of_them = []
    for paragraph in paragraphs:
        took, number = once(paragraph)
        all_of_them.append(took)
        marks += number
    typed = []
    cursor = documents[name].Text.createTextCursor()
    cursor.gotoStart(False)
    for at in range(keys):
        here = (at * 37) % (len(paragraphs) - 1)
        if at % 10 == 0:
            cursor.gotoStart(False)
            for _ in range(here):
                cursor.gotoNextParagraph(False)
            cursor.gotoEndOfParagraph(False)
            current = paragraphs[here]
        documents[name].Text.insertString(cursor, "x", False)
        typed.append(once(current)[0])
    return {"first": first, "paragraphs": all_of_them, "typed": typed, "marks": marks}


def trigger(command, seconds=2):
    """What the menu does; a window may open, so nobody waits for its end."""
    threading.Thread(target=lambda: make(f"{NAME}.Commands").trigger(command), daemon=True).start()
    time.sleep(seconds)


def end(path):
    """End the program that has written its number there."""
    with open(path, encoding="utf-8") as file:
        os.kill(int(file.read()), signal.SIGKILL)


def sleep(seconds):
    time.sleep(seconds)


def ignore_rule(rule):
    make(PROOFREADER).ignoreRule(rule, LOCALES["en"])


if __name__ == "__main__":
    begin(sys.argv[1])
    tasks = {**vars(writer_texts), **vars(writer_hands), **globals()}
    answers = []
    try:
        for task, *arguments in json.load(sys.stdin):
            answers.append(tasks[task](*arguments))
    finally:
        print(json.dumps(answers))
        sys.stdout.flush()
        if sys.exc_info()[0]:
            import traceback

            traceback.print_exc()
        sys.stderr.flush()
        os._exit(1 if sys.exc_info()[0] else 0)  # UNO may crash on the way out
