"""`luxterm.toml`: its format, reading it, and which one applies."""
