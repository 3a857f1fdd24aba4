"""Replacements that are grammatical, or are not applied."""
