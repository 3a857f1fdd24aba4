"""`check(document, termbase, settings)`: match, judge, replace, suppress, fix, even while typing.

It never prints, reads no files and never imports the packages of the language server.
"""
