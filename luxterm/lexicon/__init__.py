"""What `luxterm lexicon` and `luxterm explain` do with a termbase.

Load it, test it by its examples, show it, and exchange it with terminologists' tools.
"""
