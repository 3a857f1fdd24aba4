"""The workbook: a sheet with a row for each claim, and one that says how to fill it in.

Everything is written as text. A text that begins like a formula is marked as text (Excel's apostrophe), so
that it isn't one after somebody has edited it, either.
"""

import re
from collections.abc import Iterable
from importlib import import_module
from io import BytesIO
from typing import Any

from luxterm.lexicon.sheet.claims import Claim
from luxterm.lexicon.sheet.columns import HEADS, VERDICTS
from luxterm.types import Message
from luxterm.wording import say

CELL = 32_767
"""Characters a cell can have."""
_WIDTHS = dict.fromkeys(("instead", "question", "source"), 40) | {
    "why": 50,
    "note": 36,
    "term": 26,
    "advice": 24,
    "remark": 36,
}
_WIDTH = 16
_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_HELP = (
    Message("sheet-help-read"),
    Message("sheet-help-page"),
    Message("sheet-help-verdict"),
    Message("sheet-help-import"),
)


def fitting(text: str) -> str:
    """A text as a cell can hold it."""
    return _BROKEN.sub("\ufffd", text)[:CELL]


def write(claims: Iterable[Claim], lang: str) -> bytes:
    """An .xlsx file, in a language that luxterm speaks."""
    xlsxwriter: Any = import_module("xlsxwriter")  # it has no types
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    look = {"text_wrap": True, "valign": "top"}
    body, prefixed = book.add_format(look), book.add_format({**look, "quote_prefix": True})
    blank = book.add_format({**look, "num_format": "@", "bg_color": "#FFF8E1", "border": 1})
    head = book.add_format({**look, "bold": True, "bottom": 1})
    sheet = book.add_worksheet(say(Message("sheet-name"), lang))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, (name, message) in enumerate(HEADS.items()):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, column, say(message, lang), head)
    last = 0
    for last, claim in enumerate(claims, 1):
        for column, text in enumerate(claim):
            cell = fitting(text)
            sheet.write_string(last, column, cell, prefixed if cell[:1] in "=+-@＝＋－＠" else body)
        for column in range(len(claim), len(HEADS)):
            sheet.write_blank(last, column, None, blank)
    verdict = list(HEADS).index("verdict")
    choice = {"validate": "list", "source": [say(it, lang) for it in VERDICTS.values()]}
    sheet.data_validation(1, verdict, max(last, 1), verdict, choice)
    sheet.autofilter(0, 0, last, len(HEADS) - 1)
    guide = book.add_worksheet(say(Message("sheet-help"), lang))
    guide.set_column(0, 0, 100)
    for row, message in enumerate(_HELP):
        guide.write_string(row, 0, say(message, lang), body)
    book.close()
    return file.getvalue()
