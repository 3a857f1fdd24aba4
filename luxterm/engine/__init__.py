"""`check(document, termbase, settings)`: match, judge, replace, suppress, fix.

It never prints, reads no files and never imports the packages of the language server.
"""
