"""Where adjectives and participles agree with the noun, and determiners with both: what new words change."""
