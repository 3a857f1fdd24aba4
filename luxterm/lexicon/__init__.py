"""What `luxterm lexicon` and `luxterm explain` do with a termbase.

Load it, prove it by its examples, show it, and exchange it with the tools of terminologists.
"""
