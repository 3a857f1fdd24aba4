"""An open document, proofread by its paragraphs: what an extension of a word processor asks luxterm for.

`session` answers requests, which are plain data that JSON can carry, with plain data; it knows nothing of any
word processor. `document` keeps one open document checked, `marks` says what to underline. An extension has a
session in its own process, or talks to `luxterm proofread`, which is `lines`: a request and an answer a line.
"""
