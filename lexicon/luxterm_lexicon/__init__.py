"""The termbase: data, and nothing but data. See lexicon/README.md for the format."""
