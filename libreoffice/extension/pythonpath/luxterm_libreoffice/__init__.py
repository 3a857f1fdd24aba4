"""The extension of LibreOffice: it asks the office what is in a document, and luxterm what to say about it.

It decides nothing about words: `luxterm.proofread` does, in this process where the office's Python is one
that luxterm runs on, else in a process of its own (`engine`). So these modules are written for Python 3.8 and
need nothing but the office's `uno`.

`proofreader`, `commands` and `menus` are what the office calls, each a `service`; `documents` and `reading`
are the way from a paragraph that the office asks about to the document it is in; `state` holds what all
share.
"""
