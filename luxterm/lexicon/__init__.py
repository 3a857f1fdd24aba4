"""What `luxterm lexicon` and `luxterm explain` do: load a termbase, prove it by its examples, show it, exchange it."""
