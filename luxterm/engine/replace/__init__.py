"""Replacements that are grammatical, or else not applied."""
