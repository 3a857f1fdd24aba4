"""What all parts of the extension share in one office: luxterm, the documents, the settings, a log.

The office makes several objects of a service, from several threads. No call to the office is made under a
lock, for the office has one of its own.
"""

from __future__ import annotations

import os
import threading
import time
import traceback
from typing import Any, Callable

from luxterm_libreoffice import office, settings
from luxterm_libreoffice.documents import Documents
from luxterm_libreoffice.engine import Engine, Unavailable
from luxterm_libreoffice.texts import Texts

HERE = ""
"""The extension's own folder."""
_LOG = 200_000
"""Bytes of the log, after which it begins anew."""
_AGAIN = 0.3
"""Seconds in which several wishes to check again become one."""
_REVIVAL = 120.0
"""Seconds in which luxterm is begun again once at most: more than it is given for an answer, or what makes
it fail would keep the processor busy for good."""


class State:
    """One for the whole office; made when something is first asked."""

    def __init__(self) -> None:
        self.folder = os.path.join(office.profile_folder(), "luxterm")
        self.texts = Texts(HERE, office.language())
        self.settings = settings.read(self._file)
        self.documents = Documents(self._close)
        self.known: dict[str, Any] = {}
        """What luxterm said of itself: its version, languages and profiles."""
        self.trouble = ""
        """Why nothing is checked, in words; "" if all is well."""
        self.again: list[Callable[[], None]] = []
        """What has the office check all that is open again."""
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()
        self._revived = -_REVIVAL
        self._begin()

    @property
    def ready(self) -> bool:
        """Whether luxterm answers."""
        return bool(self.known)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """luxterm's answer. Raises Trouble, in words, if it can't answer; one that has ended begins again."""
        engine = self.engine
        try:
            answer = engine.ask(request)
        except Unavailable as error:
            self._revive(engine)
            raise Trouble(self._words(error)) from None
        if "error" in answer:
            raise Trouble(str(answer["error"]))
        return answer

    def keep(self, new: settings.Settings) -> None:
        """Take over settings and keep them. Raises Trouble."""
        other = new.program != self.settings.program
        self.settings = new
        try:
            settings.write(self._file, new)
        except OSError as error:
            raise Trouble(self.texts.say("writer-not-kept", str(error))) from None
        if other or not (self._starter.is_alive() or (self.ready and self.engine.alive)):
            self.engine.stop()
            self._begin()
        elif self.ready:  # who is starting is told them then
            self.ask(self._wanted())
            self.check_again()

    def check_again(self, after: float = 0.0) -> None:
        """Have the office check everything that is open again, after so many seconds or soon."""
        if self._timer is None or not self._timer.is_alive():
            self._timer = threading.Timer(max(after, _AGAIN), self._check_again)
            self._timer.daemon = True
            self._timer.start()

    def log(self, text: str) -> None:
        """Write a line into the log; never raises."""
        path = os.path.join(self.folder, "log.txt")
        try:
            os.makedirs(self.folder, exist_ok=True)
            long = os.path.exists(path) and os.path.getsize(path) > _LOG
            with open(path, "w" if long else "a", encoding="utf-8") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
        except OSError:
            return

    def failed(self, error: BaseException) -> str:
        """Log an error that nobody foresaw, and what to say of it."""
        self.log("".join(traceback.format_exception(type(error), error, error.__traceback__)))
        return self.texts.say(
            "writer-error-inside", type(error).__name__, os.path.join(self.folder, "log.txt")
        )

    @property
    def _file(self) -> str:
        return os.path.join(self.folder, "settings.json")

    def _wanted(self) -> dict[str, Any]:
        said = self.settings
        return {
            "do": "settings",
            "profile": said.profile,
            "severity": said.severity,
            "lang": said.lang,
            "ignored": list(said.ignored),
        }

    def _begin(self) -> None:
        self.known, self.trouble = {}, self.texts.say("writer-starting")
        self.engine = Engine(HERE, self.settings.program, self.log)
        self._starter = threading.Thread(target=self._start, args=(self.engine,), name="luxterm", daemon=True)
        self._starter.start()

    def _revive(self, failed: Engine) -> None:
        """Begin again in place of an engine that answered once and has ended, if that wasn't just done."""
        with self._lock:
            now = time.monotonic()
            if failed is not self.engine or not self.ready or now < self._revived + _REVIVAL:
                return
            self._revived = now
            self.log("luxterm has ended and is begun again")
            self._begin()

    def _start(self, engine: Engine) -> None:
        try:
            begun = time.monotonic()
            engine.start()
            known = engine.ask({"do": "hello", "ui": self.texts.lang})
            answer = engine.ask(self._wanted())
            if engine is not self.engine:  # another program was named meanwhile
                engine.stop()
                return
            self.trouble = str(answer.get("error", known.get("error", "")))
            self.documents.unread()
            if "error" not in known:
                self.known = known
            self.log(f"luxterm {known.get('luxterm')}, {engine.how}, after {time.monotonic() - begun:.2f} s")
            self.check_again()
        except Unavailable as error:
            self.log(self._words(error))
            if engine is self.engine:
                self.trouble = self._words(error)
        except Exception as error:
            self.trouble = self.failed(error)

    def _close(self, id: str) -> None:
        try:
            self.ask({"do": "close", "document": id})
        except Trouble:  # with luxterm, what it knew is gone
            return

    def _words(self, error: Unavailable) -> str:
        code, *words = error.args
        return self.texts.say(code, *words)

    def _check_again(self) -> None:
        for each in list(self.again):
            try:
                each()
            except Exception as error:
                self.failed(error)


class Trouble(Exception):
    """Something that a drafter is told, in words."""


_lock = threading.Lock()
_state: State | None = None


def get() -> State:
    """The state of this office."""
    global _state
    if _state is None:
        made = State()  # it asks the office: not under the lock
        with _lock:
            _state = _state or made
    return _state
