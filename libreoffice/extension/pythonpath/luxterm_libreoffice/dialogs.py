"""The windows of the extension, made of the office's own controls: a form, and a list that stays open."""

from __future__ import annotations

from typing import Any, Callable, Sequence, Tuple

import uno
import unohelper
from com.sun.star.awt import XActionListener, XItemListener

from luxterm_libreoffice import office

_LINE, _GAP, _WIDTH, _WIDE = 12, 4, 260, 400
"""In the office's units for dialogs: a third of a letter's width. A list of sentences is wide."""
_LETTERS = 64
"""Letters that surely fit on a line of `_WIDTH`."""
Field = Tuple[str, str, Sequence[Tuple[str, str]], str]
"""Of a form: its key; its label; what can be chosen (a value, and its words), nothing for a line to type in;
and its value now."""


def form(title: str, fields: Sequence[Field], yes: str, no: str, text: str = "") -> dict[str, str] | None:
    """What a drafter fills in, None if they'd rather not."""
    fields = [(key, label, offered(choices, value), value) for key, label, choices, value in fields]
    window = _Window(title)
    if text:
        window.say("said", text)
    for key, label, choices, value in fields:
        window.say(f"label {key}", label)
        if choices:
            at = next((at for at, choice in enumerate(choices) if choice[0] == value), 0)
            words = tuple(choice[1] for choice in choices)
            window.add(
                "ListBox", key, 1, Dropdown=True, StringItemList=words, SelectedItems=(at,), LineCount=12
            )
        else:
            window.add("Edit", key, 1, Text=value)
    window.buttons((("yes", yes, 1), ("no", no, 2)))
    dialog = window.made()
    done = dialog.execute()
    given: dict[str, str] = {}
    for key, _, choices, _value in fields:
        control = dialog.getControl(key)
        at = control.getSelectedItemPos() if choices else 0
        given[key] = choices[max(at, 0)][0] if choices else control.getText()
    dialog.dispose()
    return given if done == 1 else None


def offered(choices: Sequence[tuple[str, str]], value: str) -> Sequence[tuple[str, str]]:
    """The choices with the value of now among them, which may be unknown: nobody loses it by agreeing."""
    if not choices or any(value == each for each, _ in choices):
        return choices
    return [*choices, (value, value)]


_open: list[Any] = []
"""Lists that are open: nothing else in this program holds them."""


def show_list(title: str, said: str, items: Sequence[str], chosen: Callable[[int], str], close: str) -> Any:
    """A list beside the document. `chosen` is told which line was chosen, and gives what to say of it."""
    for each in _open:
        each.dispose()
    _open.clear()
    window = _Window(title, _WIDE)
    window.say("said", said)
    window.add("ListBox", "list", 12, StringItemList=tuple(items), Border=1)
    window.add("FixedText", "more", 5, Label="", MultiLine=True)
    window.buttons((("close", close, 0),))
    dialog = window.made()
    listening = _Listening(dialog, chosen)
    dialog.getControl("list").addItemListener(listening)
    dialog.getControl("close").addActionListener(listening)
    dialog.setVisible(True)
    _open.append(dialog)
    return dialog


class _Listening(unohelper.Base, XItemListener, XActionListener):
    def __init__(self, dialog: Any, chosen: Callable[[int], str]) -> None:
        self._dialog = dialog
        self._chosen = chosen

    def itemStateChanged(self, event: Any) -> None:
        """A line is chosen."""
        self._dialog.getControl("more").getModel().Label = self._chosen(event.Selected)

    def actionPerformed(self, event: Any) -> None:
        """Closed by its button."""
        self._dialog.setVisible(False)

    def disposing(self, event: Any) -> None:
        """Gone."""


class _Window:
    """A dialog that is being made: one control below the other."""

    def __init__(self, title: str, width: int = _WIDTH) -> None:
        self._model = office.make("com.sun.star.awt.UnoControlDialogModel")
        self._width = width
        self._model.Title, self._model.Width = title, width
        self._model.PositionX = self._model.PositionY = 8 * _LINE
        self._at = _GAP

    def add(self, kind: str, name: str, lines: int, **properties: Any) -> None:
        """A control as wide as the window, with so many lines."""
        height = _LINE * lines
        self._put(kind, name, (_GAP, self._at, self._width - 2 * _GAP, height), **properties)
        self._at += height + (1 if kind == "FixedText" else _GAP)

    def say(self, name: str, text: str) -> None:
        """Words, on as many lines as they need."""
        lines = 1 + len(text) * _WIDTH // (_LETTERS * self._width)
        self.add("FixedText", name, lines, Label=text, MultiLine=True)

    def buttons(self, names: Sequence[tuple[str, str, int]]) -> None:
        """Buttons in a row: name, label, and 1 for the one that agrees, 2 for the one that cancels."""
        width = 70
        at = self._width - len(names) * (width + _GAP)
        for name, label, kind in names:
            button = {"Label": label, "PushButtonType": kind, "DefaultButton": kind == 1}
            self._put("Button", name, (at, self._at, width, _LINE + 2), **button)
            at += width + _GAP
        self._at += _LINE + 2 + _GAP

    def made(self) -> Any:
        """The dialog."""
        self._model.Height = self._at
        dialog = office.make("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(self._model)
        frame = office.desktop().getCurrentFrame()
        parent = frame.getContainerWindow() if frame is not None else None
        dialog.createPeer(office.make("com.sun.star.awt.Toolkit"), parent)
        return dialog

    def _put(self, kind: str, name: str, place: tuple[int, int, int, int], **properties: Any) -> None:
        control = self._model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        control.PositionX, control.PositionY, control.Width, control.Height = place
        for key, given in properties.items():
            uno.invoke(control, "setPropertyValue", (key, _typed(given)))
        self._model.insertByName(name, control)


def _typed(given: Any) -> Any:
    """A value as the office's controls want it: short numbers, and lists of one kind."""
    if isinstance(given, int) and not isinstance(given, bool):
        return uno.Any("short", given)
    if isinstance(given, tuple):
        return uno.Any("[]short" if given and isinstance(given[0], int) else "[]string", given)
    return given
