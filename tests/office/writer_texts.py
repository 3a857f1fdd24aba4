"""Tasks of `writer_tasks`: texts are opened, written, changed and read as a drafter does it."""
# pyright: basic, reportMissingImports=false
# UNO is that Python's own, and comes without types

import time

import uno
from writer_desk import LOCALES, documents, make, value, wait


def new(name, paragraphs, path=""):
    """A text: each paragraph is its text, its language, and its style ("" for none)."""
    document = make("com.sun.star.frame.Desktop").loadComponentFromURL(
        "private:factory/swriter", "_blank", 0, ()
    )
    documents[name] = document
    text, cursor = document.Text, document.Text.createTextCursor()
    for number, (words, lang, style) in enumerate(paragraphs):
        if number:
            text.insertControlCharacter(cursor, 0, False)
        cursor.ParaStyleName = style or "Standard"
        cursor.CharLocale = LOCALES[lang]
        text.insertString(cursor, words, False)
    if path:
        save(name, path)


def save(name, path):
    documents[name].storeAsURL(path, (value("FilterName", "writer8"),))


def load(name, path, read_only=False):
    how = (value("ReadOnly", read_only),)
    documents[name] = make("com.sun.star.frame.Desktop").loadComponentFromURL(path, "_blank", 0, how)


def type_in(name, words):
    """Letter by letter, at the end."""
    cursor = documents[name].Text.createTextCursor()
    cursor.gotoEnd(False)
    for letter in words:
        documents[name].Text.insertString(cursor, letter, False)
        time.sleep(0.02)


def pages(name, number, seed):
    """A long text: so many pages of what a policy is made of, with a word to mark on each."""
    document = documents[name]
    body = " ".join([seed] * 6)
    lines = []
    for at in range(number):
        lines.append(f"{at}. Measures")
        lines += [f"{at}.{number} {body}" for number in range(7)]
        lines.append(f"{at}.8 The State shall prohibit child pornography in part {at}.")
    document.Text.setString("\r".join(lines))
    cursor = document.Text.createTextCursor()
    cursor.gotoEnd(True)
    cursor.CharLocale = LOCALES["en"]
    return document.CurrentController.PageCount


def comment(name, number, words, said):
    """A comment on words in a paragraph."""
    paragraphs = documents[name].Text.createEnumeration()
    for _ in range(number + 1):
        paragraph = paragraphs.nextElement()
    cursor = documents[name].Text.createTextCursorByRange(paragraph.getStart())
    cursor.goRight(paragraph.getString().index(words) + len(words), False)
    note = documents[name].createInstance("com.sun.star.text.textfield.Annotation")
    note.Content = said
    documents[name].Text.insertTextContent(cursor, note, False)


def comments(name):
    """What stands in its paragraph before each comment, what that says, and its year."""
    fields, found = documents[name].getTextFields().createEnumeration(), []
    while fields.hasMoreElements():
        each = fields.nextElement()
        if each.supportsService("com.sun.star.text.textfield.Annotation"):
            before = each.Anchor.Text.createTextCursorByRange(each.Anchor.Start)
            before.gotoStartOfParagraph(True)
            found.append([before.getString(), each.Content, each.DateTimeValue.Year])
    return found


def note(name, number, words):
    """A footnote at the end of a paragraph."""
    cursor = documents[name].Text.createTextCursor()
    for _ in range(number):
        cursor.gotoNextParagraph(False)
    cursor.gotoEndOfParagraph(False)
    made = documents[name].createInstance("com.sun.star.text.Footnote")
    documents[name].Text.insertTextContent(cursor, made, False)
    made.Text.setString(words)


def table(name, rows):
    """A table at the end, its first row the headers."""
    made = documents[name].createInstance("com.sun.star.text.TextTable")
    made.initialize(len(rows), len(rows[0]))
    documents[name].Text.insertTextContent(documents[name].Text.getEnd(), made, False)
    for cell, words in zip(made.getCellNames(), [words for row in rows for words in row], strict=False):
        made.getCellByName(cell).setString(words)


def bullet(name, number):
    """Make a paragraph an entry of a list."""
    cursor = documents[name].Text.createTextCursor()
    for _ in range(number):
        cursor.gotoNextParagraph(False)
    cursor.NumberingStyleName = "List 1"


def cursor_on(name, number, words):
    """A cursor over words of a paragraph."""
    paragraphs = documents[name].Text.createEnumeration()
    for _ in range(number + 1):
        paragraph = paragraphs.nextElement()
    cursor = documents[name].Text.createTextCursorByRange(paragraph.getStart())
    cursor.goRight(paragraph.getString().index(words), False)
    cursor.goRight(len(words), True)
    return cursor


def italic(name, number, words):
    """Set words off in a paragraph."""
    cursor_on(name, number, words).CharPosture = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")


def strike(name, number, words):
    """Delete words with changes tracked."""
    documents[name].RecordChanges = True
    cursor_on(name, number, words).setString("")


def text_of(name):
    return documents[name].Text.getString()


def close(name):
    documents.pop(name).close(True)


def cursor_at(name, number, offset):
    """Put the cursor into a paragraph."""
    cursor = documents[name].Text.createTextCursor()
    for _ in range(number):
        cursor.gotoNextParagraph(False)
    cursor.goRight(offset, False)
    documents[name].CurrentController.getViewCursor().gotoRange(cursor, False)


def selected(name):
    """The words that are selected."""
    return documents[name].CurrentController.getViewCursor().getString()


def titles():
    components = make("com.sun.star.frame.Desktop").getComponents().createEnumeration()
    found = []
    while components.hasMoreElements():
        each = components.nextElement()
        if hasattr(each, "getRedlines"):
            redlines, number = each.getRedlines().createEnumeration(), 0
            while redlines.hasMoreElements():
                redlines.nextElement()
                number += 1
            found.append([each.Title, number, each.Text.getString()])
    return found


def reviewed():
    """What `titles` gives, once one of the texts has tracked changes."""
    wait(lambda: any(changes for _, changes, _ in titles()))
    return titles()
